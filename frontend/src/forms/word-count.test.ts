import { describe, expect, it } from "vitest";
import { countWords, excessOf } from "./word-count";
import vectors from "./word-count-vectors.json";

describe("counting words", () => {
  it.each(vectors)("counts $text in both languages", ({ text, zh, en }) => {
    expect({ zh: countWords(text, "zh"), en: countWords(text, "en") }).toEqual({ zh, en });
  });

  it("names the part beyond a limit and nothing within it", () => {
    expect(excessOf("一二三四五", "zh", 3)).toBe("四五");
    expect(excessOf("one two three", "en", 2)).toBe("three");
    expect(excessOf("one two", "en", 2)).toBe("");
  });
});
