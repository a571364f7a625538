// A picture of who would go on, drawn while people decide beside the ranks: quotas by rank, then places given
// away, then wildcards. The server alone decides; this shows what is about to be asked of it.
import type { Advancement, AdvancementLine, AdvancementRoute, AdvancementWay, Wish } from "../../api/advancement";

/** The heat that a route leads to: of which contest and division it takes entries; null where of all. */
export interface Target {
  key: string;
  contest: string | null;
  division: string | null;
}

/** Which lines of the standing a route can take. */
export type Takes = (route: string, line: AdvancementLine) => boolean;

export interface Going {
  number: string;
  route: string;
  way: AdvancementWay;
}

export interface Tie {
  route: string;
  rank: number;
  numbers: string[];
  places: number;
}

export interface Plan {
  goes: Going[];
  ties: Tie[];
  /** Empty places by route, where it has a quota. */
  vacant: Record<string, number>;
}

export const EMPTY_WISH: Wish = { wildcards: [], declines: [], reallocations: [] };

/** Who leads one heat may know nothing of the next. Then only what the server said of a line is known. */
export function takesOf({ routes, blockers }: Pick<Advancement, "routes" | "blockers">, heats: readonly Target[]): Takes {
  return (key, line) => {
    const route = routes.find((one) => one.key === key);
    const target = heats.find((heat) => heat.key === route?.heat.key);
    if (target) return (target.contest ?? line.contest) === line.contest && (target.division ?? line.division) === line.division;
    if (routes.length === 1) return true;
    const waits = blockers.some(({ pointer, params }) => pointer === `/routes/${key}` && String(params?.numbers).split(", ").includes(line.number));
    return waits || line.goes_by === key;
  };
}

type Basis = Pick<Advancement, "lines" | "routes" | "tie_decisions">;

export function planOf({ lines, routes, tie_decisions: decisions }: Basis, takes: Takes, wish: Wish): Plan {
  const out = new Set(wish.declines);
  const plan: Plan = { goes: [], ties: [], vacant: {} };
  const go = (number: string, route: string, way: AdvancementWay) => {
    out.add(number);
    plan.goes.push({ number, route, way });
  };
  const fill = (route: AdvancementRoute, places: number, way: AdvancementWay): number => {
    let left = places;
    for (const [rank, equals] of ranked(lines.filter((line) => takes(route.key, line) && !out.has(line.number)))) {
      if (left === 0) break;
      if (equals.length <= left) {
        equals.forEach((number) => { go(number, route.key, way); });
        left -= equals.length;
        continue;
      }
      const decided = decisions.find(({ order }) => equals.every((number) => order.includes(number)));
      if (decided) {
        const chosen = decided.order.filter((number) => equals.includes(number)).slice(0, left);
        chosen.forEach((number) => { go(number, route.key, way === "quota" ? "tie_decision" : way); });
      } else {
        equals.forEach((number) => out.add(number));
        plan.ties.push({ route: route.key, rank, numbers: equals, places: left });
      }
      left = 0;
    }
    return places - left;
  };
  for (const route of routes) {
    const filled = fill(route, route.quota ?? Number.MAX_SAFE_INTEGER, "quota");
    if (route.quota !== null) plan.vacant[route.key] = route.quota - filled;
  }
  for (const { from, to, places } of wish.reallocations) {
    const route = routes.find(({ key }) => key === to);
    if (!route) continue;
    plan.vacant[from] = Math.max(0, (plan.vacant[from] ?? 0) - places);
    plan.vacant[to] = (plan.vacant[to] ?? 0) + places - fill(route, places, "reallocated");
  }
  for (const { number, route } of wish.wildcards) if (!out.has(number)) go(number, route, "wildcard");
  return plan;
}

function ranked(lines: AdvancementLine[]): [number, string[]][] {
  const groups = new Map<number, string[]>();
  for (const { rank, number } of lines) {
    if (rank !== null) groups.set(rank, [...(groups.get(rank) ?? []), number]);
  }
  return [...groups].sort(([one], [other]) => one - other);
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
