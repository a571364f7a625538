import { describe, expect, it } from "vitest";
import { afterDeciding, deskCommand, needsReason, neighbour } from "./queue-steps";

const queue = ["W20-0001", "W20-0004", "W20-0009"].map((number) => ({ number }));

describe("after a decision", () => {
  it("the next one of the queue is shown", () => {
    expect(afterDeciding(queue, "W20-0001")).toBe("W20-0004");
  });

  it("the first that is left follows the last", () => {
    expect(afterDeciding(queue, "W20-0009")).toBe("W20-0001");
  });

  it("nothing follows the only one", () => {
    expect(afterDeciding(queue.slice(0, 1), "W20-0001")).toBeNull();
    expect(afterDeciding([], "W20-0001")).toBeNull();
  });

  it("an entry from outside the queue leads to its first", () => {
    expect(afterDeciding(queue, "W20-0700")).toBe("W20-0001");
  });
});

describe("walking the queue", () => {
  it("stops at both ends", () => {
    expect(neighbour(queue, "W20-0004", 1)).toBe("W20-0009");
    expect(neighbour(queue, "W20-0009", 1)).toBeNull();
    expect(neighbour(queue, "W20-0001", -1)).toBeNull();
  });

  it("begins at its first", () => {
    expect(neighbour(queue, undefined, 1)).toBe("W20-0001");
    expect(neighbour([], undefined, 1)).toBeNull();
  });
});

describe("a reason", () => {
  it("is needed to reject and to accept against a rule", () => {
    expect(needsReason("reject", [{ outcome: "pass" }])).toBe(true);
    expect(needsReason("accept", [{ outcome: "pass" }, { outcome: "fail" }])).toBe(true);
  });

  it("is not needed to accept where evidence is missing", () => {
    expect(needsReason("accept", [{ outcome: "pass" }, { outcome: "needs_evidence" }])).toBe(false);
    expect(needsReason("accept", [])).toBe(false);
  });
});

describe("a key at the desk", () => {
  it("is taken by its place", () => {
    expect(deskCommand({ code: "KeyA" })).toBe("accept");
    expect(deskCommand({ code: "KeyR" })).toBe("reject");
    expect(deskCommand({ code: "KeyJ" })).toBe("next");
    expect(deskCommand({ code: "KeyK" })).toBe("previous");
    expect(deskCommand({ code: "KeyU" })).toBe("undo");
    expect(deskCommand({ code: "KeyB" })).toBeNull();
  });

  it("belongs to somebody else with a modifier or while composing", () => {
    for (const other of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { shiftKey: true }, { isComposing: true }, { keyCode: 229 }]) {
      expect(deskCommand({ code: "KeyA", ...other })).toBeNull();
    }
  });

  it("walks but does not decide while it is held", () => {
    expect(deskCommand({ code: "KeyA", repeat: true })).toBeNull();
    expect(deskCommand({ code: "KeyJ", repeat: true })).toBe("next");
  });
});
