// What a member has chosen on the ballot, before it is cast. Pure.
import type { Choice } from "../api/ballot";

export type Choices = Readonly<Record<string, Choice>>;

export interface Tally {
  yes: number;
  no: number;
  abstain: number;
  open: number;
}

export function tallyOf(aliases: readonly string[], choices: Choices): Tally {
  const many = (choice: Choice) => aliases.filter((alias) => choices[alias] === choice).length;
  const [yes, no, abstain] = [many("yes"), many("no"), many("abstain")];
  return { yes, no, abstain, open: aliases.length - yes - no - abstain };
}

/** All that are open get a no. */
export function restNo(aliases: readonly string[], choices: Choices): Choices {
  return Object.fromEntries(aliases.map((alias) => [alias, choices[alias] ?? "no"]));
}

export function isTooMany({ yes }: Tally, picks: number | null): boolean {
  return picks !== null && yes > picks;
}
