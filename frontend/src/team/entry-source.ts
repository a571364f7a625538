// An entry's answers as fields for autosave: one per question and language.
import { queries } from "../api/queries";
import { ownEntryQuery, saveEntryDraft } from "../api/team";
import type { DraftChanges } from "../api/team";
import type { Issue, Language, Question, TeamEntry } from "../api/types";
import type { Source } from "../forms/autosave";
import type { Fields } from "../forms/merge";
import { fieldOfListPointer, questionOfRows, rowsField, rowsOfText, textOfRows } from "./lists";

export const COPY_PREFIX = "entry:";

export function answerField(question: string, language: Language): string {
  return `${question}/${language}`;
}

/** Where the division is chosen, which issues link to. */
export const DIVISION_ID = "division";

/** Whether the answer is one text for both languages: a key, a figure, an amount. */
export function isNeutral({ kind }: Question): boolean {
  return kind === "choice" || kind === "number" || kind === "money";
}

/** The id of the box of an answer, which issues link to. */
export function answerId(question: string, language: Language): string {
  return `answer-${question}-${language}`;
}

export function slotId(slot: string): string {
  return `file-${slot}`;
}

export function entrySource(number: string): Source<TeamEntry> {
  return {
    key: COPY_PREFIX + number,
    read: ({ form, answers, lists, revision, updated_at }) => ({
      revision,
      receivedAt: updated_at,
      fields: Object.fromEntries(
        form.questions.flatMap((question) => {
          const { key } = question;
          if (question.kind === "list") return [[rowsField(key), textOfRows(lists[key] ?? [], question)]];
          return (["zh", "en"] as const).map((language) => [answerField(key, language), answers[key]?.[language] ?? ""]);
        }),
      ),
    }),
    send: (changed, revision) => saveEntryDraft(number, changesOf(changed), revision),
    onDocument: (entry) => { queries.setQueryData(ownEntryQuery(number).queryKey, entry); },
    debounceMs: 800,
    maxWaitMs: 5_000,
  };
}

export function changesOf(changed: Fields): DraftChanges {
  const { answers, lists }: DraftChanges = { answers: {}, lists: {} };
  for (const [field, value] of Object.entries(changed)) {
    const list = questionOfRows(field);
    if (list !== undefined) {
      lists[list] = rowsOfText(value);
      continue;
    }
    const at = field.lastIndexOf("/");
    const key = field.slice(0, at);
    answers[key] = { ...answers[key], [field.slice(at + 1)]: String(value ?? "") };
  }
  return { answers, lists };
}

/** Whether what is asked then can be changed now: of the call while it is open, of a supplement until it is due. */
export function isOpen({ may }: TeamEntry, { when }: { when: Question["when"] }): boolean {
  return when === "supplement" ? may.supplement : may.edit;
}

/** What blocks submitting, each thing once: a choice or a figure is one answer, whatever languages it is kept in. */
export function issuesOf(entry: TeamEntry): Issue[] {
  const seen = new Set<string>();
  return entry.issues.filter((issue) => {
    const key = `${fieldOfPointer(issue.pointer, entry) ?? issue.pointer} ${issue.code}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** Where an issue's pointer leads: /answers/summary/zh, /answers/summary, /attachments/deck or /division. */
export function fieldOfPointer(pointer: string, entry: TeamEntry): string | undefined {
  const [, kind, key = "", language] = pointer.split("/");
  if (kind === "attachments") return slotId(key);
  if (kind === "division") return DIVISION_ID;
  if (kind === "lists") return fieldOfListPointer(pointer, entry);
  if (kind !== "answers") return undefined;
  const question = entry.form.questions.find((candidate) => candidate.key === key);
  if (!question) return undefined;
  const first = question.languages[0] ?? "zh";
  if (isNeutral(question)) return answerId(key, first);
  return answerId(key, language === "zh" || language === "en" ? language : first);
}

/** What is wrong with the answer to a question, beyond that it is missing; of what the server has. */
export function faultOf(question: Question, entry: TeamEntry): Issue | undefined {
  return entry.issues.find(({ pointer, code }) => pointer.startsWith(`/answers/${question.key}/`) && code !== "answer_missing");
}
