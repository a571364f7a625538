// Reads and writes of staff about entries: lists, one entry, screening, division, the list as a file.
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answered, api, ifMatch } from "./client";
import type { EntryPage, ScreeningState } from "./types";

/** What a list of entries is narrowed to; what is absent narrows nothing. */
export interface EntryFilter {
  contest?: string;
  division?: string;
  state?: string;
  screening?: string;
  region?: string;
  heat?: string;
  text?: string;
}

const PAGE = 50;
/** The most that the server gives at once. */
const MOST = 200;

function readEntries(edition: string, filter: EntryFilter, after: string | undefined, limit: number): Promise<EntryPage> {
  return answered(
    api.GET("/api/editions/{edition}/entries", { params: { path: { edition }, query: { ...filter, after, limit } } }),
  );
}

/** The part of every key of a list of entries: what is invalidated when one of them changes. */
export const entryLists = (edition: string) => ["edition", edition, "entries"] as const;

export const entriesQuery = (edition: string, filter: EntryFilter, after: string | undefined) =>
  queryOptions({
    queryKey: [...entryLists(edition), "page", filter, after ?? ""],
    queryFn: () => readEntries(edition, filter, after, PAGE),
  });

/** The list that a screener works through, a page at a time. */
export const screeningQueueQuery = (edition: string, filter: EntryFilter) =>
  infiniteQueryOptions({
    queryKey: [...entryLists(edition), "queue", filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => readEntries(edition, filter, pageParam, PAGE),
    getNextPageParam: (page) => page.next_after ?? undefined,
  });

export type ScreeningCounts = Record<Exclude<ScreeningState, "none">, number>;

/** How many of the reader's entries stand where with the screeners. */
export const screeningCountsQuery = (edition: string) =>
  queryOptions({
    queryKey: [...entryLists(edition), "screening"],
    queryFn: async (): Promise<ScreeningCounts> => {
      const total = async (screening: string) => (await readEntries(edition, { screening }, undefined, 1)).total;
      const [pending, accepted, rejected] = await Promise.all([total("pending"), total("accepted"), total("rejected")]);
      return { pending, accepted, rejected };
    },
  });

/** Every entry of a filter, for paper. */
export async function allEntries(edition: string, filter: EntryFilter) {
  const rows: EntryPage["entries"] = [];
  let after: string | undefined;
  do {
    const page = await readEntries(edition, filter, after, MOST);
    rows.push(...page.entries);
    after = page.next_after ?? undefined;
  } while (after !== undefined);
  return rows;
}

export const entryQuery = (edition: string, number: string) =>
  queryOptions({
    queryKey: ["edition", edition, "entry", number],
    queryFn: () =>
      answered(api.GET("/api/editions/{edition}/entries/{number}", { params: { path: { edition, number } } })),
  });

export const funnelQuery = (edition: string) =>
  queryOptions({
    queryKey: ["edition", edition, "funnel"],
    queryFn: () => answered(api.GET("/api/editions/{edition}/funnel", { params: { path: { edition } } })),
  });

export function screenEntry(edition: string, number: string, revision: number, decision: "accept" | "reject", reason: string) {
  return answered(
    api.PUT("/api/editions/{edition}/entries/{number}/screening", {
      params: { path: { edition, number }, header: ifMatch(revision) },
      body: { decision, reason },
    }),
  );
}

export function moveEntry(edition: string, number: string, division: string, reason: string) {
  return answered(
    api.PUT("/api/editions/{edition}/entries/{number}/division", {
      params: { path: { edition, number } },
      body: { division, reason },
    }),
  );
}

export interface OnBehalf {
  contest: string;
  source: "invited" | "recommended" | "staff";
  /** The body that puts it forward, of a recommended entry alone. */
  recommended_by?: { zh: string; en: string };
  email: string;
  language: "zh" | "en";
}

export function enterOnBehalf(edition: string, wish: OnBehalf) {
  return answered(api.POST("/api/editions/{edition}/entries", { params: { path: { edition } }, body: wish }));
}

export type FileFormat = "csv" | "xlsx";

/** The list as a file. Taking it goes on the record, so it is asked for, not linked to. */
export async function exportEntries(edition: string, filter: EntryFilter, format: FileFormat): Promise<Blob> {
  const file: unknown = await answered(
    api.POST("/api/editions/{edition}/entries/export", {
      params: { path: { edition } },
      body: { format, ...filter },
      parseAs: "blob",
    }),
  );
  return file as Blob;
}

export function entryAttachmentUrl(edition: string, number: string, slot: string): string {
  const [e, n, s] = [edition, number, slot].map(encodeURIComponent);
  return `/api/editions/${e ?? ""}/entries/${n ?? ""}/attachments/${s ?? ""}`;
}
