// What is to be struck off a list: the award of each line, with the reason as it is typed.
import type { Strike } from "../../api/approvals";

export type Strikes = Record<string, string>;

/** Whether every strike says why. */
export function sayWhy(strikes: Strikes): boolean {
  return Object.values(strikes).every((reason) => reason.trim() !== "");
}

/** As they are sent. */
export function toSend(strikes: Strikes): Strike[] {
  return Object.entries(strikes).map(([award, reason]) => ({ award, reason: reason.trim() }));
}

/** The same with a line struck off, or kept where the reason is null. */
export function withStrike(strikes: Strikes, award: string, reason: string | null): Strikes {
  const others = Object.entries(strikes).filter(([other]) => other !== award);
  return Object.fromEntries(reason === null ? others : [...others, [award, reason]]);
}
