// The heats of an edition by round, and what they need. Pure; built from what the server says of each heat.
import type { HeatSummary } from "../../api/types";

export interface RoundOfHeats {
  key: string;
  title: HeatSummary["round"]["title"];
  heats: HeatSummary[];
  open: number;
  closed: number;
  missing: number;
}

/** The rounds in the order of the edition, each with its heats. */
export function byRound(heats: readonly HeatSummary[]): RoundOfHeats[] {
  const rounds: RoundOfHeats[] = [];
  for (const heat of heats) {
    let round = rounds.find(({ key }) => key === heat.round.key);
    if (!round) {
      round = { ...heat.round, heats: [], open: 0, closed: 0, missing: 0 };
      rounds.push(round);
    }
    round.heats.push(heat);
    if (heat.state === "open") round.open += 1;
    if (heat.state === "closed") round.closed += 1;
    if (heat.state === "open") round.missing += heat.missing;
  }
  return rounds;
}

export interface HeatNeeds {
  late: HeatSummary[];
  toClose: HeatSummary[];
  toOpen: HeatSummary[];
}

/** Which heats wait for the reader. One that may be opened waits from the day its calendar says. */
export function heatNeeds(heats: readonly HeatSummary[], now: number): HeatNeeds {
  return {
    late: heats.filter(({ state, missing }) => state === "open" && missing > 0),
    toClose: heats.filter(({ state, missing, may }) => state === "open" && missing === 0 && may.close),
    toOpen: heats.filter(({ state, may, opens_at: at }) => state === "planned" && may.open && Date.parse(at) <= now),
  };
}
