// Reads and writes of staff about supplements: who was asked for more, who answered, who is late.
import { queryOptions } from "@tanstack/react-query";
import { answered, api } from "./client";
import type { components } from "./schema";

export type SupplementList = components["schemas"]["SupplementList"];
export type SupplementRow = SupplementList["supplements"][number];
export type SupplementState = SupplementRow["state"];

export const supplementsQuery = (edition: string) =>
  queryOptions({
    queryKey: ["edition", edition, "supplements"],
    queryFn: () => answered(api.GET("/api/editions/{edition}/supplements", { params: { path: { edition } } })),
  });

export interface SupplementWish {
  heat?: string;
  numbers: string[];
  due_at: string;
  remark: { zh: string; en: string };
}

export function requestSupplement(edition: string, wish: SupplementWish): Promise<SupplementList> {
  return answered(api.POST("/api/editions/{edition}/supplements", { params: { path: { edition } }, body: wish }));
}
