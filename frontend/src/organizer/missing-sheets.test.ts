import { describe, expect, it } from "vitest";
import type { HeatProgress } from "../api/types";
import { furthestBehindFirst, groupedByJudge, heatSearch } from "./missing-sheets";

function sheet(assignment: string, id: string): HeatProgress["missing"][number] {
  return { assignment, number: "W20-00001", judge_id: id, judge: { name: { zh: "李", en: "Li" } }, state: "not_started", title: { zh: "", en: "" } };
}

describe("missing sheets", () => {
  it("stand together by judge, whoever misses most first, also where two have one name", () => {
    const missing = [sheet("a", "LI"), sheet("b", "GU"), sheet("c", "GU")];

    const groups = groupedByJudge(missing);

    expect(groups.map(({ id, sheets }) => [id, sheets.map(({ assignment }) => assignment)])).toEqual([["GU", ["b", "c"]], ["LI", ["a"]]]);
  });

  it("put those who are furthest behind first and keep the order of equals", () => {
    const of = (judge: string, assigned: number, submitted: number, waived: number) => ({ judge, assigned, submitted, waived });

    const order = furthestBehindFirst([of("done", 3, 2, 1), of("one", 3, 2, 0), of("two", 3, 1, 0), of("other", 3, 2, 0)]);

    expect(order.map(({ judge }) => judge)).toEqual(["two", "one", "other", "done"]);
  });

  it("are narrowed by an address that names a judge", () => {
    expect(heatSearch({ judge: "x" })).toEqual({ judge: "x" });
    expect(heatSearch({ judge: "", other: "y" })).toEqual({});
  });
});
