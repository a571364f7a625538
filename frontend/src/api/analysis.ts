// How sure the figures of a closed heat are, and how its judges scored.
import { queryOptions } from "@tanstack/react-query";
import { answered, api } from "./client";

export const analysisQuery = (edition: string, heat: string) =>
  queryOptions({
    queryKey: ["edition", edition, "analysis", heat],
    queryFn: () =>
      answered(api.GET("/api/editions/{edition}/heats/{heat}/analysis", { params: { path: { edition, heat } } })),
  });
