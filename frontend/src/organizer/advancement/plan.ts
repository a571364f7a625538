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

/** Ties that are not decided and that the server does not say to be at a cut, with how many share the rank. */
export function tiesBeside(data: Pick<Advancement, "lines" | "tie_decisions">, { ties, problems }: Plan): { rank: number; entries: number }[] {
  const atSeats = problems.flatMap(({ code, params }) => (code === "tie_at_seats" ? [Number(params.rank)] : []));
  const settled = new Set([...[...data.tie_decisions, ...ties].map(({ rank }) => rank), ...atSeats]);
  const counts = new Map<number, number>();
  for (const { rank, tied } of data.lines) if (tied && rank !== null && !settled.has(rank)) counts.set(rank, (counts.get(rank) ?? 0) + 1);
  return [...counts].map(([rank, entries]) => ({ rank, entries }));
}

/** Places among the entries of one route, whose lines come best first: equals share one, as they share a rank. */
export function placesWithin(lines: readonly AdvancementLine[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  const firsts = new Map<number, number>();
  for (const { number, rank } of lines) {
    if (rank === null) continue;
    const place = firsts.get(rank) ?? places.size + 1;
    firsts.set(rank, place);
    places.set(number, place);
  }
  return places;
}
