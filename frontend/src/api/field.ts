// The field of a heat: every entry, and one entry with its sheets.
import { queryOptions } from "@tanstack/react-query";
import { answered, api } from "./client";

export const fieldQuery = (edition: string, heat: string) =>
  queryOptions({
    queryKey: ["edition", edition, "field", heat],
    queryFn: () =>
      answered(api.GET("/api/editions/{edition}/heats/{heat}/entries", { params: { path: { edition, heat } } })),
  });

export const heatEntryQuery = (edition: string, heat: string, number: string) =>
  queryOptions({
    queryKey: ["edition", edition, "field", heat, number],
    queryFn: () =>
      answered(api.GET("/api/editions/{edition}/heats/{heat}/entries/{number}", { params: { path: { edition, heat, number } } })),
  });
