import { describe, expect, it } from "vitest";
import type { TeamEntry } from "../api/types";
import { divisionOf, hasDivision, leadingQuestion } from "./divisions";

const words = (text: string) => ({ zh: text, en: text });
const north = { key: "north", title: words("North") };
const south = { key: "south", title: words("South") };
const entry = (more: Partial<TeamEntry> = {}) => ({
  divisions: [], division: null, may: { edit: true },
  division_by_answer: { question: "where", divisions: [{ answer: "n", division: north }, { answer: "s", division: south }] },
  form: { questions: [{ key: "where" }], slots: [] }, ...more,
}) as unknown as TeamEntry;

describe("the division of an entry", () => {
  it("follows the answer in the box while that can change", () => {
    const submitted = entry({ division: north });
    expect(divisionOf(submitted, { "where/zh": "s" })).toEqual(south);
    expect(divisionOf(submitted, { "where/zh": "elsewhere" })).toBeNull();
    expect(divisionOf(submitted, { "where/zh": "" })).toBeNull();
  });

  it("is the one it was given once nothing can change", () => {
    const closed = entry({ division: north, may: { ...entry().may, edit: false } });
    expect(divisionOf(closed, { "where/zh": "s" })).toEqual(north);
  });

  it("is the one that was chosen where no answer leads to it", () => {
    expect(divisionOf(entry({ division: south, division_by_answer: null }), { "where/zh": "n" })).toEqual(south);
    expect(hasDivision(entry({ division_by_answer: null }))).toBe(false);
    expect(hasDivision(entry())).toBe(true);
  });

  it("knows the question that leads to it", () => {
    expect(leadingQuestion(entry(), { "where/zh": "" })).toMatchObject({ question: { key: "where" }, answered: false });
    expect(leadingQuestion(entry(), { "where/zh": "n" })).toMatchObject({ answered: true });
    expect(leadingQuestion(entry({ division_by_answer: null }), {})).toBeNull();
  });
});
