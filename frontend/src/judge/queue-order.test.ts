import { describe, expect, it } from "vitest";
import type { JudgeQueue } from "../api/types";
import { heatsOf, inOrderOfWork, invitationsOf, nextOpenAlias, progressOf, sorted, waiting } from "./queue-order";

const words = { zh: "字", en: "Words" };
const heat = (edition: string, key: string, states: string[], state = "open") => ({
  edition: { slug: edition, title: words, zone: "Asia/Shanghai" }, heat: { key, title: words }, state, closes_at: "2026-10-09T12:00:00.000Z",
  assigned: states.filter((one) => one !== "recused").length, submitted: states.filter((one) => one === "submitted").length,
  assignments: states.map((one, index) => ({ alias: `${key}-${String(index + 1)}`, position: index + 1, state: one })),
});
const queue = (...heats: ReturnType<typeof heat>[]) => ({ heats, invitations: [] }) as unknown as JudgeQueue;
const invitation = (edition: string, state: string, answer: boolean) => ({ edition: { slug: edition }, state, may: { answer } });

describe("a queue over several heats", () => {
  it("goes on in the heat one is in, then in the next", () => {
    const two = queue(heat("a", "one", ["submitted", "draft"]), heat("a", "two", ["not_started"]));
    expect(nextOpenAlias(two, "one-1")).toBe("one-2");
    expect(nextOpenAlias(two, "one-2")).toBe("two-1");
  });

  it("has the draft on top, and goes on with it", () => {
    const one = queue(heat("a", "one", ["submitted", "not_started", "recused", "draft", "not_started"]));
    const order = (unsent: string[]) => one.heats.flatMap((own) => sorted(own, new Set(unsent)).map(({ position }) => position));
    expect(order([])).toEqual([4, 2, 5, 1, 3]);
    expect(order(["one-5"])).toEqual([5, 4, 2, 1, 3]);
    expect(nextOpenAlias(one, null)).toBe("one-4");
    expect(nextOpenAlias(one, "one-1")).toBe("one-2");
  });

  it("asks for an answer only of who was asked and may answer", () => {
    const heats = queue(heat("a", "one", ["draft"]), heat("a", "two", [], "planned"), heat("b", "final", [], "planned"), heat("c", "old", [], "closed"));
    const invitations = [invitation("a", "accepted", false), invitation("b", "sent", true), invitation("c", "sent", true), invitation("d", "none", true)];
    const mixed = { ...heats, invitations } as unknown as JudgeQueue;
    expect(invitationsOf(mixed).map(({ edition }) => edition.slug)).toEqual(["b"]);
    expect(invitationsOf(mixed).flatMap((one) => heatsOf(mixed, one).map(({ heat: { key } }) => key))).toEqual(["final"]);
    expect(waiting(mixed).map(({ heat: { key } }) => key)).toEqual(["two"]);
  });

  it("puts what is open first and counts it alone", () => {
    const years = queue(heat("a", "one", ["submitted", "submitted"], "closed"), heat("a", "two", [], "planned"), heat("a", "final", ["submitted", "draft"]));
    expect(inOrderOfWork(years).map(({ heat: { key } }) => key)).toEqual(["final", "two", "one"]);
    expect(progressOf(years)).toEqual({ assigned: 2, submitted: 1 });
    expect(progressOf(queue(heat("a", "one", ["submitted", "submitted"], "closed")))).toEqual({ assigned: 2, submitted: 2 });
  });
});
