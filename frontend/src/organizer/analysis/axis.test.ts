import { describe, expect, it } from "vitest";
import { axisOf, cutBetween } from "./axis";

describe("an axis", () => {
  it("holds every interval and point from end to end", () => {
    const axis = axisOf([{ low: 60, high: 70 }, { low: 55, high: 65 }], [75]);
    expect([axis.low, axis.high]).toEqual([55, 75]);
    expect([axis.at(55), axis.at(65), axis.at(75)]).toEqual([0, 50, 100]);
  });

  it("draws at its end what lies beyond", () => {
    const axis = axisOf([{ low: 0, high: 10 }]);
    expect([axis.at(-5), axis.at(20)]).toEqual([0, 100]);
  });

  it("has a middle where nothing differs", () => {
    expect(axisOf([{ low: 7, high: 7 }]).at(7)).toBe(50);
    expect(axisOf([]).at(3)).toBe(50);
  });
});

describe("the line of the places", () => {
  it("lies between the last that is in and the first that is out", () => {
    expect(cutBetween([50, 90, 70, 60], 2)).toBe(65);
  });

  it("is not there without places, or when all are in", () => {
    expect(cutBetween([50, 90], null)).toBeNull();
    expect(cutBetween([50, 90], 2)).toBeNull();
  });
});
