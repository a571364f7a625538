// Where one goes in a queue of entries, and what a key means at the desk. Pure: the page applies it.
import type { RuleCheck } from "../../api/types";

export type Decision = "accept" | "reject";
export type DeskCommand = Decision | "next" | "previous" | "undo";

interface Numbered {
  number: string;
}

/** The one that follows, or where it was the last, the first of those that are left; null when there is none. */
export function afterDeciding(queue: readonly Numbered[], number: string): string | null {
  const at = queue.findIndex((entry) => entry.number === number);
  const next = queue[at + 1] ?? queue.find((entry) => entry.number !== number);
  return next && next.number !== number ? next.number : null;
}

/** The neighbour in a queue, which does not go round; from outside it, its first. */
export function neighbour(queue: readonly Numbered[], number: string | undefined, step: 1 | -1): string | null {
  const at = queue.findIndex((entry) => entry.number === number);
  if (at < 0) return queue[0]?.number ?? null;
  return queue[at + step]?.number ?? null;
}

/** A reason is needed to reject, and to accept against a rule that fails. The server has the last word. */
export function needsReason(decision: Decision, checks: readonly Pick<RuleCheck, "outcome">[]): boolean {
  return decision === "reject" || checks.some(({ outcome }) => outcome === "fail");
}

export interface DeskKey {
  code: string;
  shiftKey?: boolean;
  ctrlKey?: boolean;
  metaKey?: boolean;
  altKey?: boolean;
  isComposing?: boolean;
  keyCode?: number;
  repeat?: boolean;
}

const COMMANDS: Record<string, DeskCommand> = {
  KeyA: "accept", KeyR: "reject", KeyJ: "next", KeyK: "previous", KeyU: "undo",
};

/** The command of a key, by its place, so that an input method neither eats nor doubles it. A held key decides nothing. */
export function deskCommand(key: DeskKey): DeskCommand | null {
  if (key.isComposing || key.keyCode === 229 || key.ctrlKey || key.metaKey || key.altKey || key.shiftKey) return null;
  const command = COMMANDS[key.code] ?? null;
  return key.repeat && command !== "next" && command !== "previous" ? null : command;
}
