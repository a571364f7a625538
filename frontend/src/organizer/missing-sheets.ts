// Missing sheets by judge, and how far a judge is behind. Pure.
import type { Bilingual, HeatProgress } from "../api/types";

type Missing = HeatProgress["missing"][number];
type Judge = HeatProgress["judges"][number];

export interface SheetsOfJudge {
  id: string;
  name: Bilingual;
  sheets: Missing[];
}

function same(one: Bilingual, other: Bilingual): boolean {
  return one.zh === other.zh && one.en === other.en;
}

/** A sheet names its judge and no more, so that two of one name stand together. Who misses most comes first. */
export function groupedByJudge(missing: readonly Missing[], judges: readonly Pick<Judge, "judge" | "name">[]): SheetsOfJudge[] {
  const groups: SheetsOfJudge[] = [];
  for (const sheet of missing) {
    const { name } = sheet.judge;
    const group = groups.find((one) => same(one.name, name));
    if (group) group.sheets.push(sheet);
    else groups.push({ id: judges.find((judge) => same(judge.name, name))?.judge ?? name.en, name, sheets: [sheet] });
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
