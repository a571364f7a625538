import { describe, expect, it } from "vitest";
import type { HeatSummary } from "../../api/types";
import { byRound, heatNeeds } from "./heat-rounds";

const MAY = {
  import_scores: false, propose: false, read_proposal: false, open: false, close: false, waive: false, read_standing: false,
  read_advancement: false, read_analysis: false, list_ballots: false, read_report: false,
};

function heat(key: string, round: string, over: Partial<HeatSummary> = {}): HeatSummary {
  const title = { zh: key, en: key };
  return {
    key, title, round: { key: round, title: { zh: round, en: round } }, kind: "scoring", readings: null, contest: null,
    division: null, advanced_at: null, state: "planned", opens_at: "2026-09-02T01:00:00Z", closes_at: "2026-09-16T12:00:00Z",
    judges: 3, entries: 10, assigned: 30, submitted: 0, waived: 0, missing: 30, freeze_hash: null, may: MAY, ...over,
  } as HeatSummary;
}

describe("heats by round", () => {
  it("keeps the order of the edition and counts what is open, closed and missing", () => {
    const rounds = byRound([
      heat("reading", "first", { state: "closed", missing: 0 }),
      heat("north", "second", { state: "open", missing: 4 }),
      heat("south", "second", { state: "open", missing: 2 }),
      heat("last", "third"),
    ]);
    expect(rounds.map(({ key, heats, open, closed, missing }) => [key, heats.map((one) => one.key), open, closed, missing])).toEqual([
      ["first", ["reading"], 0, 1, 0],
      ["second", ["north", "south"], 2, 0, 6],
      ["third", ["last"], 0, 0, 0],
    ]);
  });
});

describe("what the heats need", () => {
  const now = Date.parse("2026-09-10T00:00:00Z");

  it("names sheets that are missing in open heats only", () => {
    expect(heatNeeds([heat("a", "r", { state: "open", missing: 1 }), heat("b", "r")], now).late.map(({ key }) => key)).toEqual(["a"]);
  });

  it("offers to close and to open only what the reader may, and not before its day", () => {
    const heats = [
      heat("full", "r", { state: "open", missing: 0, may: { ...MAY, close: true } }),
      heat("not mine", "r", { state: "open", missing: 0 }),
      heat("due", "r", { may: { ...MAY, open: true } }),
      heat("later", "r", { may: { ...MAY, open: true }, opens_at: "2026-11-23T01:00:00Z" }),
    ];
    const needs = heatNeeds(heats, now);
    expect(needs.toClose.map(({ key }) => key)).toEqual(["full"]);
    expect(needs.toOpen.map(({ key }) => key)).toEqual(["due"]);
  });
});
