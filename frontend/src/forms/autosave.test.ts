import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { networkProblem, Problem } from "../api/problem";
import { Autosave } from "./autosave";
import { deviceCopy } from "./device-copy";
import type { Fields } from "./merge";

interface Doc {
  revision: number;
  fields: Fields;
}

class MemoryStorage {
  [key: string]: unknown;
  getItem(key: string) { return (this[key] as string | undefined) ?? null; }
  setItem(key: string, value: string) { this[key] = value; }
  removeItem(key: string) { Reflect.deleteProperty(this, key); }
}

function server(doc: Doc) {
  const sent: Fields[] = [];
  let refusal: Problem | null = null;
  return {
    sent,
    refuse: (problem: Problem | null) => { refusal = problem; },
    change: (fields: Fields) => { doc = { revision: doc.revision + 1, fields: { ...doc.fields, ...fields } }; },
    send: (changed: Fields, revision: number): Promise<Doc> => {
      sent.push(changed);
      if (refusal) return Promise.reject(refusal);
      if (revision !== doc.revision) return Promise.reject(new Problem(412, { code: "stale_revision", current: doc }));
      doc = { revision: doc.revision + 1, fields: { ...doc.fields, ...changed } };
      return Promise.resolve(doc);
    },
    get doc() { return doc; },
  };
}

function open(remote: ReturnType<typeof server>) {
  return new Autosave<Doc>({
    key: "test", read: ({ revision, fields }) => ({ revision, fields, receivedAt: null }),
    send: remote.send, debounceMs: 800, maxWaitMs: 5_000,
  }, remote.doc);
}

describe("autosave", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("localStorage", new MemoryStorage());
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it("keeps a change on the device at once and sends only that field after the pause", async () => {
    const remote = server({ revision: 1, fields: { a: "", b: "old" } });
    const autosave = open(remote);
    autosave.set("a", "x");
    expect(deviceCopy("test")?.changed).toEqual({ a: "x" });
    expect(autosave.getState()).toMatchObject({ unsent: 1, onDevice: true });
    await vi.advanceTimersByTimeAsync(799);
    expect(remote.sent).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(remote.sent).toEqual([{ a: "x" }]);
    expect(autosave.getState().unsent).toBe(0);
    expect(autosave.getState().receivedAt).not.toBeNull();
    expect(deviceCopy("test")).toBeNull();
  });

  it("does not wait longer than five seconds while someone types on", async () => {
    const remote = server({ revision: 1, fields: { a: "" } });
    const autosave = open(remote);
    for (let tick = 0; tick < 11; tick += 1) {
      autosave.set("a", "x".repeat(tick + 1));
      await vi.advanceTimersByTimeAsync(500);
    }
    expect(remote.sent.length).toBeGreaterThan(0);
  });

  it("keeps everything through a dead network and sends it once when it is back", async () => {
    const remote = server({ revision: 1, fields: { a: "" } });
    const autosave = open(remote);
    remote.refuse(networkProblem());
    autosave.set("a", "kept");
    await vi.advanceTimersByTimeAsync(3_000);
    expect(autosave.getState()).toMatchObject({ unsent: 1, fields: { a: "kept" } });
    remote.refuse(null);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(remote.doc.fields).toEqual({ a: "kept" });
    expect(autosave.getState().unsent).toBe(0);
  });

  it("brings back what a closed page had not sent", async () => {
    const remote = server({ revision: 1, fields: { a: "", b: "" } });
    open(remote).set("a", "typed before the page was closed");
    vi.clearAllTimers();
    const again = open(remote);
    expect(again.getState().fields.a).toBe("typed before the page was closed");
    await vi.advanceTimersByTimeAsync(10);
    expect(remote.doc.fields.a).toBe("typed before the page was closed");
  });

  it("merges another person's field quietly and sends mine against the newer revision", async () => {
    const remote = server({ revision: 1, fields: { a: "", b: "" } });
    const autosave = open(remote);
    remote.change({ b: "theirs" });
    autosave.set("a", "mine");
    await vi.advanceTimersByTimeAsync(5_000);
    expect(remote.doc.fields).toEqual({ a: "mine", b: "theirs" });
    expect(autosave.getState()).toMatchObject({ changedElsewhere: ["b"], conflicts: {} });
  });

  it("overwrites nothing when both changed one field, and sends the choice", async () => {
    const remote = server({ revision: 1, fields: { a: "" } });
    const autosave = open(remote);
    remote.change({ a: "theirs" });
    autosave.set("a", "mine");
    await vi.advanceTimersByTimeAsync(5_000);
    expect(remote.doc.fields.a).toBe("theirs");
    expect(autosave.getState().conflicts).toEqual({ a: { mine: "mine", theirs: "theirs" } });
    expect(await autosave.flush()).toBe(false);
    autosave.resolve("a", "mine");
    await vi.advanceTimersByTimeAsync(10);
    expect(remote.doc.fields.a).toBe("mine");
    expect(deviceCopy("test")).toBeNull();
  });

  it("keeps a refused change in view and on the device, and does not repeat it", async () => {
    const remote = server({ revision: 1, fields: { a: "" } });
    const autosave = open(remote);
    remote.refuse(new Problem(409, { code: "call_closed" }));
    autosave.set("a", "late");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(remote.sent).toHaveLength(1);
    expect(autosave.getState()).toMatchObject({ fields: { a: "late" }, problem: { code: "call_closed" } });
    expect(deviceCopy("test")?.changed).toEqual({ a: "late" });
  });

  it("says so when the device keeps no copy", () => {
    const storage = new MemoryStorage();
    storage.setItem = () => { throw new Error("full"); };
    vi.stubGlobal("localStorage", storage);
    const autosave = open(server({ revision: 1, fields: { a: "" } }));
    autosave.set("a", "x");
    expect(autosave.getState().onDevice).toBe(false);
  });
});
