// The roster of judges, their invitations, and the relations that bar them from entries.
import { queryOptions } from "@tanstack/react-query";
import { answered, api } from "./client";
import type { FileFormat } from "./entries";
import type { components } from "./schema";

export type InvitationState = components["schemas"]["InvitationState"];
export type RosterRow = components["schemas"]["JudgeRow"];

export type ConflictList = components["schemas"]["ConflictList"];
export type Conflict = components["schemas"]["Conflict"];
export type ConflictSource = components["schemas"]["ConflictSource"];

export const conflictsQuery = (edition: string) =>
  queryOptions({
    queryKey: ["edition", edition, "conflicts"],
    queryFn: () => answered(api.GET("/api/editions/{edition}/conflicts", { params: { path: { edition } } })),
  });

export function judgesFileUrl(edition: string, format: FileFormat): string {
  return `/api/editions/${encodeURIComponent(edition)}/judges/export?format=${format}`;
}

export function inviteJudges(edition: string, judges: string[]) {
  return answered(
    api.POST("/api/editions/{edition}/judges/invitations", { params: { path: { edition } }, body: { judges } }),
  );
}

export function declareConflict(edition: string, judge: string, number: string, reason: string) {
  return answered(
    api.POST("/api/editions/{edition}/conflicts", {
      params: { path: { edition } },
      body: { judge, number, reason },
    }),
  );
}

export function liftConflict(edition: string, judge: string, number: string, reason: string) {
  return answered(
    api.POST("/api/editions/{edition}/conflicts/lift", {
      params: { path: { edition } },
      body: { judge, number, reason },
    }),
  );
}
