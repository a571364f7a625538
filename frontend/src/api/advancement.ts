// The way on from a heat: ties, advancing, admitting, and what its host handed in.
import { queryOptions } from "@tanstack/react-query";
import { answered, api } from "./client";
import type { components } from "./schema";

type Schemas = components["schemas"];

export type Advancement = Schemas["Advancement"];
export type AdvancementLine = Schemas["AdvancementLine"];
export type AdvancementRoute = Schemas["Route"];
export type AdvancementCheck = Schemas["AdvancementCheck"];
export type EmptyPlaces = Schemas["EmptyPlaces"];
export type Admissions = Schemas["Admissions"];
export type Issue = Schemas["Issue"];
export type AdvancementWay = Schemas["AdvancementWay"];
export type Advanced = Schemas["Advanced"];
export type HeatReports = Schemas["HeatReports"];
export type HeatReport = Schemas["HeatReport"];

/** What people decide beside the ranks. */
export type Wish = Required<Schemas["AdvanceHeat"]>;

export const advancementQuery = (edition: string, heat: string) =>
  queryOptions({
    queryKey: ["edition", edition, "advancement", heat],
    queryFn: () =>
      answered(api.GET("/api/editions/{edition}/heats/{heat}/advancement", { params: { path: { edition, heat } } })),
  });

/** What a wish would come to. Nothing is decided by asking. */
export const checkQuery = (edition: string, heat: string, wish: Wish) =>
  queryOptions({
    queryKey: [...advancementQuery(edition, heat).queryKey, "check", wish],
    queryFn: () =>
      answered(
        api.POST("/api/editions/{edition}/heats/{heat}/advancement/check", { params: { path: { edition, heat } }, body: wish }),
      ),
  });

export const reportsQuery = (edition: string, heat: string) =>
  queryOptions({
    queryKey: ["edition", edition, "reports", heat],
    queryFn: () =>
      answered(api.GET("/api/editions/{edition}/heats/{heat}/report", { params: { path: { edition, heat } } })),
  });

export function advanceHeat(edition: string, heat: string, wish: Wish) {
  return answered(
    api.POST("/api/editions/{edition}/heats/{heat}/advancement", { params: { path: { edition, heat } }, body: wish }),
  );
}

export function decideTie(edition: string, heat: string, order: string[], reason: string) {
  return answered(
    api.POST("/api/editions/{edition}/heats/{heat}/tie-decisions", {
      params: { path: { edition, heat } },
      body: { order, reason },
    }),
  );
}

export function admitEntry(edition: string, heat: string, number: string, route: string, reason: string) {
  return answered(
    api.POST("/api/editions/{edition}/heats/{heat}/admissions", {
      params: { path: { edition, heat } },
      body: { number, route, reason },
    }),
  );
}

export function reportHeat(edition: string, heat: string, statement: string) {
  return answered(
    api.POST("/api/editions/{edition}/heats/{heat}/report", {
      params: { path: { edition, heat } },
      body: { statement },
    }),
  );
}

/** Accepts a report, or returns it for a reason. */
export function answerReport(edition: string, heat: string, number: number, returned?: string) {
  return answered(
    api.POST("/api/editions/{edition}/heats/{heat}/report/answer", {
      params: { path: { edition, heat } },
      body: { number, returned },
    }),
  );
}

export function heatScanUrl(edition: string, heat: string): string {
  return `/api/editions/${encodeURIComponent(edition)}/heats/${encodeURIComponent(heat)}/report/scan`;
}
