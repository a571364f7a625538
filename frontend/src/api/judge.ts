// Reads and writes of a judge: the queue and the score sheets, by alias.
import { queryOptions } from "@tanstack/react-query";
import { answered, api, ifMatch } from "./client";
import type { JudgeQueue, JudgeSheet, SheetSaved } from "./types";

export const judgeQueueQuery = queryOptions({
  queryKey: ["judge", "queue"],
  queryFn: () => answered(api.GET("/api/judge/queue")),
});

export const judgeSheetQuery = (alias: string) =>
  queryOptions({
    queryKey: ["judge", "sheet", alias],
    queryFn: () => answered(api.GET("/api/judge/assignments/{alias}", { params: { path: { alias } } })),
    staleTime: 30_000,
  });

export interface SheetChanges {
  marks?: Record<string, number | null>;
  comment?: string;
}

export function saveSheetDraft(alias: string, changes: SheetChanges, revision: number): Promise<SheetSaved> {
  return answered(
    api.PATCH("/api/judge/assignments/{alias}/sheet", {
      params: { path: { alias }, header: ifMatch(revision) },
      body: changes,
    }),
  );
}

export function submitSheet(alias: string, revision: number): Promise<JudgeSheet> {
  return answered(
    api.POST("/api/judge/assignments/{alias}/submit", {
      params: { path: { alias }, header: ifMatch(revision) },
      body: {},
    }),
  );
}

export function recuseJudge(alias: string, reason: string): Promise<JudgeQueue> {
  return answered(
    api.POST("/api/judge/assignments/{alias}/recuse", { params: { path: { alias } }, body: { reason } }),
  );
}

export function answerInvitation(edition: string, accepts: boolean): Promise<unknown> {
  return answered(
    api.POST("/api/judge/invitations/{edition}", { params: { path: { edition } }, body: { accepts } }),
  );
}

export function declareOrganizations(edition: string, organizations: string[]): Promise<JudgeQueue> {
  return answered(
    api.PUT("/api/judge/organizations/{edition}", { params: { path: { edition } }, body: { organizations } }),
  );
}

export function judgeAttachmentUrl(alias: string, slot: string): string {
  return `/api/judge/assignments/${encodeURIComponent(alias)}/attachments/${encodeURIComponent(slot)}`;
}
