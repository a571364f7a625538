// What a list of entries is narrowed to, as its address says it. Pure; what an address says wrongly is left out.
import type { EntryFilter } from "../../api/entries";

/** The parts of a filter in the order in which they are shown. */
export const FILTER_KEYS = ["text", "contest", "division", "state", "screening", "region", "heat"] as const;

export type FilterKey = (typeof FILTER_KEYS)[number];

export interface EntriesSearch extends EntryFilter {
  after?: string;
}

export interface ScreeningSearch {
  screening: "pending" | "accepted" | "rejected";
  contest?: string;
  division?: string;
  text?: string;
  /** The number of the entry that is shown. */
  entry?: string;
}

const LONGEST = 200;
const STATES = ["draft", "submitted"];
export const SCREENINGS = ["pending", "accepted", "rejected"] as const;

/** A router reads `?text=2020` as a number. */
function textOf(value: unknown): string | undefined {
  const text = typeof value === "number" || typeof value === "boolean" ? String(value) : value;
  return typeof text === "string" && text.trim() !== "" ? text.slice(0, LONGEST) : undefined;
}

function oneOf<T extends string>(value: unknown, known: readonly T[]): T | undefined {
  return known.find((candidate) => candidate === value);
}

function withoutGaps<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as T;
}

export function entriesSearch(raw: Record<string, unknown>): EntriesSearch {
  return withoutGaps({
    text: textOf(raw.text),
    contest: textOf(raw.contest),
    division: textOf(raw.division),
    state: oneOf(raw.state, STATES),
    screening: oneOf(raw.screening, ["none", ...SCREENINGS]),
    region: textOf(raw.region),
    heat: textOf(raw.heat),
    after: textOf(raw.after),
  });
}

export function screeningSearch(raw: Record<string, unknown>): ScreeningSearch {
  return withoutGaps({
    screening: oneOf(raw.screening, SCREENINGS) ?? "pending",
    contest: textOf(raw.contest),
    division: textOf(raw.division),
    text: textOf(raw.text),
    entry: textOf(raw.entry),
  });
}

/** The filter of an address, without the place in the list. */
export function filterOf(search: EntriesSearch): EntryFilter {
  return withoutGaps({ ...search, after: undefined });
}

/** The queue of an address at the screening desk, whichever entry is shown. */
export function queueOf(search: ScreeningSearch): Omit<ScreeningSearch, "entry"> {
  return withoutGaps({ ...search, entry: undefined });
}

/** The parts that narrow the list now. */
export function partsOf(filter: EntryFilter): { key: FilterKey; value: string }[] {
  return FILTER_KEYS.flatMap((key) => {
    const value = filter[key];
    return value === undefined ? [] : [{ key, value }];
  });
}

/** The filter with one part changed, from the top of the list; nothing takes the part away. */
export function narrowed(filter: EntryFilter, key: FilterKey, value: string | undefined): EntryFilter {
  return withoutGaps({ ...filter, [key]: textOf(value) });
}
