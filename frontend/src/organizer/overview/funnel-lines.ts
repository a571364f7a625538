// The pipeline as a picture shows it: what belongs to the line, and of each stage the leading region and the rest.
import type { Funnel } from "../../api/types";

export type Stage = Funnel["stages"][number];

export interface FunnelLine {
  stage: Stage;
  /** Entries of the region that most submitted entries come from. */
  leading: number;
  others: number;
  /** Of the submitted ones, in whole percent; null where nothing was submitted. */
  share: number | null;
}

export interface FunnelPicture {
  lines: FunnelLine[];
  /** The length of a full bar. */
  most: number;
  /** Key of the leading region; null where no region is known or there is only one. */
  region: string | null;
  drafts: number;
  /** The last stage that somebody has reached. */
  last: Stage | null;
}

function entriesFrom(stage: Stage, region: string | null): number {
  return stage.by_region.find((count) => count.region === region)?.entries ?? 0;
}

export function pictureOf({ stages }: Pick<Funnel, "stages">): FunnelPicture {
  const submitted = stages.find(({ key }) => key === "submitted");
  const known = (submitted?.by_region ?? []).filter(({ region, entries }) => region !== "" && entries > 0);
  const largest = known.reduce<(typeof known)[number] | null>((best, count) => (best === null || count.entries > best.entries ? count : best), null);
  const region = known.length > 1 && largest !== null ? largest.region : null;
  const all = submitted?.total ?? 0;
  // Drafts are not on the way yet: a bar of theirs would make every later one look like a loss.
  const lines = stages.filter(({ key }) => key !== "drafts").map((stage) => {
    const leading = entriesFrom(stage, region);
    return { stage, leading, others: stage.total - leading, share: all === 0 ? null : Math.round((stage.total / all) * 100) };
  });
  const reached = lines.filter(({ stage }) => stage.total > 0);
  return {
    lines, region,
    most: Math.max(0, ...lines.map(({ stage }) => stage.total)),
    drafts: stages.find(({ key }) => key === "drafts")?.total ?? 0,
    last: reached.at(-1)?.stage ?? null,
  };
}
