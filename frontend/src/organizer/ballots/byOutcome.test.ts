import { describe, expect, it } from "vitest";
import { byOutcome } from "./byOutcome";
import type { Entry, Verdict } from "./byOutcome";

const entry = (number: string, verdict: Verdict | null, yes = 0): Entry => ({
  number,
  title: { zh: number, en: number },
  counted: verdict === null ? null : { verdict, yes, no: 0, abstain: 0, present: 3, eligible: 3, base: 3, needed: 2 },
});
const numbers = (entries: Entry[]) => byOutcome(entries).map(({ number }) => number);

describe("the entries of a counted ballot", () => {
  it("begin with what was recommended, by votes, then what ties, then the others by votes", () => {
    const counted = [entry("a", "below_threshold", 1), entry("b", "tied", 2), entry("c", "recommended", 2), entry("d", "below_threshold", 2), entry("e", "recommended", 3)];
    expect(numbers(counted)).toEqual(["e", "c", "b", "d", "a"]);
  });

  it("stay in the order of the ballot where they are equal, and where their votes are withheld", () => {
    const counted = [entry("a", "no_quorum", 1), entry("b", "no_quorum", 2), entry("c", "no_place_left", 2), entry("d", "no_place_left", 2)];
    expect(numbers(counted)).toEqual(["c", "d", "a", "b"]);
  });

  it("come last where nothing was counted for them", () => {
    expect(numbers([entry("a", null), entry("b", "too_few_votes")])).toEqual(["b", "a"]);
  });
});
