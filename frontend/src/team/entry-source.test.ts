import { describe, expect, it } from "vitest";
import type { TeamEntry } from "../api/types";
import { changesOf, faultOf, fieldOfPointer, issuesOf } from "./entry-source";

const words = { zh: "问", en: "Q" };
const question = { label: words, help: words, why: null, required: true, limit: { zh: null, en: null }, choices: [] };

const entry = {
  form: {
    questions: [
      { ...question, key: "summary", kind: "text", languages: ["zh", "en"] },
      { ...question, key: "field", kind: "choice", languages: ["zh", "en"] },
      { ...question, key: "capital", kind: "money", languages: ["zh", "en"] },
    ],
    slots: [],
  },
  issues: [
    { pointer: "/answers/summary/en", code: "answer_missing", params: {} },
    { pointer: "/answers/field/zh", code: "answer_missing", params: {} },
    { pointer: "/answers/field/en", code: "answer_missing", params: {} },
    { pointer: "/answers/capital/zh", code: "not_an_amount", params: {} },
    { pointer: "/answers/capital/en", code: "not_an_amount", params: {} },
    { pointer: "/attachments/deck", code: "file_missing", params: {} },
    { pointer: "/division", code: "division_missing", params: {} },
  ],
} as unknown as TeamEntry;

describe("an entry as fields", () => {
  it("sends only the languages that changed", () => {
    expect(changesOf({ "summary/zh": "文", "title/en": "T" })).toEqual({ answers: { summary: { zh: "文" }, title: { en: "T" } }, lists: {} });
  });

  it("sends a list as a whole", () => {
    const rows = [{ name: { zh: "林一", en: "Lin Yi" } }];
    expect(changesOf({ "people/rows": JSON.stringify(rows) })).toEqual({ answers: {}, lists: { people: rows } });
    expect(changesOf({ "people/rows": "" })).toEqual({ answers: {}, lists: { people: [] } });
  });

  it("leads each issue to its box", () => {
    expect(fieldOfPointer("/answers/summary/en", entry)).toBe("answer-summary-en");
    expect(fieldOfPointer("/answers/summary", entry)).toBe("answer-summary-zh");
    expect(fieldOfPointer("/answers/field/en", entry)).toBe("answer-field-zh");
    expect(fieldOfPointer("/answers/capital/en", entry)).toBe("answer-capital-zh");
    expect(fieldOfPointer("/attachments/deck", entry)).toBe("file-deck");
    expect(fieldOfPointer("/division", entry)).toBe("division");
    expect(fieldOfPointer("/elsewhere", entry)).toBeUndefined();
  });

  it("counts an answer without words once", () => {
    expect(issuesOf(entry).map(({ pointer }) => pointer)).toEqual([
      "/answers/summary/en", "/answers/field/zh", "/answers/capital/zh", "/attachments/deck", "/division",
    ]);
  });

  it("tells a fault from an answer that is only missing", () => {
    const [summary, , capital] = entry.form.questions;
    expect(summary && faultOf(summary, entry)).toBeUndefined();
    expect(capital && faultOf(capital, entry)?.code).toBe("not_an_amount");
  });
});
