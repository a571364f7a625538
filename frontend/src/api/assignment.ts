// Who would read how much in a planned scoring heat.
import { queryOptions } from "@tanstack/react-query";
import { answered, api } from "./client";
import type { components } from "./schema";

export type AssignmentProposal = components["schemas"]["AssignmentProposal"];
export type ProposalFigures = components["schemas"]["ProposalFigures"];
export type JudgeLoad = components["schemas"]["JudgeLoad"];

export const proposalQuery = (edition: string, heat: string) =>
  queryOptions({
    queryKey: ["edition", edition, "proposal", heat],
    queryFn: () =>
      answered(api.GET("/api/editions/{edition}/heats/{heat}/proposal", { params: { path: { edition, heat } } })),
  });

export function proposeAssignments(edition: string, heat: string) {
  return answered(api.POST("/api/editions/{edition}/heats/{heat}/proposal", { params: { path: { edition, heat } } }));
}
