import { describe, expect, it } from "vitest";
import type { AdvancementCheck, AdvancementLine, AdvancementRoute, AdvancementWay } from "../../api/advancement";
import { countWays, EMPTY_WISH, moved, placesWithin, planOf, takes, tiesBeside } from "./plan";
import { aroundTheCut, BELOW, rowsOf } from "./rows";

const text = (value: string) => ({ zh: value, en: value });

function line(number: string, rank: number | null, division: string | null = null, goesBy: string | null = null): AdvancementLine {
  return { number, rank, division, contest: "open", tied: false, title: text(number), team: text(number), figure: rank === null ? null : "80.00", goes_by: goesBy };
}

function route(key: string, quota: number | null, division: string | null = null): AdvancementRoute {
  return { key, quota, wildcards: 1, reallocate: true, heat: { key: `heat-${key}`, title: text(key) }, target: { contest: null, division } };
}

function check(goes: [string, AdvancementWay][], more: Partial<AdvancementCheck> = {}): AdvancementCheck {
  return { goes: goes.map(([number, way]) => ({ number, way, route: "all", rank: 1, reason: "" })), vacant: [], problems: [], ...more };
}

const tie = { pointer: "/routes/all", code: "tie_at_cut", params: { route: "all", rank: 3, numbers: "3, 4", places: 1 } };
const lines = [line("1", 1, "east", "all"), line("2", 2, "west", "all"), line("3", 3, "east"), line("4", 3, "east"), line("5", 5, "west")];

describe("what would become of the entries", () => {
  it("is what the server checked", () => {
    const plan = planOf({ lines, vacant: [], blockers: [tie] }, check([["2", "quota"], ["5", "wildcard"]], { vacant: [{ route: "all", places: 2 }] }));

    expect(plan.goes.map(({ number, way }) => `${number} ${way}`)).toEqual(["2 quota", "5 wildcard"]);
    expect([...plan.vacant]).toEqual([["all", 2]]);
    expect(plan.ties).toEqual([]);
    expect(countWays(plan.goes)).toEqual({ quota: 1, tie_decision: 0, wildcard: 1, reallocated: 0, direct: 0 });
  });

  it("is what the ranks say for a reader who may not ask", () => {
    const plan = planOf({ lines, vacant: [], blockers: [tie] }, undefined);

    expect(plan.goes.map(({ number }) => number)).toEqual(["1", "2"]);
    expect(plan.ties).toEqual([{ route: "all", rank: 3, numbers: ["3", "4"], places: 1 }]);
  });
});

describe("ties", () => {
  const equals = (number: string, rank: number) => ({ ...line(number, rank), tied: true });
  const standing = [equals("1", 1), equals("2", 1), equals("3", 3), equals("4", 3), equals("5", 5), equals("6", 5), line("7", 7)];

  it("that no cut goes through are those that the server does not name and nobody decided", () => {
    const plan = planOf({ lines: standing, vacant: [], blockers: [tie] }, undefined);
    const decided = { rank: 5, order: ["6", "5"], reason: "seen twice", decided_at: "2026-11-15T01:57:00.000Z" };

    expect(tiesBeside({ lines: standing, tie_decisions: [decided] }, plan)).toEqual([{ rank: 1, entries: 2 }]);
  });
});

describe("the standing as a route sees it", () => {
  it("has of equals above the cut the one that goes on by decision, and below it the other", () => {
    const plan = planOf({ lines, vacant: [], blockers: [] }, check([["1", "quota"], ["2", "quota"], ["4", "tie_decision"]]));
    const rows = rowsOf(lines, route("all", 3), plan, EMPTY_WISH);

    expect(rows.map((row) => (row.kind === "line" ? row.line.number : row.kind))).toEqual(["1", "2", "4", "cut", "3", "5"]);
  });

  it("counts places among its own entries, and equals share one", () => {
    const own = [line("b", 4), line("c", 9), line("d", 9), line("e", 30), line("f", null)];

    expect([...placesWithin(own)]).toEqual([["b", 1], ["c", 2], ["d", 2], ["e", 4]]);
  });

  it("holds the entries of the contest and division that the route leads to", () => {
    const east = route("east", 1, "east");

    expect(lines.filter((one) => takes(east, one)).map(({ number }) => number)).toEqual(["1", "3", "4"]);
    expect(lines.filter((one) => takes(route("all", 1), one))).toHaveLength(5);
  });

  it("says what becomes of each entry, and marks a tie across the cut", () => {
    const plan = planOf({ lines, vacant: [], blockers: [] }, check([["2", "quota"]], { problems: [tie] }));
    const rows = rowsOf(lines, route("all", 2), plan, { ...EMPTY_WISH, declines: ["1"] });

    expect(rows.map((row) => (row.kind === "line" ? row.outcome.kind : row.kind))).toEqual(["declined", "goes", "tie", "tied", "tied", "stays"]);
  });

  it("is short at first: down to a few below the cut, and every wildcard", () => {
    const many = Array.from({ length: 40 }, (_, index) => line(String(index + 1), index + 1));
    const plan = planOf({ lines: many, vacant: [], blockers: [] }, check([["1", "quota"], ["2", "quota"], ["3", "quota"], ["30", "wildcard"]]));
    const rows = rowsOf(many, route("all", 3), plan, { ...EMPTY_WISH, wildcards: [{ number: "30", route: "all", reason: "remarkable" }] });
    const shown = aroundTheCut(rows);

    expect(shown).toHaveLength(3 + 1 + BELOW + 1);
    expect(shown.at(-1)).toMatchObject({ kind: "line", outcome: { kind: "goes", way: "wildcard" } });
  });
});

describe("putting in order", () => {
  it("moves by one place and stays inside the list", () => {
    expect(moved(["a", "b", "c"], 2, -1)).toEqual(["a", "c", "b"]);
    expect(moved(["a", "b", "c"], 0, -1)).toEqual(["a", "b", "c"]);
    expect(moved(["a", "b", "c"], 0, 1)).toEqual(["b", "a", "c"]);
  });
});
