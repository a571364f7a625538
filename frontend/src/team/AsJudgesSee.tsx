// The entry as judges will read it, in one language at a time, with links to change where the draft is open.
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ownAttachmentUrl } from "../api/team";
import type { Language, Question, TeamEntry } from "../api/types";
import type { AutosaveState } from "../forms/autosave";
import { useBytes } from "../forms/bytes";
import { tagOf, useLanguage, Words } from "../shell/bilingual";
import { Icon } from "../shell/icons";
import { readable, splitAmount } from "../forms/amounts";
import { answerField, answerId, slotId } from "./entry-source";
import styles from "./AsJudgesSee.module.css";

interface Props {
  entry: TeamEntry;
  state: AutosaveState;
  withChange?: boolean;
}

export function AsJudgesSee({ entry, state, withChange = false }: Props) {
  const { t } = useTranslation("team");
  const reader = useLanguage();
  const size = useBytes();
  const [chosen, setChosen] = useState<Language | null>(null);
  const language = chosen ?? reader;
  const change = (hash: string) => (withChange && entry.may.edit ? (
    <Link to="/team/entries/$number" params={{ number: entry.number }} hash={hash}>{t("check.change")}</Link>
  ) : null);
  return (
    <section className="card stack" aria-label={t("preview.title")}>
      <div className={styles.languages} role="group" aria-label={t("preview.language")}>
        {(["zh", "en"] as const).map((option) => (
          <button key={option} type="button" lang={tagOf(option)} aria-pressed={option === language} onClick={() => { setChosen(option); }}>
            {option === "zh" ? "中文" : "English"}
          </button>
        ))}
      </div>
      <dl className={styles.answers}>
        {entry.form.questions.filter((question) => question.judges).map((question) => (
          <div key={question.key}>
            <dt><Words of={question.label} in={language} /> {change(answerId(question.key, language))}</dt>
            <dd lang={tagOf(language)} className="pre measure">
              <Answer question={question} text={String(state.fields[answerField(question.key, language)] ?? "")} language={language} />
            </dd>
          </div>
        ))}
        {entry.form.slots.filter((slot) => slot.judges).map((slot) => {
          const attachment = entry.attachments.find((candidate) => candidate.slot === slot.slot);
          return (
            <div key={slot.slot}>
              <dt><Words of={slot.label} in={language} /> {change(slotId(slot.slot))}</dt>
              <dd>
                {attachment ? (
                  <><Icon name="file" /> <a href={ownAttachmentUrl(entry.number, slot.slot)} target="_blank" rel="noreferrer">{attachment.name}</a> <span className="hint">{size(attachment.bytes)}</span></>
                ) : <span className="hint">{t("preview.noFile")}</span>}
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
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
    case "text": return <>{text}</>;
  }
}
