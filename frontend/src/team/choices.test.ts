import { describe, expect, it } from "vitest";
import { bothNames, narrowed } from "./choices";

const china = { key: "cn", label: { zh: "中国", en: "China" } };
const germany = { key: "de", label: { zh: "德国", en: "Germany" } };
const denmark = { key: "dk", label: { zh: "丹麦", en: "Denmark" } };
const all = [china, denmark, germany];

describe("a long list of choices", () => {
  it("is narrowed by either name or the key, however wide the letters are", () => {
    expect(narrowed(all, "德")).toEqual([germany]);
    expect(narrowed(all, " MARK ")).toEqual([denmark]);
    expect(narrowed(all, "ｃｎ")).toEqual([china]);
    expect(narrowed(all, "  ")).toEqual(all);
    expect(narrowed(all, "Atlantis")).toEqual([]);
  });

  it("names each in both languages, the reader's first", () => {
    expect(bothNames(china, "zh")).toBe("中国 · China");
    expect(bothNames(china, "en")).toBe("China · 中国");
    expect(bothNames({ key: "x", label: { zh: "", en: "Other" } }, "zh")).toBe("Other");
    expect(bothNames({ key: "a", label: { zh: "A 轮", en: "" } }, "zh")).toBe("A 轮");
  });
});
