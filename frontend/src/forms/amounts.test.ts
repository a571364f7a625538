import { describe, expect, it } from "vitest";
import { parseAmount, parseNumber, readable, splitAmount } from "./amounts";

describe("a number as people write it", () => {
  it.each([
    ["12", "12"], ["１２．５", "12.5"], ["1,200万", "12000000"], ["1，200 万", "12000000"], ["12m", "12000000"], ["1.5 Million", "1500000"],
    ["2亿", "200000000"], ["3千万", "30000000"], ["1200,0000", "12000000"], ["0.50", "0.5"], ["007", "7"], ["-3", "-3"], ["-0", "0"], ["1’000", "1000"],
    ["2.5k", "2500"], ["0.000001", "0.000001"],
  ])("%s is %s", (typed, kept) => {
    expect(parseNumber(typed)).toBe(kept);
  });

  it.each(["", "twelve", "1,5", "1.2.3", "12 people", "m", "0.0000001", "9999999999999999999", "1万万"])("%s is not guessed at", (typed) => {
    expect(parseNumber(typed)).toBeNull();
  });
});

describe("an amount of money", () => {
  it.each([
    ["12m USD", "12000000", "USD"], ["¥1,200万", "12000000", "CNY"], ["100万元", "1000000", "CNY"], ["EUR 0.5", "0.5", "EUR"], ["eur 5m", "5000000", "EUR"],
    ["HK$ 3 million", "3000000", "HKD"], ["300万美元", "3000000", "USD"], ["1200000", "1200000", null], ["RMB 20万", "200000", "CNY"], ["人民币50万元", "500000", "CNY"],
  ])("%s is %s %s", (typed, amount, currency) => {
    expect(parseAmount(typed)).toEqual({ amount, currency });
  });

  it("is taken apart as it is kept", () => {
    expect(splitAmount("1200000 CNY")).toEqual({ amount: "1200000", currency: "CNY" });
    expect(splitAmount("about five")).toEqual({ amount: "about five", currency: "" });
    expect(splitAmount("about five EUR")).toEqual({ amount: "about five", currency: "EUR" });
    expect(splitAmount("")).toEqual({ amount: "", currency: "" });
  });
});

describe("what was understood", () => {
  it("is said in figures and, where it is long, in words that lose nothing", () => {
    expect(readable("12000000", "en")).toBe("12,000,000 (12 million)");
    expect(readable("12000000", "zh")).toBe("12,000,000（1200万）");
    expect(readable("123456789", "en")).toBe("123,456,789");
    expect(readable("12.5", "en")).toBe("12.5");
    expect(readable("-1234", "en")).toBe("-1,234");
  });
});
