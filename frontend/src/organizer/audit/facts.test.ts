import { describe, expect, it } from "vitest";
import { factsOf } from "./facts";

describe("what an act came with", () => {
  it("is told apart by what it is", () => {
    expect(factsOf({ heat: "final", sheets: 2, overrides: false, reason: "ill", publish_at: "2026-11-15T01:57:00.000Z", freeze: "sha256:0a" })).toEqual([
      { name: "heat", value: { kind: "key", text: "final" } },
      { name: "sheets", value: { kind: "text", text: "2" } },
      { name: "overrides", value: { kind: "truth", holds: false } },
      { name: "reason", value: { kind: "text", text: "ill" } },
      { name: "publish_at", value: { kind: "instant", text: "2026-11-15T01:57:00.000Z" } },
      { name: "freeze", value: { kind: "code", text: "sha256:0a" } },
    ]);
  });

  it("leaves out what is empty and keeps nought", () => {
    expect(factsOf({ divisions: [], until: null, reason: "", vacant: {}, withheld: 0 })).toEqual([{ name: "withheld", value: { kind: "text", text: "0" } }]);
  });

  it("keeps lists and what is within", () => {
    expect(factsOf({ order: ["W-1", "W-2"], vacant: [{ route: "a", places: 2 }] })).toEqual([
      { name: "order", value: { kind: "list", of: [{ kind: "text", text: "W-1" }, { kind: "text", text: "W-2" }] } },
      { name: "vacant", value: { kind: "list", of: [{ kind: "facts", of: [
        { name: "route", value: { kind: "text", text: "a" } }, { name: "places", value: { kind: "text", text: "2" } },
      ] }] } },
    ]);
  });

  it("is nothing where there is nothing", () => {
    expect(factsOf(null)).toEqual([]);
    expect(factsOf("")).toEqual([]);
    expect(factsOf({})).toEqual([]);
  });
});
