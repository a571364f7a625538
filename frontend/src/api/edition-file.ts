// The edition as a file: templates to begin from, the file of an edition, and its amendments.
import { queryOptions } from "@tanstack/react-query";
import { answered, api } from "./client";

export const templatesQuery = queryOptions({
  queryKey: ["templates"],
  queryFn: () => answered(api.GET("/api/templates")),
  staleTime: 3_600_000,
});

export const editionFileQuery = (edition: string) =>
  queryOptions({
    queryKey: ["edition", edition, "file"],
    queryFn: () => answered(api.GET("/api/editions/{edition}/file", { params: { path: { edition } } })),
  });

export const amendmentsQuery = (edition: string) =>
  queryOptions({
    queryKey: ["edition", edition, "amendments"],
    queryFn: () => answered(api.GET("/api/editions/{edition}/amendments", { params: { path: { edition } } })),
  });

/** What would change; refuses what cannot. Nothing is stored. */
export function checkAmendment(edition: string, text: string) {
  return answered(
    api.POST("/api/editions/{edition}/amendments/check", { params: { path: { edition } }, body: { text } }),
  );
}

export function amendEdition(edition: string, text: string, reason: string) {
  return answered(
    api.POST("/api/editions/{edition}/amendments", { params: { path: { edition } }, body: { text, reason } }),
  );
}

export type Amendments = Awaited<ReturnType<typeof amendEdition>>;
export type Amendment = Amendments["amendments"][number];
export type FileChange = Amendment["changes"][number];
