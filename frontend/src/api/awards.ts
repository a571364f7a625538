// Awards: given, taken back, declined, and passed on to the next in line. And the figures of a heat from elsewhere.
import { answered, api } from "./client";
import type { components } from "./schema";

type Schemas = components["schemas"];

export type GivenAward = Schemas["GivenAward"];
export type AwardTier = Schemas["Tier"];
export type AwardLine = Schemas["AwardLine"];
export type HolderName = Schemas["HolderName"];
export type Recipient = Schemas["Recipient"];

const asText = (body: unknown) => body as string;

/** The name is of the person or organization that holds it; an entry needs none. */
export function giveAward(edition: string, number: string, tier: string, name: HolderName | null) {
  return answered(
    api.POST("/api/editions/{edition}/awards", { params: { path: { edition } }, body: { number, further: [], also: [], tier, name, reason: "" } }),
  );
}

/** The same tier for each of several entries, or for none of them. */
export function giveToMany(edition: string, tier: string, [number = "", ...also]: string[]) {
  return answered(
    api.POST("/api/editions/{edition}/awards", { params: { path: { edition } }, body: { number, further: [], also, tier, reason: "" } }),
  );
}

export type GiveAward = Schemas["GiveAward"];

/** Several entries under one name, or a special recommendation of none. */
export function giveOwnLine(edition: string, body: GiveAward) {
  return answered(api.POST("/api/editions/{edition}/awards", { params: { path: { edition } }, body }));
}

export function revokeAward(edition: string, award: string) {
  return answered(api.DELETE("/api/editions/{edition}/awards/{award}", { params: { path: { edition, award } } }));
}

export function declineAward(edition: string, award: string, reason: string) {
  return answered(
    api.POST("/api/editions/{edition}/awards/{award}/decline", { params: { path: { edition, award } }, body: { reason } }),
  );
}

export function passOnAward(edition: string, award: string, number: string, reason: string, name: HolderName | null) {
  return answered(
    api.POST("/api/editions/{edition}/awards/{award}/pass-on", {
      params: { path: { edition, award } },
      body: { number, reason, name },
    }),
  );
}

/** Closes a heat that is not judged here. */
export function importScores(edition: string, heat: string, csv: string) {
  return answered(
    api.POST("/api/editions/{edition}/heats/{heat}/scores", {
      params: { path: { edition, heat } },
      body: csv,
      bodySerializer: asText,
      headers: { "Content-Type": "text/csv" },
    }),
  );
}
