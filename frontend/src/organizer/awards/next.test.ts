import { expect, test } from "vitest";
import type { AwardLine, AwardTier } from "../../api/awards";
import { endsInTie, nextFor } from "./next";

const tier: AwardTier = {
  contest: "open", key: "first", title: { zh: "一等奖", en: "First" }, quota: 3, recipient: "entry", outcome: "award", given: 0,
};
const line = (number: string, rank: number | null, more: Partial<AwardLine> = {}): AwardLine => ({
  rank, number, tied: false, heat: { zh: "终评", en: "Final" }, deciding: true, undecided: false, contest: "open", title: { zh: number, en: number },
  team: { zh: "", en: "" }, figure: "9", award: null, may: { give: true }, ...more,
});
const reading = { heat: { zh: "初读", en: "Reading" }, deciding: false };
const standing = [
  line("1", 1, { award: "first" }), line("2", 2), line("3", 3), line("4", 3), line("5", null),
  line("6", 4, { contest: "other" }), line("7", 3, reading), line("8", 8, reading),
];
const numbers = (lines: AwardLine[]) => lines.map(({ number }) => number);

test("a place goes to whom the last heats ranked and who holds nothing", () => {
  expect(numbers(nextFor(tier, standing))).toEqual(["2", "3", "4"]);
});

test("what includes more goes on to whom an earlier heat ranked", () => {
  expect(numbers(nextFor({ ...tier, outcome: "inclusion" }, standing))).toEqual(["2", "3", "4", "7", "8"]);
});

test("the first of them end in a tie only between equals of one heat", () => {
  const lines = nextFor({ ...tier, outcome: "inclusion" }, standing);
  expect([1, 2, 3, 4, 5, 6].map((count) => endsInTie(lines, count))).toEqual([false, true, false, false, false, false]);
});
