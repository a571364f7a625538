import { describe, expect, it } from "vitest";
import type { HeatProgress } from "../api/types";
import { lacksSheets, sheetsForFigure, surelyWithheld } from "./withheld";

const judges = (count: number, recused = 0) => Array.from({ length: count }, () => ({ recused })) as HeatProgress["judges"];
const sheets = (...numbers: string[]) => numbers.map((number) => ({ number })) as HeatProgress["waivers"];
const heat = (readings: number | null, panel: number, fallback: string, waivers: HeatProgress["waivers"] = []) => ({
  heat: { readings }, judges: judges(panel), rule: { fallback, min_scores: 2 }, waivers,
});

describe("entries without a figure", () => {
  it("have no sheet at all where the rule takes the plain mean of what there is", () => {
    expect(surelyWithheld(heat(3, 60, "plain_mean"), sheets("W-1", "W-1", "W-1", "W-2", "W-2"))).toEqual(["W-1"]);
  });

  it("have fewer sheets than the rule asks for where it withholds", () => {
    expect(surelyWithheld(heat(3, 60, "withhold"), sheets("W-2", "W-2", "W-3"))).toEqual(["W-2"]);
  });

  it("count what was waived before", () => {
    expect(surelyWithheld(heat(3, 60, "plain_mean", sheets("W-1", "W-1")), sheets("W-1"))).toEqual(["W-1"]);
    expect(surelyWithheld(heat(3, 60, "plain_mean", sheets("W-1", "W-1")))).toEqual([]);
  });

  it("are scored by the whole panel where there are no readings", () => {
    expect(surelyWithheld(heat(null, 2, "plain_mean"), sheets("W-1", "W-1", "W-2"))).toEqual(["W-1"]);
  });

  it("need one sheet at least, whatever the rule says", () => {
    expect(sheetsForFigure({ fallback: "withhold", min_scores: 0 })).toBe(1);
    expect(sheetsForFigure({ fallback: "plain_mean", min_scores: 7 })).toBe(1);
  });

  it("may be there where sheets were waived or somebody stepped aside", () => {
    expect(lacksSheets({ waivers: [], judges: judges(3) })).toBe(false);
    expect(lacksSheets({ waivers: [], judges: judges(3, 1) })).toBe(true);
    expect(lacksSheets({ waivers: sheets("W-1"), judges: judges(3) })).toBe(true);
  });
});
