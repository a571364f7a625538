// Narrowing the roster as the address says, and what inviting the judges of a list comes to. Pure.
import type { Conflict, ConflictSource, InvitationState, RosterRow } from "../../api/judges";

export const PROGRESS = ["behind", "done", "idle", "never"] as const;
export const INVITATIONS = ["none", "sent", "accepted", "declined"] as const satisfies readonly InvitationState[];
export const SOURCES = ["judge", "staff", "organization", "membership"] as const satisfies readonly ConflictSource[];
export const STATES = ["bars", "lifted"] as const;

/** The panel filter for those who sit on none. No key of a heat begins so. */
export const NO_PANEL = "-";

export interface RosterSearch {
  text?: string;
  heat?: string;
  progress?: (typeof PROGRESS)[number];
  invitation?: InvitationState;
}

export interface ConflictSearch {
  text?: string;
  source?: ConflictSource;
  state?: (typeof STATES)[number];
}

const LONGEST = 200;

/** A router reads `?text=2020` as a number. */
function textOf(value: unknown): string | undefined {
  const text = typeof value === "number" ? String(value) : value;
  return typeof text === "string" && text.trim() !== "" ? text.slice(0, LONGEST) : undefined;
}

function oneOf<T extends string>(value: unknown, known: readonly T[]): T | undefined {
  return known.find((candidate) => candidate === value);
}

/** Without the parts that narrow nothing, so that an address stays short. */
export function tidy<T extends object>(search: T): T {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined && value !== "")) as T;
}

export function rosterSearch(raw: Record<string, unknown>): RosterSearch {
  return tidy<RosterSearch>({
    text: textOf(raw.text), heat: textOf(raw.heat), progress: oneOf(raw.progress, PROGRESS), invitation: oneOf(raw.invitation, INVITATIONS),
  });
}

export function conflictSearch(raw: Record<string, unknown>): ConflictSearch {
  return tidy<ConflictSearch>({ text: textOf(raw.text), source: oneOf(raw.source, SOURCES), state: oneOf(raw.state, STATES) });
}

/** Every word is somewhere in the texts, in whatever case. */
function fits(words: string | undefined, texts: (string | null | undefined)[]): boolean {
  const all = texts.join("\n").toLowerCase();
  return (words ?? "").toLowerCase().split(/\s+/).every((word) => all.includes(word));
}

export function progressOf(row: RosterRow): "behind" | "done" | "idle" {
  if (row.assigned === 0) return "idle";
  return row.submitted < row.assigned ? "behind" : "done";
}

export function narrowedRoster(rows: readonly RosterRow[], { text, heat, progress, invitation }: RosterSearch): RosterRow[] {
  return rows.filter((row) => {
    const sits = heat === undefined || (heat === NO_PANEL ? row.heats.length === 0 : row.heats.some(({ key }) => key === heat));
    const stands = progress === undefined || (progress === "never" ? row.last_login_at === null : progressOf(row) === progress);
    const answers = invitation === undefined || row.invitation === invitation;
    return sits && stands && answers && fits(text, [row.name.zh, row.name.en, row.email, row.organization.zh, row.organization.en]);
  });
}

export function narrowedConflicts(rows: readonly Conflict[], { text, source, state }: ConflictSearch): Conflict[] {
  return rows.filter((row) => {
    const stands = state === undefined || (state === "lifted") === (row.lifted_reason !== null);
    const of = source === undefined || row.source === source;
    return stands && of && fits(text, [row.name.zh, row.name.en, row.number, row.title.zh, row.title.en, row.team.zh, row.team.en]);
  });
}

export interface InvitationCounts {
  /** Who gets a mail. */
  mails: RosterRow[];
  /** Who has no address. */
  without: RosterRow[];
  /** How many have accepted, or have sheets: there is nothing to ask them. */
  settled: number;
  zh: number;
  en: number;
  /** How many were invited before. */
  again: number;
}

export function invitationCounts(rows: readonly RosterRow[]): InvitationCounts {
  const asked = rows.filter(({ invitation, assigned }) => invitation !== "accepted" && assigned === 0);
  const mails = asked.filter(({ email }) => email !== null);
  return {
    mails,
    without: asked.filter(({ email }) => email === null),
    settled: rows.length - asked.length,
    zh: mails.filter(({ language }) => language === "zh").length,
    en: mails.filter(({ language }) => language === "en").length,
    again: mails.filter(({ invitation }) => invitation !== "none").length,
  };
}
