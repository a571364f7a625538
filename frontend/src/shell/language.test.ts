import { describe, expect, it } from "vitest";
import { languageFrom } from "./language";
import { pick } from "./bilingual";

describe("the language of the interface", () => {
  it("is the one asked for in the address, then the kept one, then the browser's", () => {
    expect(languageFrom("?lang=en", "lang=zh", ["zh-CN"])).toBe("en");
    expect(languageFrom("", "a=b; lang=zh", ["en-GB"])).toBe("zh");
    expect(languageFrom("", "", ["fr-FR", "zh-Hans-CN", "en"])).toBe("zh");
    expect(languageFrom("", "", ["de-DE"])).toBe("en");
    expect(languageFrom("?lang=fr", "lang=xx", [])).toBe("en");
  });
});

describe("content in two languages", () => {
  it("falls back to the other language and says which it is", () => {
    expect(pick({ zh: "乌镇", en: "Wuzhen" }, "en")).toEqual({ text: "Wuzhen", language: "en" });
    expect(pick({ zh: "乌镇", en: " " }, "en")).toEqual({ text: "乌镇", language: "zh" });
    expect(pick({ zh: "", en: "" }, "en")).toEqual({ text: "", language: "en" });
  });
});
