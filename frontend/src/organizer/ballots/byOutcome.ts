// The entries of a counted ballot as a chair reads them out: what was decided for them first, then by votes.
import type { Ballot } from "../../api/ballot";

export type Entry = Ballot["entries"][number];
export type Verdict = NonNullable<Entry["counted"]>["verdict"];

const ORDER: Verdict[] = ["recommended", "tied", "no_place_left", "below_threshold", "no_quorum", "too_few_votes"];

/** Of an entry without a quorum, or with too few votes, nobody learns what the papers said. */
export const isKept = (verdict: Verdict) => verdict !== "no_quorum" && verdict !== "too_few_votes";

/** Equals stay in the order of the ballot. */
export function byOutcome(entries: readonly Entry[]): Entry[] {
  const place = ({ counted }: Entry) => (counted === null ? ORDER.length : ORDER.indexOf(counted.verdict));
  const yes = ({ counted }: Entry) => (counted !== null && isKept(counted.verdict) ? counted.yes : 0);
  return [...entries].sort((one, other) => place(one) - place(other) || yes(other) - yes(one));
}
