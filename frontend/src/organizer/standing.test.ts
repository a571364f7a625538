import { describe, expect, it } from "vitest";
import type { StandingLine } from "../api/types";
import { narrowedStanding, sharedFigures, standingSearch } from "./standing";

function line(number: string, title: string, figure: string | null): StandingLine {
  return {
    number, figure, raw: null, title: { zh: title, en: title }, team: { zh: "清燕团队", en: "Clear Swallow Team" }, rank: 1, tied: false,
    award: null, criteria: [], sheets: 3, sheets_expected: 3, tie_figures: [],
  };
}

describe("a standing", () => {
  it("is narrowed by every word, of number, title or team", () => {
    const lines = [line("W20-1", "Ink Well", "90"), line("W20-2", "Jade Bamboo", "80")];

    expect(narrowedStanding(lines, { text: "swallow JADE" }).map(({ number }) => number)).toEqual(["W20-2"]);
    expect(narrowedStanding(lines, { text: "w20-1" }).map(({ number }) => number)).toEqual(["W20-1"]);
    expect(narrowedStanding(lines, {})).toHaveLength(2);
  });

  it("knows which figures are shared, and none where there is no figure", () => {
    expect([...sharedFigures([line("1", "", "90"), line("2", "", "90"), line("3", "", null), line("4", "", null)])]).toEqual(["90"]);
  });

  it("reads a number of the address as text", () => {
    expect(standingSearch({ text: 2020 })).toEqual({ text: "2020" });
    expect(standingSearch({ text: " " })).toEqual({});
  });
});
