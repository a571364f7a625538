// One question: its help, why it is asked, and what its kind is answered with. Words have a box per language; typing past
// a limit goes on, and the counter says so.
import { Skeleton, Textarea, TextInput } from "@mantine/core";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import type { Language, Question, TeamEntry } from "../api/types";
import type { AutosaveState } from "../forms/autosave";
import { countWords, excessOf } from "../forms/word-count";
import { tagOf, Words } from "../shell/bilingual";
import { useProblemText } from "../shell/problem-text";
import { AmountField } from "./AmountField";
import { ChoiceField } from "./ChoiceField";
import { answerField, answerId, faultOf, isOpen } from "./entry-source";
import { rowsField } from "./lists";
import styles from "./QuestionField.module.css";

// Most forms ask for no list.
const RowsField = lazy(async () => ({ default: (await import("./RowsField")).RowsField }));

interface Props {
  entry: TeamEntry;
  question: Question;
  fields: AutosaveState["fields"];
  onChange: (field: string, value: string) => void;
  onLeave: () => void;
}

export function QuestionField({ entry, question, fields, onChange, onLeave }: Props) {
  const { t } = useTranslation("team");
  const sentence = useProblemText();
  const readOnly = !isOpen(entry, question);
  const neutral = String(fields[answerField(question.key, "zh")] ?? "");
  // What the server said of an earlier text says nothing of this one.
  const fault = entry.answers[question.key]?.zh === neutral ? faultOf(question, entry) : undefined;
  const help = question.help.zh.trim() === "" && question.help.en.trim() === "" ? null : question.help;
  return (
    <fieldset className={styles.question} data-testid={`question-${question.key}`}>
      <legend>
        <Words of={question.label} />{question.required ? null : <span className="hint"> {t("optional")}</span>}
      </legend>
      {help ? <p className="hint measure"><Words of={help} /></p> : null}
      {question.why ? <p className={styles.why}><Words of={question.why} /></p> : null}
      {question.kind === "choice" ? (
        <ChoiceField question={question} value={neutral} readOnly={readOnly} onChange={onChange} />
      ) : question.kind === "list" ? (
        <Suspense fallback={<Skeleton height={120} />}>
          <RowsField
            entry={entry} question={question} value={String(fields[rowsField(question.key)] ?? "")} readOnly={readOnly}
            onChange={onChange} onLeave={onLeave}
          />
        </Suspense>
      ) : question.kind === "number" || question.kind === "money" ? (
        <AmountField
          question={question} value={neutral} readOnly={readOnly} onChange={onChange} onLeave={onLeave}
          fault={fault ? sentence(fault.code, fault.params as Record<string, unknown>) : null}
        />
      ) : (
        question.languages.map((language) => (
          <Box
            key={language} question={question} language={language} readOnly={readOnly}
            text={String(fields[answerField(question.key, language)] ?? "")} onChange={onChange} onLeave={onLeave}
          />
        ))
      )}
    </fieldset>
  );
}

interface BoxProps {
  question: Question;
  language: Language;
  text: string;
  readOnly: boolean;
  onChange: (field: string, value: string) => void;
  onLeave: () => void;
}

function Box({ question, language, text, readOnly, onChange, onLeave }: BoxProps) {
  const { t } = useTranslation("team");
  const limit = question.limit[language] ?? null;
  const count = countWords(text, language);
  const over = limit !== null && count > limit;
  const near = limit !== null && count >= limit * 0.8;
  const unit = t(`count.${language}`, { count, limit });
  const box = {
    id: answerId(question.key, language),
    // The box is labelled in the language it takes.
    label: language === "zh" ? "中文" : "English",
    labelProps: { lang: tagOf(language) },
    lang: tagOf(language),
    value: text,
    readOnly,
    onChange: (event: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      onChange(answerField(question.key, language), event.currentTarget.value);
    },
    onBlur: onLeave,
    error: over ? <Over excess={excessOf(text, language, limit)} words={unit} /> : undefined,
    description: near && !over ? unit : limit !== null && text === "" ? t(`limit.${language}`, { limit }) : undefined,
    inputWrapperOrder: ["label", "input", "description", "error"] as ("label" | "input" | "description" | "error")[],
  };
  return question.kind === "line" ? <TextInput {...box} /> : <Textarea {...box} autosize minRows={3} maxRows={24} />;
}

function Over({ excess, words }: { excess: string; words: string }) {
  const { t } = useTranslation("team");
  const shown = excess.length > 160 ? `${excess.slice(0, 160)}…` : excess;
  return <>{words}<br />{t("count.over")} <mark className={styles.excess}>{shown}</mark></>;
}
