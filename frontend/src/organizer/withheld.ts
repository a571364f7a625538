// How many entries of a heat are left with too few sheets for a figure, as far as it can be known from the sheets that
// are waived: what the server says of each entry is how many sheets it has at most. Pure.
import type { HeatProgress } from "../api/types";

type Known = Pick<HeatProgress, "judges" | "waivers"> & {
  heat: Pick<HeatProgress["heat"], "readings">;
  rule: Pick<HeatProgress["rule"], "fallback" | "min_scores">;
};

/** From how many sheets on there is a figure, in the words of the rule. */
export function sheetsForFigure({ fallback, min_scores: least }: Known["rule"]): number {
  return fallback === "withhold" ? Math.max(1, least) : 1;
}

/** Numbers of entries that have no figure for certain, once these sheets are waived too. There may be more of them:
 *  who stepped aside from which entry is not known here. */
export function surelyWithheld(progress: Known, waived: readonly { number: string }[] = []): string[] {
  const most = progress.heat.readings ?? progress.judges.length;
  const gone = new Map<string, number>();
  for (const { number } of [...progress.waivers, ...waived]) gone.set(number, (gone.get(number) ?? 0) + 1);
  const needed = sheetsForFigure(progress.rule);
  return [...gone].filter(([, count]) => most - count < needed).map(([number]) => number).sort();
}

/** Whether any entry has fewer sheets than it was to have. */
export function lacksSheets({ waivers, judges }: Pick<HeatProgress, "judges" | "waivers">): boolean {
  return waivers.length > 0 || judges.some(({ recused }) => recused > 0);
}
