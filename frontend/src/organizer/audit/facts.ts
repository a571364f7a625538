// What an act of the record came with, as names and values to be shown. Pure.

export type Value =
  | { kind: "text" | "code" | "instant" | "key"; text: string }
  | { kind: "truth"; holds: boolean }
  | { kind: "list"; of: Value[] }
  | { kind: "facts"; of: Fact[] };

export interface Fact {
  name: string;
  value: Value;
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;
const CODE = /^(sha256:[0-9a-f]+|[0-9a-f]{64}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
/** Names whose values are words of the system, not of people. */
const KEYED = new Set(["heat", "division", "divisions", "contest", "before", "decision", "role", "source", "state", "screening", "format"]);

function valueOf(name: string, value: unknown): Value | null {
  if (value === null || value === undefined || value === "") return null;
  if (typeof value === "boolean") return { kind: "truth", holds: value };
  if (Array.isArray(value)) {
    const of = value.flatMap((one) => valueOf(name, one) ?? []);
    return of.length === 0 ? null : { kind: "list", of };
  }
  if (typeof value === "object") {
    const of = factsOf(value);
    return of.length === 0 ? null : { kind: "facts", of };
  }
  const text = String(value as string | number);
  if (INSTANT.test(text)) return { kind: "instant", text };
  if (CODE.test(text)) return { kind: "code", text };
  return { kind: KEYED.has(name) ? "key" : "text", text };
}

/** In the order in which they were written; what is empty says nothing and is left out. */
export function factsOf(detail: unknown): Fact[] {
  if (detail === null || typeof detail !== "object") return [];
  return Object.entries(detail).flatMap(([name, found]) => {
    const value = valueOf(name, found);
    return value ? [{ name, value }] : [];
  });
}
