// The order of work in a queue: what is open first, then what is done.
import type { JudgeQueue, QueueAssignment, QueueHeat, SheetState } from "../api/types";

export type JudgeInvitation = JudgeQueue["invitations"][number];

/** A draft comes first: it is what was being worked on. */
const RANK: Record<SheetState, number> = { draft: 0, not_started: 1, reading: 1, submitted: 2, waived: 3, recused: 3 };

export function isToDo({ state }: QueueAssignment): boolean {
  return state === "not_started" || state === "draft";
}

/** Sheets with unsent changes first, then drafts, not started, submitted, the rest; by position within each. */
export function sorted(heat: QueueHeat, unsent: ReadonlySet<string>): QueueAssignment[] {
  const rank = (assignment: QueueAssignment) => (unsent.has(assignment.alias) ? -1 : RANK[assignment.state]);
  return [...heat.assignments].sort((a, b) => rank(a) - rank(b) || a.position - b.position);
}

const NOTHING_UNSENT: ReadonlySet<string> = new Set();

/** The next sheet to score after this one, going round within its heat; after none, what the list has on top; null when
 *  all is done. */
export function nextOpenAlias(queue: JudgeQueue, alias: string | null): string | null {
  const heats = queue.heats.filter(({ state }) => state === "open");
  const home = heats.find(({ assignments }) => assignments.some((assignment) => assignment.alias === alias));
  for (const heat of home ? [home, ...heats.filter((other) => other !== home)] : heats) {
    const inOrder = alias === null ? sorted(heat, NOTHING_UNSENT) : [...heat.assignments].sort((a, b) => a.position - b.position);
    const at = inOrder.findIndex((assignment) => assignment.alias === alias);
    const found = [...inOrder.slice(at + 1), ...inOrder.slice(0, Math.max(at, 0))].find(isToDo);
    if (found) return found.alias;
  }
  return null;
}

const OPEN_FIRST: Record<QueueHeat["state"], number> = { open: 0, planned: 1, closed: 2 };

/** Heats in the order of work: what is open, by when it closes; what is to come; then what is over, the latest first. */
export function inOrderOfWork(queue: JudgeQueue): QueueHeat[] {
  const closes = ({ closes_at: at }: QueueHeat) => Date.parse(at);
  return [...queue.heats].sort((a, b) => OPEN_FIRST[a.state] - OPEN_FIRST[b.state]
    || (a.state === "closed" ? closes(b) - closes(a) : closes(a) - closes(b)));
}

/** How far the open heats are; where none is open, all of them. */
export function progressOf(queue: JudgeQueue): { assigned: number; submitted: number } {
  const open = queue.heats.filter(({ state, assigned }) => state === "open" && assigned > 0);
  const counted = open.length > 0 ? open : queue.heats;
  return {
    assigned: counted.reduce((sum, heat) => sum + heat.assigned, 0),
    submitted: counted.reduce((sum, heat) => sum + heat.submitted, 0),
  };
}

/** Whether heats of several editions stand in the queue, so that each must say its own. */
export function hasManyEditions(queue: JudgeQueue): boolean {
  return new Set(queue.heats.map(({ edition }) => edition.slug)).size > 1;
}

/** Where somebody was asked to judge and may still say yes or no, or something else than before, while it matters. */
export function invitationsOf(queue: JudgeQueue): JudgeInvitation[] {
  return queue.invitations.filter((invitation) => invitation.may.answer && invitation.state !== "none" && !isOver(heatsOf(queue, invitation)));
}

/** Where organizations can be declared while it matters. */
export function declarationsOf(queue: JudgeQueue): JudgeInvitation[] {
  return queue.invitations.filter((invitation) => invitation.may.declare_organizations && invitation.state !== "declined" && !isOver(heatsOf(queue, invitation)));
}

function isOver(heats: QueueHeat[]): boolean {
  return heats.length > 0 && heats.every(({ state }) => state === "closed");
}

/** Heats without entries yet, beside those in which there are some; an invitation names its own. */
export function waiting(queue: JudgeQueue): QueueHeat[] {
  const invited = new Set(invitationsOf(queue).map(({ edition }) => edition.slug));
  return queue.heats.filter(({ edition, assignments, state }) => assignments.length === 0 && state !== "closed" && !invited.has(edition.slug));
}

/** The heats in which one sits by this invitation. */
export function heatsOf(queue: JudgeQueue, { edition }: JudgeInvitation): QueueHeat[] {
  return queue.heats.filter((heat) => heat.edition.slug === edition.slug);
}
