// Reads and writes of a team's own entries.
import { queryOptions } from "@tanstack/react-query";
import { answered, api, ifMatch } from "./client";
import { learnServerTime } from "./server-clock";
import type { TeamEntry } from "./types";

export const callsQuery = queryOptions({
  queryKey: ["calls"],
  queryFn: () => answered(api.GET("/api/calls")),
});

export const ownEntriesQuery = queryOptions({
  queryKey: ["team", "entries"],
  queryFn: () => answered(api.GET("/api/team/entries")),
});

export const ownEntryQuery = (number: string) =>
  queryOptions({
    queryKey: ["team", "entry", number],
    queryFn: async () => {
      const entry = await answered(api.GET("/api/team/entries/{number}", { params: { path: { number } } }));
      learnServerTime(entry.server_time);
      return entry;
    },
  });

export const receiptQuery = (number: string) =>
  queryOptions({
    queryKey: ["team", "receipt", number],
    queryFn: () => answered(api.GET("/api/team/entries/{number}/receipt", { params: { path: { number } } })),
  });

export const ownResultsQuery = (number: string) =>
  queryOptions({
    queryKey: ["team", "results", number],
    queryFn: () => answered(api.GET("/api/team/entries/{number}/results", { params: { path: { number } } })),
  });

export function createEntry(edition: string, contest: string): Promise<TeamEntry> {
  return answered(api.POST("/api/team/entries", { body: { edition, contest } }));
}

/** A row of a list: what is in its fields, by their keys. */
export type ListRow = TeamEntry["lists"][string][number];

export interface DraftChanges {
  answers: Record<string, { zh?: string; en?: string }>;
  lists: Record<string, ListRow[]>;
}

export function saveEntryDraft(number: string, changes: DraftChanges, revision: number): Promise<TeamEntry> {
  return answered(
    api.PATCH("/api/team/entries/{number}", {
      params: { path: { number }, header: ifMatch(revision) },
      body: changes,
    }),
  );
}

export function chooseDivision(number: string, division: string, revision: number): Promise<TeamEntry> {
  return answered(
    api.PUT("/api/team/entries/{number}/division", {
      params: { path: { number }, header: ifMatch(revision) },
      body: { division },
    }),
  );
}

export function removeAttachment(number: string, slot: string): Promise<TeamEntry> {
  return answered(
    api.DELETE("/api/team/entries/{number}/attachments/{slot}", { params: { path: { number, slot } } }),
  );
}

export function submitEntry(number: string, revision: number) {
  return answered(
    api.POST("/api/team/entries/{number}/submit", {
      params: { path: { number }, header: ifMatch(revision) },
      body: {},
    }),
  );
}

export function submitSupplement(number: string, revision: number) {
  return answered(
    api.POST("/api/team/entries/{number}/supplement", {
      params: { path: { number }, header: ifMatch(revision) },
      body: {},
    }),
  );
}

export function ownAttachmentUrl(number: string, slot: string): string {
  return `/api/team/entries/${encodeURIComponent(number)}/attachments/${encodeURIComponent(slot)}`;
}
