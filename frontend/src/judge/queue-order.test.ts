import { describe, expect, it } from "vitest";
import type { JudgeQueue } from "../api/types";
import { invitationsOf, nextOpenAlias, waiting } from "./queue-order";

const words = { zh: "字", en: "Words" };
const heat = (edition: string, key: string, states: string[], state = "open") => ({
  edition: { slug: edition, title: words, zone: "Asia/Shanghai" }, heat: { key, title: words }, state, closes_at: "2026-10-09T12:00:00.000Z",
  assigned: states.filter((one) => one !== "recused").length, submitted: states.filter((one) => one === "submitted").length,
  assignments: states.map((one, index) => ({ alias: `${key}-${String(index + 1)}`, position: index + 1, state: one })),
});
const queue = (...heats: ReturnType<typeof heat>[]) => ({ heats }) as unknown as JudgeQueue;

describe("a queue over several heats", () => {
  it("goes on in the heat one is in, then in the next", () => {
    const two = queue(heat("a", "one", ["submitted", "draft"]), heat("a", "two", ["not_started"]));
    expect(nextOpenAlias(two, "one-1")).toBe("one-2");
    expect(nextOpenAlias(two, "one-2")).toBe("two-1");
  });

  it("asks for an answer only where no sheet waits", () => {
    const mixed = queue(heat("a", "one", ["draft"]), heat("a", "two", [], "planned"), heat("b", "final", [], "planned"), heat("c", "old", [], "closed"));
    expect(invitationsOf(mixed).map(({ edition }) => edition.slug)).toEqual(["b"]);
    expect(waiting(mixed).map(({ heat: { key } }) => key)).toEqual(["two"]);
  });
});
