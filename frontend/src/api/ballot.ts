// A panel's vote: for its members, and for those who run it.
import { queryOptions } from "@tanstack/react-query";
import { answered, api } from "./client";
import type { components } from "./schema";

export type MemberBallot = components["schemas"]["MemberBallot"];
export type Vote = components["schemas"]["Vote"];
export type Ballot = components["schemas"]["Ballot"];
export type Choice = components["schemas"]["PaperChoice"];

const OFTEN = 5_000;

export const ballotQuery = (edition: string, heat: string) =>
  queryOptions({
    queryKey: ["judge", "ballot", edition, heat],
    queryFn: () => answered(api.GET("/api/judge/ballots/{edition}/{heat}", { params: { path: { edition, heat } } })),
    // Another ballot may open while the member waits in the room.
    refetchInterval: 3 * OFTEN,
  });

export function attendBallot(edition: string, heat: string, number: number): Promise<MemberBallot> {
  return answered(api.POST("/api/judge/ballots/{edition}/{heat}/presence", { params: { path: { edition, heat } }, body: { number } }));
}

export function castPapers(edition: string, heat: string, number: number, choices: Record<string, Choice>): Promise<MemberBallot> {
  return answered(api.POST("/api/judge/ballots/{edition}/{heat}/papers", { params: { path: { edition, heat } }, body: { number, choices } }));
}

export const voteQuery = (edition: string, heat: string) =>
  queryOptions({
    queryKey: ["edition", edition, "vote", heat],
    queryFn: () => answered(api.GET("/api/editions/{edition}/heats/{heat}/ballots", { params: { path: { edition, heat } } })),
    // Who has voted by now.
    refetchInterval: ({ state }) => (state.data?.ballots.some(({ state: now }) => now === "open") ? OFTEN : false),
  });

export function openBallot(edition: string, heat: string, number: number): Promise<Vote> {
  return answered(api.POST("/api/editions/{edition}/heats/{heat}/ballots", { params: { path: { edition, heat } }, body: { number } }));
}

export function endVote(edition: string, heat: string, reason: string): Promise<Vote> {
  return answered(api.POST("/api/editions/{edition}/heats/{heat}/ballots/end", { params: { path: { edition, heat } }, body: { reason } }));
}

/** `without` says why those are not waited for who are there and have not voted. */
export function countBallot(edition: string, heat: string, number: number, without: string | null): Promise<Vote> {
  return answered(api.POST("/api/editions/{edition}/heats/{heat}/ballots/count", { params: { path: { edition, heat } }, body: { number, without_waiting: without } }));
}
