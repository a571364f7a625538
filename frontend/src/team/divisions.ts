// In which division an entry is, as far as that is known: the one it has, or the one to which its answer leads.
import type { Question, TeamEntry } from "../api/types";
import type { AutosaveState } from "../forms/autosave";
import { answerField } from "./entry-source";

type Division = NonNullable<TeamEntry["division"]>;

/** Whether there is anything to say about divisions. */
export function hasDivision({ divisions, division, division_by_answer: byAnswer }: TeamEntry): boolean {
  return divisions.length > 0 || division !== null || byAnswer !== null;
}

/** What is in the boxes decides for as long as it can change; the entry itself is given its division by submitting. */
export function divisionOf(entry: TeamEntry, fields: AutosaveState["fields"]): Division | null {
  const { division, division_by_answer: byAnswer } = entry;
  if (!byAnswer || !entry.may.edit) return division;
  const answer = fields[answerField(byAnswer.question, "zh")];
  return byAnswer.divisions.find((lead) => lead.answer === answer)?.division ?? null;
}

/** The question whose answer leads to a division, and whether it has an answer. */
export function leadingQuestion(entry: TeamEntry, fields: AutosaveState["fields"]): { question: Question; answered: boolean } | null {
  const question = entry.form.questions.find(({ key }) => key === entry.division_by_answer?.question);
  return question ? { question, answered: String(fields[answerField(question.key, "zh")] ?? "") !== "" } : null;
}
