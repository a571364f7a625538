// The order of work in a queue: what is open first, then what is done.
import type { JudgeQueue, QueueAssignment, QueueHeat, SheetState } from "../api/types";

const RANK: Record<SheetState, number> = { draft: 1, not_started: 0, submitted: 2, waived: 3, recused: 3 };

export function isToDo({ state }: QueueAssignment): boolean {
  return state === "not_started" || state === "draft";
}

/** Sheets with unsent changes first, then not started, draft, submitted, the rest; by position within each. */
export function sorted(heat: QueueHeat, unsent: ReadonlySet<string>): QueueAssignment[] {
  const rank = (assignment: QueueAssignment) => (unsent.has(assignment.alias) ? -1 : RANK[assignment.state]);
  return [...heat.assignments].sort((a, b) => rank(a) - rank(b) || a.position - b.position);
}

/** The next sheet to score after this one, going round within its heat; null when all is done. */
export function nextOpenAlias(queue: JudgeQueue, alias: string | null): string | null {
  const heats = queue.heats.filter(({ state }) => state === "open");
  const home = heats.find(({ assignments }) => assignments.some((assignment) => assignment.alias === alias));
  for (const heat of home ? [home, ...heats.filter((other) => other !== home)] : heats) {
    const inOrder = [...heat.assignments].sort((a, b) => a.position - b.position);
    const at = inOrder.findIndex((assignment) => assignment.alias === alias);
    const found = [...inOrder.slice(at + 1), ...inOrder.slice(0, Math.max(at, 0))].find(isToDo);
    if (found) return found.alias;
  }
  return null;
}
