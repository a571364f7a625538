import { describe, expect, it } from "vitest";
import { pictureOf } from "./funnel-lines";

const title = { zh: "", en: "" };

function stage(key: string, counts: Record<string, number>) {
  const by_region = Object.entries(counts).map(([region, entries]) => ({ region, entries }));
  return { key, title, total: by_region.reduce((sum, { entries }) => sum + entries, 0), by_region };
}

describe("the picture of the pipeline", () => {
  it("splits each stage by the region that most entries come from", () => {
    const picture = pictureOf({ stages: [
      stage("drafts", { de: 9 }), stage("submitted", { cn: 80, de: 15, "": 5 }), stage("qualified", { cn: 60, de: 15 }),
      stage("round:final", {}), stage("awarded", {}),
    ] });
    expect(picture.region).toBe("cn");
    expect(picture.drafts).toBe(9);
    expect(picture.most).toBe(100);
    expect(picture.lines.map(({ stage: { key }, leading, others, share }) => [key, leading, others, share])).toEqual([
      ["submitted", 80, 20, 100], ["qualified", 60, 15, 75], ["round:final", 0, 0, 0], ["awarded", 0, 0, 0],
    ]);
    expect(picture.last?.key).toBe("qualified");
  });

  it("does not split where there is one region or none", () => {
    expect(pictureOf({ stages: [stage("submitted", { cn: 3 })] }).region).toBeNull();
    expect(pictureOf({ stages: [stage("submitted", { "": 3 })] }).region).toBeNull();
  });

  it("is empty before the first entry", () => {
    expect(pictureOf({ stages: [stage("drafts", {}), stage("submitted", {})] })).toEqual({
      lines: [{ stage: stage("submitted", {}), leading: 0, others: 0, share: null }], most: 0, region: null, drafts: 0, last: null,
    });
  });
});
