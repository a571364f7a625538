// The order of work in a queue: what is open first, then what is done.
import type { EditionRef, JudgeQueue, QueueAssignment, QueueHeat, SheetState } from "../api/types";

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

/** Where somebody may still say yes or no: editions in which no sheet waits or was handed in. */
export function invitationsOf(queue: JudgeQueue): { edition: EditionRef; heats: QueueHeat[] }[] {
  const groups = new Map<string, { edition: EditionRef; heats: QueueHeat[] }>();
  for (const heat of queue.heats) {
    const group = groups.get(heat.edition.slug) ?? { edition: heat.edition, heats: [] };
    group.heats.push(heat);
    groups.set(heat.edition.slug, group);
  }
  return [...groups.values()].filter(({ heats }) => heats.every(({ assigned, state }) => assigned === 0 && state !== "closed"));
}

/** Heats without entries yet, in editions where others have theirs. */
export function waiting(queue: JudgeQueue): QueueHeat[] {
  const invited = new Set(invitationsOf(queue).map(({ edition }) => edition.slug));
  return queue.heats.filter(({ edition, assignments, state }) => assignments.length === 0 && state !== "closed" && !invited.has(edition.slug));
}
