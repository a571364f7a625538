// What is left to do, as tasks with few statuses: Not started, In progress, Done, Problem. Each links to its section.
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Question, TeamEntry } from "../api/types";
import type { AutosaveState } from "../forms/autosave";
import { parseNumber } from "../forms/amounts";
import { focusField } from "../forms/ErrorSummary";
import { countWords } from "../forms/word-count";
import { Words } from "../shell/bilingual";
import { Icon } from "../shell/icons";
import { brokenBound } from "./bounds";
import { divisionOf, hasDivision } from "./divisions";
import { answerField, answerId, DIVISION_ID, faultOf, isNeutral, issuesOf, slotId } from "./entry-source";
import { listId, rowsField, rowsOfText } from "./lists";
import styles from "./TaskList.module.css";

export type TaskStatus = "not_started" | "in_progress" | "done" | "problem";

export function statusOf(question: Question, entry: TeamEntry, fields: AutosaveState["fields"]): TaskStatus {
  if (question.kind === "list") {
    const empty = rowsOfText(fields[rowsField(question.key)]).length === 0;
    const wrong = entry.issues.some(({ pointer }) => `${pointer}/`.startsWith(`/lists/${question.key}/`));
    return empty ? "not_started" : wrong ? "in_progress" : "done";
  }
  const texts = question.languages.map((language) => ({
    text: String(fields[answerField(question.key, language)] ?? ""),
    language,
  }));
  const tooLong = texts.some(({ text, language }) => {
    const limit = question.limit[language];
    return limit != null && countWords(text, language) > limit;
  });
  const isOut = question.kind === "number" && texts.some(({ text }) => {
    const number = parseNumber(text);
    return number !== null && brokenBound(number, question) !== null;
  });
  if (tooLong || isOut || (isNeutral(question) && faultOf(question, entry))) return "problem";
  const filled = texts.filter(({ text }) => text.trim() !== "").length;
  if (filled === 0) return "not_started";
  const open = entry.issues.some(({ pointer }) => pointer.startsWith(`/answers/${question.key}`));
  return filled < texts.length || open ? "in_progress" : "done";
}

interface Props {
  entry: TeamEntry;
  state: AutosaveState;
}

export function TaskList({ entry, state }: Props) {
  const { t } = useTranslation("team");
  const left = issuesOf(entry).length;
  // Once more is asked for, that is all there is to do.
  const part = entry.supplement ? "supplement" : "entry";
  const questions = entry.form.questions.filter(({ when }) => when === part);
  const slots = entry.form.slots.filter(({ when }) => when === part);
  const asksDivision = part === "entry" && hasDivision(entry);
  const isLong = ({ kind }: Question) => kind === "text" || kind === "list";
  const basics = questions.filter((question) => !isLong(question));
  const answers = questions.filter(isLong);
  const group = (list: Question[]) => list.map((question) => (
    <Task
      key={question.key} field={question.kind === "list" ? listId(question.key) : answerId(question.key, question.languages[0] ?? "zh")}
      status={statusOf(question, entry, state.fields)}
    >
      <Words of={question.label} />{question.required ? null : <span className="hint"> {t("optional")}</span>}
    </Task>
  ));
  return (
    <nav className={styles.list} aria-label={t("tasks.title")}>
      <h2>{entry.supplement ? t("supplement.tasks") : t("tasks.title")}</h2>
      {basics.length > 0 || asksDivision ? (
        <>
          <h3>{t("tasks.basics")}</h3>
          <ul className="plain">
            {group(basics)}
            {asksDivision ? (
              <Task field={DIVISION_ID} status={divisionOf(entry, state.fields) ? "done" : "not_started"}>{t("division.title")}</Task>
            ) : null}
          </ul>
        </>
      ) : null}
      {answers.length > 0 ? <><h3>{t("tasks.describe")}</h3><ul className="plain">{group(answers)}</ul></> : null}
      {slots.length > 0 ? (
        <>
          <h3>{t("tasks.files")}</h3>
          <ul className="plain">
            {slots.map((slot) => (
              <Task
                key={slot.slot} field={slotId(slot.slot)}
                status={entry.attachments.some((attachment) => attachment.slot === slot.slot) ? "done" : "not_started"}
              >
                <Words of={slot.label} />{slot.required ? null : <span className="hint"> {t("optional")}</span>}
              </Task>
            ))}
          </ul>
        </>
      ) : null}
      <div className={styles.ways}>
        <Link to="/team/entries/$number/preview" params={{ number: entry.number }}>{t("preview.title")}</Link>
        {entry.may.submit || entry.may.supplement ? (
          <Link to="/team/entries/$number/check" params={{ number: entry.number }} className={styles.check}>
            {left > 0 ? t("tasks.checkLeft", { count: left }) : t("tasks.check")}
          </Link>
        ) : null}
      </div>
    </nav>
  );
}

const TONE: Record<TaskStatus, string> = { not_started: "", in_progress: "wait", done: "good", problem: "bad" };

function Task({ field, status, children }: { field: string; status: TaskStatus; children: React.ReactNode }) {
  const { t } = useTranslation("team");
  return (
    <li className={styles.task}>
      <a href={`#${field}`} onClick={(event) => { event.preventDefault(); focusField(field); }}>{children}</a>
      <span className={`tag ${TONE[status]}`}>
        {status === "done" ? <Icon name="check" /> : status === "problem" ? <Icon name="alert" /> : null}
        {t(`status.${status}`)}
      </span>
    </li>
  );
}
