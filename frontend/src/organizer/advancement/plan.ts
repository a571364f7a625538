// What would become of the entries, in the server's words: of what people decided beside the ranks, or of the ranks
// alone. Nothing is worked out here.
import type { Advancement, AdvancementCheck, AdvancementLine, AdvancementRoute, AdvancementWay, Issue, Wish } from "../../api/advancement";

export interface Tie {
  route: string;
  rank: number;
  numbers: string[];
  places: number;
}

export interface Plan {
  goes: { number: string; route: string; way: AdvancementWay }[];
  ties: Tie[];
  /** Empty places by route. */
  vacant: ReadonlyMap<string, number>;
  /** What is in the way. */
  problems: Issue[];
}

export const EMPTY_WISH: Wish = { wildcards: [], declines: [], reallocations: [] };

/** Of what was checked; else, for who may not ask, of the ranks. */
export function planOf(data: Pick<Advancement, "lines" | "vacant" | "blockers">, check: AdvancementCheck | undefined): Plan {
  const problems = check?.problems ?? data.blockers;
  return {
    goes: check?.goes ?? data.lines.flatMap(({ number, goes_by: route }) => (route === null ? [] : [{ number, route, way: "quota" as const }])),
    ties: problems.flatMap(tieOf),
    vacant: new Map((check?.vacant ?? data.vacant).map(({ route, places }) => [route, places])),
    problems,
  };
}

function tieOf({ code, params }: Issue): Tie[] {
  const { route, rank, numbers, places } = params;
  if (code !== "tie_at_cut" || typeof route !== "string" || typeof numbers !== "string") return [];
  return [{ route, rank: Number(rank), numbers: numbers.split(", "), places: Number(places) }];
}

/** Whether an entry is for the heat that a route leads to. */
export function takes({ target }: AdvancementRoute, line: AdvancementLine): boolean {
  return (target.contest ?? line.contest) === line.contest && (target.division ?? line.division) === line.division;
}

/** How many go on as what. */
export function countWays(goes: { way: AdvancementWay }[]): Record<AdvancementWay, number> {
  const counts = { quota: 0, tie_decision: 0, wildcard: 0, reallocated: 0, direct: 0 };
  for (const { way } of goes) counts[way] += 1;
  return counts;
}

/** The list with one of its items a place up (-1) or down (1). */
export function moved<T>(list: readonly T[], index: number, step: -1 | 1): T[] {
  const next = [...list];
  const [item] = next.splice(index, 1);
  if (item !== undefined) next.splice(Math.max(0, Math.min(next.length, index + step)), 0, item);
  return next;
}
