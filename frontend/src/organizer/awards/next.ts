// Who is next for a tier, when several places are given at once.
import type { AwardLine, AwardTier } from "../../api/awards";

/**
 * The lines that a tier can go to next, the best first. A place of the ladder is for those of the last heats; what includes
 * more than those goes on to whom an earlier heat ranked.
 */
export function nextFor(tier: AwardTier, standing: readonly AwardLine[]): AwardLine[] {
  return standing.filter((line) =>
    line.contest === tier.contest && line.may.give && line.award === null && line.rank !== null
    && fittingTiers([tier], line).length > 0);
}

/**
 * The tiers that can be given by a line. A place of the ladder is for those of the last heats, once it is decided which of
 * equals has one; an entry holds one tier at most, and beside it people and organizations may be named for it.
 */
export function fittingTiers(tiers: readonly AwardTier[], line: AwardLine): AwardTier[] {
  return tiers.filter(({ contest, recipient, outcome }) =>
    contest === line.contest && (line.award === null || recipient !== "entry")
    && ((line.deciding && !line.undecided) || outcome === "inclusion"));
}

/** Whether the first of them end between equals. */
export function endsInTie(lines: readonly AwardLine[], count: number): boolean {
  const [last, after] = [lines[count - 1], lines[count]];
  return last !== undefined && after !== undefined && last.rank === after.rank && last.heat.zh === after.heat.zh && last.heat.en === after.heat.en;
}
