import { describe, expect, it } from "vitest";
import { isTooMany, restNo, tallyOf } from "./choices";

const ALIASES = ["a", "b", "c", "d"];

describe("choices on a ballot", () => {
  it("are counted, and what is on another ballot is not", () => {
    expect(tallyOf(ALIASES, { a: "yes", b: "no", c: "abstain", x: "yes" })).toEqual({ yes: 1, no: 1, abstain: 1, open: 1 });
  });

  it("stay when the rest gets a no", () => {
    expect(restNo(ALIASES, { b: "yes", c: "abstain" })).toEqual({ a: "no", b: "yes", c: "abstain", d: "no" });
  });

  it("are too many beyond the limit, where there is one", () => {
    const tally = { yes: 3, no: 0, abstain: 0, open: 0 };
    expect([isTooMany(tally, 2), isTooMany(tally, 3), isTooMany(tally, null)]).toEqual([true, false, false]);
  });
});
