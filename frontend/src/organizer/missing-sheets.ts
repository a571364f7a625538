// Missing sheets by judge, and how far a judge is behind. Pure.
import type { Bilingual, HeatProgress } from "../api/types";

type Missing = HeatProgress["missing"][number];
type Judge = HeatProgress["judges"][number];

export interface SheetsOfJudge {
  id: string;
  name: Bilingual;
  sheets: Missing[];
}

/** Who misses most comes first. */
export function groupedByJudge(missing: readonly Missing[]): SheetsOfJudge[] {
  const groups: SheetsOfJudge[] = [];
  for (const sheet of missing) {
    const group = groups.find(({ id }) => id === sheet.judge_id);
    if (group) group.sheets.push(sheet);
    else groups.push({ id: sheet.judge_id, name: sheet.judge.name, sheets: [sheet] });
  }
  return groups.sort((one, other) => other.sheets.length - one.sheets.length);
}

export function behind({ assigned, submitted, waived }: Pick<Judge, "assigned" | "submitted" | "waived">): number {
  return Math.max(0, assigned - submitted - waived);
}

/** Those who are furthest behind come first; equals stay in the server's order. */
export function furthestBehindFirst<T extends Pick<Judge, "assigned" | "submitted" | "waived">>(judges: readonly T[]): T[] {
  return [...judges].sort((one, other) => behind(other) - behind(one));
}

export interface HeatSearch {
  /** Whose missing sheets are listed. */
  judge?: string;
}

export function heatSearch({ judge }: Record<string, unknown>): HeatSearch {
  return typeof judge === "string" && judge !== "" ? { judge } : {};
}
