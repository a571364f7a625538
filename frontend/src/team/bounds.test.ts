import { describe, expect, it } from "vitest";
import { brokenBound } from "./bounds";

describe("the bounds of a number", () => {
  it("take both ends and what lies between", () => {
    const bounds = { min: "1", max: "100000" };
    expect(["1", "1.000001", "100000"].map((value) => brokenBound(value, bounds))).toEqual([null, null, null]);
    expect(brokenBound("0.999999", bounds)).toBe("min");
    expect(brokenBound("100000.000001", bounds)).toBe("max");
  });

  it("hold below zero and beyond what a float tells apart", () => {
    expect(brokenBound("-1.5", { min: "-1.4", max: null })).toBe("min");
    expect(brokenBound("-1.3", { min: "-1.4", max: null })).toBeNull();
    expect(brokenBound("900719925474099301", { min: null, max: "900719925474099300" })).toBe("max");
  });

  it("are none where none are set", () => {
    expect(brokenBound("-7", { min: null, max: null })).toBeNull();
  });
});
