// The roster of judges, their invitations, and the relations that bar them from entries.
import { queryOptions } from "@tanstack/react-query";
import { answered, api } from "./client";
import type { components } from "./schema";

type Bilingual = components["schemas"]["Bilingual"];

export type InvitationState = "none" | "sent" | "accepted" | "declined";

/** A judge of the roster. The columns of organization and invitation are there where the server tells them. */
export type RosterRow = components["schemas"]["JudgeRow"] & { organization?: Bilingual; invitation?: InvitationState };

export type ConflictList = components["schemas"]["ConflictList"];
export type Conflict = components["schemas"]["Conflict"];
export type ConflictSource = components["schemas"]["ConflictSource"];

export const conflictsQuery = (edition: string) =>
  queryOptions({
    queryKey: ["edition", edition, "conflicts"],
    queryFn: () => answered(api.GET("/api/editions/{edition}/conflicts", { params: { path: { edition } } })),
  });

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
