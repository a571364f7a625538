// The entry as judges will read it, in one language at a time. Before submitting, also what they do not see, each with a way
// to change it.
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ownAttachmentUrl } from "../api/team";
import type { ListRow } from "../api/team";
import type { Language, Question, Slot, TeamEntry } from "../api/types";
import type { AutosaveState } from "../forms/autosave";
import { useBytes } from "../forms/bytes";
import { AnswerRows } from "../shell/AnswerRows";
import { tagOf, useLanguage, usePick, Words } from "../shell/bilingual";
import { Icon } from "../shell/icons";
import { readable, splitAmount } from "../forms/amounts";
import { divisionOf, hasDivision } from "./divisions";
import { answerField, answerId, DIVISION_ID, isNeutral, isOpen, slotId } from "./entry-source";
import { isBlankRow, listId, rowsField, rowsOfText, saidIn } from "./lists";
import styles from "./AsJudgesSee.module.css";

interface Props {
  entry: TeamEntry;
  state: AutosaveState;
  /** Everything, to be checked, with links to change it where the draft is open. */
  toCheck?: boolean;
}

export function AsJudgesSee({ entry, state, toCheck = false }: Props) {
  const { t } = useTranslation("team");
  const reader = useLanguage();
  const [chosen, setChosen] = useState<Language | null>(null);
  const language = chosen ?? reader;
  const { questions, slots } = entry.form;
  const parts = { entry, state, language, withChange: toCheck };
  const hasRest = hasDivision(entry) || questions.some(({ judges }) => !judges) || slots.some(({ judges }) => !judges);
  return (
    <section className="card stack" aria-label={t("preview.title")}>
      <div className={styles.languages} role="group" aria-label={t("preview.language")}>
        {(["zh", "en"] as const).map((option) => (
          <button key={option} type="button" lang={tagOf(option)} aria-pressed={option === language} onClick={() => { setChosen(option); }}>
            {option === "zh" ? "中文" : "English"}
          </button>
        ))}
      </div>
      {toCheck && hasRest ? <h2 className={styles.seen}>{t("check.seen")}</h2> : null}
      <Lines {...parts} questions={questions.filter(({ judges }) => judges)} slots={slots.filter(({ judges }) => judges)} />
      {toCheck && hasRest ? (
        <>
          <div className={styles.rest}>
            <h2>{t("check.rest")}</h2>
            <p className="hint">{t("check.restLead")}</p>
          </div>
          <Lines {...parts} questions={questions.filter(({ judges }) => !judges)} slots={slots.filter(({ judges }) => !judges)} withDivision />
        </>
      ) : null}
    </section>
  );
}

/** The box to change an answer in: a choice or a figure has one for both languages. */
function boxOf(question: Question, language: Language): string {
  if (question.kind === "list") return listId(question.key);
  const first = question.languages[0] ?? language;
  return answerId(question.key, isNeutral(question) || !question.languages.includes(language) ? first : language);
}

interface LinesProps {
  entry: TeamEntry;
  state: AutosaveState;
  language: Language;
  withChange: boolean;
  withDivision?: boolean;
  questions: Question[];
  slots: Slot[];
}

function Lines({ entry, state, language, withChange, withDivision = false, questions, slots }: LinesProps) {
  const { t } = useTranslation("team");
  const size = useBytes();
  const division = divisionOf(entry, state.fields);
  const change = (hash: string, asked: { when: Question["when"] }) => (withChange && isOpen(entry, asked) ? (
    <Link to="/team/entries/$number" params={{ number: entry.number }} hash={hash}>{t("check.change")}</Link>
  ) : null);
  return (
    <dl className={styles.answers}>
      {withDivision && hasDivision(entry) ? (
        <div>
          <dt>{t("division.title")} {entry.may.choose_division ? change(DIVISION_ID, { when: "entry" }) : null}</dt>
          <dd>{division ? <Words of={division.title} in={language} /> : <span className="hint">{t("division.none")}</span>}</dd>
        </div>
      ) : null}
      {questions.map((question) => (
        <div key={question.key}>
          <dt><Words of={question.label} in={language} /> {change(boxOf(question, language), question)}</dt>
          <dd lang={tagOf(language)} className="pre measure">
            {question.kind === "list"
              ? <Rows question={question} rows={rowsOfText(state.fields[rowsField(question.key)])} language={language} />
              : <Answer question={question} text={String(state.fields[answerField(question.key, language)] ?? "")} language={language} />}
          </dd>
        </div>
      ))}
      {slots.map((slot) => {
        const attachment = entry.attachments.find((candidate) => candidate.slot === slot.slot);
        return (
          <div key={slot.slot}>
            <dt><Words of={slot.label} in={language} /> {change(slotId(slot.slot), slot)}</dt>
            <dd>
              {attachment ? (
                <><Icon name="file" /> <a href={ownAttachmentUrl(entry.number, slot.slot)} target="_blank" rel="noreferrer">{attachment.name}</a> <span className="hint">{size(attachment.bytes)}</span></>
              ) : <span className="hint">{t("preview.noFile")}</span>}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function Rows({ question, rows, language }: { question: Question; rows: ListRow[]; language: Language }) {
  const { t } = useTranslation("team");
  const pickText = usePick();
  const filled = rows.filter((row) => !isBlankRow(row));
  if (filled.length === 0) return <span className="hint">{t("preview.noAnswer")}</span>;
  const columns = question.fields.map(({ label }) => pickText(label));
  const cells = filled.map((row) => question.fields.map((field) => ({ zh: saidIn(row, field, "zh"), en: saidIn(row, field, "en") })));
  return <AnswerRows columns={columns} rows={cells} language={language} />;
}

function Answer({ question, text, language }: { question: Question; text: string; language: Language }) {
  const { t } = useTranslation("team");
  if (text.trim() === "" || !question.languages.includes(language)) return <span className="hint">{t("preview.noAnswer")}</span>;
  switch (question.kind) {
    case "choice": {
      const choice = question.choices.find(({ key }) => key === text);
      return choice ? <Words of={choice.label} in={language} /> : <>{text}</>;
    }
    case "number": return <>{readable(text, language)}{question.unit ? <> <Words of={question.unit} in={language} /></> : null}</>;
    case "money": {
      const { amount, currency } = splitAmount(text);
      return <>{currency} {readable(amount, language)}</>;
    }
    case "line":
    case "text":
    case "list": return <>{text}</>;
  }
}
