// The standing as one route sees it: the entries that it can take, where the cut falls, and what happens to each.
import type { AdvancementLine, AdvancementRoute, AdvancementWay, Wish } from "../../api/advancement";
import { takes } from "./plan";
import type { Plan, Tie } from "./plan";

export type Outcome =
  | { kind: "goes"; way: AdvancementWay }
  /** It goes by another way out of the heat. */
  | { kind: "elsewhere"; route: string }
  | { kind: "tied" }
  | { kind: "declined" }
  | { kind: "stays" };

export type Row =
  | { kind: "line"; line: AdvancementLine; outcome: Outcome }
  | { kind: "tie"; tie: Tie }
  | { kind: "cut" };

/** How many lines below the cut are shown at first. */
export const BELOW = 6;

export function rowsOf(lines: AdvancementLine[], route: AdvancementRoute, plan: Plan, wish: Wish): Row[] {
  const tie = plan.ties.find((one) => one.route === route.key);
  const own = asDecided(lines.filter((line) => takes(route, line)), plan);
  const rows: Row[] = own.map((line) => ({ kind: "line", line, outcome: outcomeOf(line, route.key, plan, wish) }));
  if (tie) {
    const first = rows.findIndex((row) => row.kind === "line" && tie.numbers.includes(row.line.number));
    rows.splice(first, 0, { kind: "tie", tie });
    return rows;
  }
  const last = lastIndex(rows, goesByRank);
  // Without a quota everybody with a rank goes on, and there is nothing to cut.
  if (route.quota !== null && last + 1 < rows.length) rows.splice(last + 1, 0, { kind: "cut" });
  return rows;
}

/** Equals in the order that was decided about them: who goes on stands above who does not, or the cut would lie below both. */
function asDecided(lines: AdvancementLine[], plan: Plan): AdvancementLine[] {
  const place = ({ number }: AdvancementLine) => {
    const at = plan.goes.findIndex((one) => one.number === number && one.way !== "wildcard");
    return at === -1 ? plan.goes.length : at;
  };
  const rank = (line: AdvancementLine) => line.rank ?? Number.POSITIVE_INFINITY;
  return [...lines].sort((one, other) => (rank(one) === rank(other) ? place(one) - place(other) : rank(one) < rank(other) ? -1 : 1));
}

function goesByRank(row: Row): boolean {
  return row.kind === "line" && row.outcome.kind === "goes" && row.outcome.way !== "wildcard";
}

function lastIndex(rows: Row[], test: (row: Row) => boolean): number {
  return rows.reduce((last, row, index) => (test(row) ? index : last), -1);
}

function outcomeOf({ number }: AdvancementLine, route: string, plan: Plan, wish: Wish): Outcome {
  if (wish.declines.includes(number)) return { kind: "declined" };
  const going = plan.goes.find((one) => one.number === number);
  if (going) return going.route === route ? { kind: "goes", way: going.way } : { kind: "elsewhere", route: going.route };
  return plan.ties.some(({ numbers }) => numbers.includes(number)) ? { kind: "tied" } : { kind: "stays" };
}

/** The rows down to a few below the cut, and whatever else is not a plain "stays". */
export function aroundTheCut(rows: Row[]): Row[] {
  const matters = (row: Row) => row.kind !== "line" || (row.outcome.kind !== "stays" && row.outcome.kind !== "elsewhere");
  const last = lastIndex(rows, (row) => row.kind === "cut" || (row.kind === "line" && row.outcome.kind === "tied") || goesByRank(row));
  return rows.filter((row, index) => index <= last + BELOW || matters(row));
}
