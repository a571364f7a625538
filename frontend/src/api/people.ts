// The people of an edition: who was given which role, where, and until when.
import { queryOptions } from "@tanstack/react-query";
import { answered, api } from "./client";
import type { Bilingual, Language } from "./types";

export const grantsQuery = (edition: string) =>
  queryOptions({
    queryKey: ["edition", edition, "grants"],
    queryFn: () => answered(api.GET("/api/editions/{edition}/grants", { params: { path: { edition } } })),
  });

/** The roles that an organizer can give. */
export type GivenRole = "screener" | "host" | "auditor";

export interface NewGrant {
  email: string;
  name: Bilingual;
  language: Language;
  role: GivenRole;
  divisions: string[];
  until: string | null;
}

export function giveGrant(edition: string, grant: NewGrant) {
  return answered(api.POST("/api/editions/{edition}/grants", { params: { path: { edition } }, body: grant }));
}

export function endGrant(edition: string, grant: string) {
  return answered(api.DELETE("/api/editions/{edition}/grants/{grant}", { params: { path: { edition, grant } } }));
}

export type Grants = Awaited<ReturnType<typeof giveGrant>>;
export type Grant = Grants["grants"][number];
