import { describe, expect, it } from "vitest";
import type { AdvancementLine, AdvancementRoute } from "../../api/advancement";
import { countWays, EMPTY_WISH, moved, planOf, takesOf } from "./plan";
import { aroundTheCut, BELOW, rowsOf } from "./rows";

const text = (value: string) => ({ zh: value, en: value });

function line(number: string, rank: number | null, division: string | null = null): AdvancementLine {
  return { number, rank, division, contest: "open", tied: false, title: text(number), team: text(number), figure: rank === null ? null : "80.00", goes_by: null };
}

function route(key: string, quota: number | null, more: Partial<AdvancementRoute> = {}): AdvancementRoute {
  return { key, quota, wildcards: 1, reallocate: true, heat: { key: `heat-${key}`, title: text(key) }, ...more };
}

const lines = [line("1", 1, "east"), line("2", 2, "west"), line("3", 3, "east"), line("4", 3, "east"), line("5", 5, "west"), line("6", null, "west")];
const heats = [{ key: "heat-east", contest: null, division: "east" }, { key: "heat-west", contest: "open", division: "west" }];
const takes = takesOf({ routes: [route("east", 1), route("west", 1)], blockers: [] }, heats);
const takesAll = () => true;

describe("who would go on", () => {
  it("is who is first in what each route takes", () => {
    const plan = planOf({ lines, routes: [route("east", 1), route("west", 2)], tie_decisions: [] }, takes, EMPTY_WISH);

    expect(plan.goes.map(({ number, route: by }) => `${number} ${by}`)).toEqual(["1 east", "2 west", "5 west"]);
    expect(plan.ties).toEqual([]);
    expect(plan.vacant).toEqual({ east: 0, west: 0 });
  });

  it("is not decided by the order of the lines where equals stand on both sides of the cut", () => {
    const plan = planOf({ lines, routes: [route("east", 2)], tie_decisions: [] }, takes, EMPTY_WISH);

    expect(plan.goes.map(({ number }) => number)).toEqual(["1"]);
    expect(plan.ties).toEqual([{ route: "east", rank: 3, numbers: ["3", "4"], places: 1 }]);
  });

  it("follows the order that the chair decided", () => {
    const decision = { rank: 3, order: ["4", "3"], reason: "stage", decided_at: "2026-01-01T00:00:00Z" };
    const plan = planOf({ lines, routes: [route("east", 2)], tie_decisions: [decision] }, takes, EMPTY_WISH);

    expect(plan.goes.map(({ number, way }) => `${number} ${way}`)).toEqual(["1 quota", "4 tie_decision"]);
  });

  it("gives the place of who declines to the next, and leaves it empty where there is none", () => {
    const routes = [route("east", 1), route("west", 2)];
    const plan = planOf({ lines, routes, tie_decisions: [] }, takes, { ...EMPTY_WISH, declines: ["2"] });

    expect(plan.goes.map(({ number }) => number)).toEqual(["1", "5"]);
    expect(plan.vacant).toEqual({ east: 0, west: 1 });
  });

  it("fills given places by rank and adds wildcards, unranked entries too", () => {
    const routes = [route("east", 1), route("west", 3)];
    const wish = {
      declines: [],
      reallocations: [{ from: "west", to: "east", places: 1, reason: "empty" }],
      wildcards: [{ number: "6", route: "west", reason: "remarkable" }],
    };
    const decision = { rank: 3, order: ["3", "4"], reason: "stage", decided_at: "2026-01-01T00:00:00Z" };
    const plan = planOf({ lines, routes, tie_decisions: [decision] }, takes, wish);

    expect(plan.goes.map(({ number, way }) => `${number} ${way}`)).toEqual(["1 quota", "2 quota", "5 quota", "3 reallocated", "6 wildcard"]);
    expect(plan.vacant).toEqual({ east: 0, west: 0 });
    expect(countWays(plan.goes)).toEqual({ quota: 3, tie_decision: 0, wildcard: 1, reallocated: 1, direct: 0 });
  });
});

describe("what a route takes, for a reader who does not know where it leads", () => {
  const [one, two] = [line("1", 1, "east"), { ...line("2", 2, "west"), goes_by: "west" }];

  it("is everything where it is the only route", () => {
    expect(takesOf({ routes: [route("only", 1)], blockers: [] }, [])("only", one)).toBe(true);
  });

  it("is what the server said goes by it or waits at its cut", () => {
    const blocker = { pointer: "/routes/east", code: "tie_at_cut", params: { numbers: "1, 9" } };
    const known = takesOf({ routes: [route("east", 1), route("west", 1)], blockers: [blocker] }, []);

    expect([known("east", one), known("west", one), known("east", two), known("west", two)]).toEqual([true, false, false, true]);
  });
});

describe("the standing as a route sees it", () => {
  it("has the cut below the last place and says what becomes of each entry", () => {
    const routes = [route("all", 2)];
    const plan = planOf({ lines, routes, tie_decisions: [] }, takesAll, { ...EMPTY_WISH, declines: ["1"] });
    const [first] = routes;
    if (!first) throw new Error("no route");
    const rows = rowsOf(lines, first, plan, takesAll, { ...EMPTY_WISH, declines: ["1"] });

    expect(rows.map((row) => (row.kind === "line" ? row.outcome.kind : row.kind))).toEqual(["declined", "goes", "tie", "tied", "tied", "stays", "stays"]);
  });

  it("is short at first: down to a few below the cut, and every wildcard", () => {
    const many = Array.from({ length: 40 }, (_, index) => line(String(index + 1), index + 1));
    const wish = { ...EMPTY_WISH, wildcards: [{ number: "30", route: "all", reason: "remarkable" }] };
    const only = route("all", 3);
    const rows = rowsOf(many, only, planOf({ lines: many, routes: [only], tie_decisions: [] }, takesAll, wish), takesAll, wish);
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
