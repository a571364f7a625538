// What is told under embargo: the register of staff, what a team reads, and what a personal link leads to.
import { queryOptions } from "@tanstack/react-query";
import { answered, api } from "./client";
import type { components } from "./schema";

type Schemas = components["schemas"];

export type Register = Schemas["Register"];
export type RegisteredConfidence = Schemas["RegisteredConfidence"];
export type ConfidenceLevel = Schemas["ConfidenceLevel"];
export type Confide = Schemas["Confide"];
export type ConfidantCapacity = Schemas["ConfidantCapacity"];
export type OwnConfidence = Schemas["OwnConfidence"];
export type ComingToStage = Schemas["ComingToStage"];
export type Pledge = Schemas["Pledge"];
export type PersonalConfidence = Schemas["PersonalConfidence"];

export const LEVELS = ["invited", "some_award", "exact_tier"] as const satisfies readonly ConfidenceLevel[];
export const CAPACITIES = ["host", "film_crew", "engraver", "printer", "guest", "team", "other"] as const satisfies readonly ConfidantCapacity[];
export const COMINGS = ["on_site", "remote", "recorded", "not_coming"] as const satisfies readonly ComingToStage[];

export const registerQuery = (edition: string) =>
  queryOptions({
    queryKey: ["edition", edition, "confidences"],
    queryFn: () => answered(api.GET("/api/editions/{edition}/confidences", { params: { path: { edition } } })),
  });

export const registerFile = (edition: string, format: "csv" | "xlsx") =>
  `/api/editions/${encodeURIComponent(edition)}/confidences/export?format=${format}`;

export function confide(edition: string, body: Confide): Promise<Register> {
  return answered(api.POST("/api/editions/{edition}/confidences", { params: { path: { edition } }, body }));
}

export function raiseConfidence(edition: string, confidence: string, level: ConfidenceLevel, remark: string): Promise<Register> {
  return answered(
    api.POST("/api/editions/{edition}/confidences/{confidence}/raise", { params: { path: { edition, confidence } }, body: { level, remark } }),
  );
}

export function remindConfidant(edition: string, confidence: string): Promise<Register> {
  return answered(api.POST("/api/editions/{edition}/confidences/{confidence}/remind", { params: { path: { edition, confidence } }, body: {} }));
}

export function withdrawConfidence(edition: string, confidence: string, reason: string): Promise<Register> {
  return answered(
    api.POST("/api/editions/{edition}/confidences/{confidence}/withdraw", { params: { path: { edition, confidence } }, body: { reason } }),
  );
}

export const ownConfidencesQuery = queryOptions({
  queryKey: ["team", "confidences"],
  queryFn: () => answered(api.GET("/api/team/confidences")),
});

export const ownConfidenceQuery = (confidence: string) =>
  queryOptions({
    queryKey: ["team", "confidence", confidence],
    queryFn: () => answered(api.GET("/api/team/confidences/{confidence}", { params: { path: { confidence } } })),
  });

export function openConfidence(confidence: string, pledge: number): Promise<OwnConfidence> {
  return answered(api.POST("/api/team/confidences/{confidence}/open", { params: { path: { confidence } }, body: { pledge } }));
}

export function answerConfidence(confidence: string, how: ComingToStage): Promise<OwnConfidence> {
  return answered(api.PUT("/api/team/confidences/{confidence}/answer", { params: { path: { confidence } }, body: { how } }));
}

export function readPersonal(token: string): Promise<PersonalConfidence> {
  return answered(api.POST("/api/confidences/personal", { body: { token } }));
}

export function openPersonal(token: string, pledge: number): Promise<PersonalConfidence> {
  return answered(api.POST("/api/confidences/personal/open", { body: { token, pledge } }));
}
