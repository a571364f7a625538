import { describe, expect, it } from "vitest";
import { mergeFields } from "./merge";

describe("merging two people's changes", () => {
  it("keeps my change of a field that nobody else touched", () => {
    expect(mergeFields({ a: "1", b: "2" }, { a: "mine" }, { a: "1", b: "2" })).toEqual({
      changed: { a: "mine" }, conflicts: {}, changedElsewhere: [],
    });
  });

  it("merges changes of different fields and names the other's", () => {
    expect(mergeFields({ a: "1", b: "2" }, { a: "mine" }, { a: "1", b: "theirs" })).toEqual({
      changed: { a: "mine" }, conflicts: {}, changedElsewhere: ["b"],
    });
  });

  it("makes a choice of the same field changed twice and drops neither version", () => {
    expect(mergeFields({ a: "1" }, { a: "mine" }, { a: "theirs" })).toEqual({
      changed: {}, conflicts: { a: { mine: "mine", theirs: "theirs" } }, changedElsewhere: [],
    });
  });

  it("has nothing left to send when both wrote the same", () => {
    expect(mergeFields({ a: "1" }, { a: "same" }, { a: "same" })).toEqual({ changed: {}, conflicts: {}, changedElsewhere: [] });
  });

  it("takes an empty text and an absent one for the same answer", () => {
    expect(mergeFields({}, { a: "mine" }, { a: "" }).changed).toEqual({ a: "mine" });
  });

  it("tells a cleared mark from zero", () => {
    expect(mergeFields({ m: 0 }, { m: null }, { m: 0 }).changed).toEqual({ m: null });
    expect(mergeFields({ m: null }, { m: 0 }, { m: 4 }).conflicts).toEqual({ m: { mine: 0, theirs: 4 } });
  });
});
