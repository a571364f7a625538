import { describe, expect, it } from "vitest";
import { amountInWords, measuredInWords } from "./figures";

describe("figures as staff read them", () => {
  it("are grouped, with their currency", () => {
    expect(amountInWords("5200000 CNY", "en")).toBe("CNY 5,200,000 (5.2 million)");
    expect(amountInWords("300 USD", "zh")).toBe("USD 300");
  });

  it("leave a text alone that only looks like one", () => {
    expect(amountInWords("2020", "en")).toBe("2020");
    expect(amountInWords("12 apples", "en")).toBe("12 apples");
  });

  it("are grouped without a currency where a rule measured them", () => {
    expect(measuredInWords("23", "en")).toBe("23");
    expect(measuredInWords("1200", "en")).toBe("1,200");
    expect(measuredInWords("pre_a", "zh")).toBe("pre_a");
  });
});
