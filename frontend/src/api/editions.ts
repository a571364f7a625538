// Reads and writes of those who run an edition: organizer, chair, officer, auditor.
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answered, api } from "./client";
import type { FileFormat } from "./entries";
import type { Bilingual, VersionKind } from "./types";

const asText = (body: unknown) => body as string;

export const editionsQuery = queryOptions({
  queryKey: ["editions"],
  queryFn: () => answered(api.GET("/api/editions")),
});

export const editionQuery = (edition: string) =>
  queryOptions({
    queryKey: ["edition", edition],
    queryFn: () => answered(api.GET("/api/editions/{edition}", { params: { path: { edition } } })),
  });

export const judgesQuery = (edition: string) =>
  queryOptions({
    queryKey: ["edition", edition, "judges"],
    queryFn: () => answered(api.GET("/api/editions/{edition}/judges", { params: { path: { edition } } })),
  });

export const progressQuery = (edition: string, heat: string) =>
  queryOptions({
    queryKey: ["edition", edition, "heat", heat],
    queryFn: () =>
      answered(api.GET("/api/editions/{edition}/heats/{heat}/progress", { params: { path: { edition, heat } } })),
  });

export const standingQuery = (edition: string, heat: string) =>
  queryOptions({
    queryKey: ["edition", edition, "standing", heat],
    queryFn: () =>
      answered(api.GET("/api/editions/{edition}/heats/{heat}/standing", { params: { path: { edition, heat } } })),
  });

export function standingFileUrl(edition: string, heat: string, format: FileFormat): string {
  return `/api/editions/${encodeURIComponent(edition)}/heats/${encodeURIComponent(heat)}/standing/export?format=${format}`;
}

export const awardsQuery = (edition: string) =>
  queryOptions({
    queryKey: ["edition", edition, "awards"],
    queryFn: () => answered(api.GET("/api/editions/{edition}/awards", { params: { path: { edition } } })),
  });

export const publicationsQuery = (edition: string) =>
  queryOptions({
    queryKey: ["edition", edition, "publications"],
    queryFn: () => answered(api.GET("/api/editions/{edition}/publications", { params: { path: { edition } } })),
  });

export const auditQuery = (edition: string) =>
  infiniteQueryOptions({
    queryKey: ["edition", edition, "audit"],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      answered(
        api.GET("/api/editions/{edition}/audit", { params: { path: { edition }, query: { after: pageParam } } }),
      ),
    getNextPageParam: (page) => page.next_after ?? undefined,
  });

export function importEdition(toml: string) {
  return answered(
    api.POST("/api/editions", {
      body: toml,
      bodySerializer: asText,
      headers: { "Content-Type": "application/toml" },
    }),
  );
}

export function importJudges(edition: string, csv: string) {
  return answered(
    api.POST("/api/editions/{edition}/judges/import", {
      params: { path: { edition } },
      body: csv,
      bodySerializer: asText,
      headers: { "Content-Type": "text/csv" },
    }),
  );
}

export function issuePrintedCode(edition: string, judge: string) {
  return answered(api.POST("/api/editions/{edition}/judges/{judge}/code", { params: { path: { edition, judge } } }));
}

export function openHeat(edition: string, heat: string) {
  return answered(api.POST("/api/editions/{edition}/heats/{heat}/open", { params: { path: { edition, heat } } }));
}

export function closeHeat(edition: string, heat: string) {
  return answered(api.POST("/api/editions/{edition}/heats/{heat}/close", { params: { path: { edition, heat } } }));
}

export function waiveSheets(edition: string, heat: string, assignments: string[], reason: string) {
  return answered(
    api.POST("/api/editions/{edition}/heats/{heat}/waivers", {
      params: { path: { edition, heat } },
      body: { assignments, reason },
    }),
  );
}

export function proposePublication(edition: string, listHash: string, publishAt: string, kind: VersionKind, note: Bilingual | null) {
  return answered(
    api.POST("/api/editions/{edition}/publications", {
      params: { path: { edition } },
      body: { list_hash: listHash, publish_at: publishAt, kind, note },
    }),
  );
}

export function beginCorrection(edition: string, publication: string, reason: string) {
  return answered(
    api.POST("/api/editions/{edition}/publications/{publication}/correction", {
      params: { path: { edition, publication } },
      body: { reason },
    }),
  );
}

export function withdrawCorrection(edition: string, publication: string, reason: string) {
  return answered(
    api.POST("/api/editions/{edition}/publications/{publication}/correction/withdraw", {
      params: { path: { edition, publication } },
      body: { reason },
    }),
  );
}

export function confirmPublication(edition: string, publication: string, listHash: string) {
  return answered(
    api.POST("/api/editions/{edition}/publications/{publication}/confirm", {
      params: { path: { edition, publication } },
      body: { list_hash: listHash },
    }),
  );
}

export function stopPublication(edition: string, publication: string, reason: string) {
  return answered(
    api.POST("/api/editions/{edition}/publications/{publication}/stop", {
      params: { path: { edition, publication } },
      body: { reason },
    }),
  );
}
