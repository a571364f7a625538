// Keeps one document's changed fields: on the device first, then at the server, one request at a time, each with
// the revision it was made against. Knows nothing of React, of entries or of score sheets.
import { asProblem } from "../api/problem";
import type { Problem } from "../api/problem";
import { serverNow } from "../api/server-clock";
import { deviceCopy, dropDeviceCopy, keepOnDevice } from "./device-copy";
import { mergeFields } from "./merge";
import type { Conflict, Fields, FieldValue } from "./merge";

export interface Source<Doc> {
  /** Names the copy on this device. */
  key: string;
  read: (doc: Doc) => { revision: number; fields: Fields; receivedAt: string | null };
  send: (changed: Fields, revision: number) => Promise<Doc>;
  /** Called with each newer document, to keep caches in step. */
  onDocument?: (doc: Doc) => void;
  debounceMs: number;
  maxWaitMs: number;
}

export interface AutosaveState {
  /** What the reader sees: the server's fields with my changes over them. */
  fields: Fields;
  unsent: number;
  onDevice: boolean;
  receivedAt: string | null;
  conflicts: Record<string, Conflict>;
  changedElsewhere: string[];
  /** Why the server refused the last attempt; null while nothing is wrong. */
  problem: Problem | null;
}

const RETRY_MS = [1_000, 2_000, 5_000, 15_000];

export class Autosave<Doc> {
  private base: Fields = {};
  private changed: Fields = {};
  private conflicts: Record<string, Conflict> = {};
  private changedElsewhere: string[] = [];
  private revision = 0;
  private receivedAt: string | null = null;
  private problem: Problem | null = null;
  private onDevice = true;
  private sending: Promise<void> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private firstTouched = 0;
  private attempts = 0;
  private readonly listeners = new Set<() => void>();
  private state: AutosaveState;

  constructor(private readonly source: Source<Doc>, doc: Doc) {
    this.take(doc);
    const kept = deviceCopy(source.key);
    if (kept) this.carryOver(kept.base, kept.changed);
    this.state = this.snapshot();
    if (kept) this.schedule(0);
  }

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => { this.listeners.delete(listener); };
  };

  readonly getState = (): AutosaveState => this.state;

  set(field: string, value: FieldValue) {
    this.problem = null;
    if (field in this.conflicts) this.conflicts[field] = { mine: value, theirs: this.conflicts[field]?.theirs ?? null };
    else if ((this.base[field] ?? null) === value && !this.sending) this.withdraw(field);
    else this.changed[field] = value;
    this.keep();
    this.publish();
    this.firstTouched ||= Date.now();
    const left = this.firstTouched + this.source.maxWaitMs - Date.now();
    this.schedule(Math.max(0, Math.min(this.source.debounceMs, left)));
  }

  /** Takes a newer document that another request brought; my unsent changes are carried over. */
  adopt(doc: Doc) {
    if (this.source.read(doc).revision < this.revision) return;
    const before = this.base;
    this.take(doc);
    this.carryOver(before, this.changed);
    this.publish();
  }

  resolve(field: string, choice: "mine" | "theirs") {
    const conflict = this.conflicts[field];
    if (!conflict) return;
    this.conflicts = Object.fromEntries(Object.entries(this.conflicts).filter(([name]) => name !== field));
    if (choice === "mine") this.changed[field] = conflict.mine;
    this.keep();
    this.publish();
    this.schedule(0);
  }

  noticed() {
    this.changedElsewhere = [];
    this.publish();
  }

  /** Sends what is unsent now. True when the server has everything and nothing is in conflict. */
  async flush(): Promise<boolean> {
    clearTimeout(this.timer);
    for (let round = 0; round < 5; round += 1) {
      if (this.sending) await this.sending;
      else if (Object.keys(this.changed).length > 0) await this.send();
      else break;
      if (this.problem) return false;
    }
    return Object.keys(this.changed).length === 0 && Object.keys(this.conflicts).length === 0;
  }

  get currentRevision(): number {
    return this.revision;
  }

  private schedule(delay: number) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => { void this.send(); }, delay);
  }

  private send(): Promise<void> {
    if (this.sending) return this.sending;
    if (Object.keys(this.changed).length === 0) return Promise.resolve();
    this.sending = this.attempt({ ...this.changed }).finally(() => { this.sending = null; });
    return this.sending.then(() => {
      if (!this.problem && Object.keys(this.changed).length > 0) this.schedule(this.source.debounceMs);
    });
  }

  private async attempt(sent: Fields): Promise<void> {
    this.firstTouched = 0;
    try {
      const doc = await this.source.send(sent, this.revision);
      this.attempts = 0;
      this.problem = null;
      for (const [field, value] of Object.entries(sent)) if (this.changed[field] === value) this.withdraw(field);
      this.take(doc);
      this.receivedAt ??= new Date(serverNow()).toISOString();
      this.source.onDocument?.(doc);
    } catch (error) {
      this.refused(asProblem(error));
    }
    this.keep();
    this.publish();
  }

  private refused(problem: Problem) {
    if (problem.status === 412 && problem.current) {
      const before = this.base;
      this.take(problem.current as Doc);
      this.carryOver(before, this.changed);
      this.source.onDocument?.(problem.current as Doc);
      return;
    }
    this.problem = problem;
    if (!problem.isTransient && problem.status !== 401) return;
    const wait = RETRY_MS[Math.min(this.attempts, RETRY_MS.length - 1)] ?? 15_000;
    this.attempts += 1;
    this.schedule(wait);
  }

  private take(doc: Doc) {
    const { revision, fields, receivedAt } = this.source.read(doc);
    this.revision = revision;
    this.base = fields;
    this.receivedAt = receivedAt ?? this.receivedAt;
  }

  private carryOver(before: Fields, changed: Fields) {
    const merged = mergeFields(before, changed, this.base);
    this.changed = merged.changed;
    this.conflicts = { ...this.conflicts, ...merged.conflicts };
    if (Object.keys(changed).length > 0) this.changedElsewhere = merged.changedElsewhere;
  }

  private withdraw(field: string) {
    this.changed = Object.fromEntries(Object.entries(this.changed).filter(([name]) => name !== field));
  }

  private keep() {
    const mine = Object.fromEntries(Object.entries(this.conflicts).map(([field, { mine: value }]) => [field, value]));
    const changed = { ...this.changed, ...mine };
    if (Object.keys(changed).length === 0) dropDeviceCopy(this.source.key);
    else {
      const theirs = Object.keys(mine).map((field) => [field, null] as const);
      this.onDevice = keepOnDevice(this.source.key, { base: { ...this.base, ...Object.fromEntries(theirs) }, changed });
    }
  }

  private snapshot(): AutosaveState {
    const mine = Object.fromEntries(Object.entries(this.conflicts).map(([field, conflict]) => [field, conflict.mine]));
    return {
      fields: { ...this.base, ...this.changed, ...mine },
      unsent: Object.keys(this.changed).length + Object.keys(mine).length,
      onDevice: this.onDevice,
      receivedAt: this.receivedAt,
      conflicts: this.conflicts,
      changedElsewhere: this.changedElsewhere,
      problem: this.problem,
    };
  }

  private publish() {
    this.state = this.snapshot();
    for (const listener of this.listeners) listener();
  }
}
