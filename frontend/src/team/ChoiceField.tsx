// A choice: radio cells for a few, the platform's own list for many, with a box above it that narrows the list.
// One answer for both languages: its key.
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Question } from "../api/types";
import { useLanguage, usePick, Words } from "../shell/bilingual";
import { bothNames, narrowed } from "./choices";
import { answerField, answerId } from "./entry-source";
import styles from "./QuestionField.module.css";

/** More than these are read in a list. */
const FEW = 8;

interface Props {
  question: Question;
  value: string;
  readOnly: boolean;
  onChange: (field: string, value: string) => void;
}

export function ChoiceField({ question, value, readOnly, onChange }: Props) {
  const choose = (key: string) => {
    for (const language of ["zh", "en"] as const) onChange(answerField(question.key, language), key);
  };
  const many = question.choices.length > FEW;
  const Field = many ? List : Cells;
  return <Field question={question} value={value} readOnly={readOnly} choose={choose} />;
}

type FieldProps = Omit<Props, "onChange"> & { choose: (key: string) => void };

function Cells({ question, value, readOnly, choose }: FieldProps) {
  const { t } = useTranslation("team");
  const first = question.languages[0] ?? "zh";
  return (
    <div className={styles.choices}>
      {question.choices.map(({ key, label }, index) => (
        <label key={key} className={styles.choice}>
          <input
            type="radio" name={answerField(question.key, "zh")} value={key} checked={value === key} disabled={readOnly}
            id={index === 0 ? answerId(question.key, first) : undefined} onChange={() => { choose(key); }}
          />
          <span><Words of={label} /></span>
        </label>
      ))}
      {!question.required && value !== "" && !readOnly ? (
        <div><Button size="sm" variant="subtle" px={8} onClick={() => { choose(""); }}>{t("choice.clear")}</Button></div>
      ) : null}
    </div>
  );
}

function List({ question, value, readOnly, choose }: FieldProps) {
  const { t } = useTranslation("team");
  const language = useLanguage();
  const pickText = usePick();
  const [typed, setTyped] = useState("");
  const found = narrowed(question.choices, typed);
  const chosen = question.choices.find(({ key }) => key === value);
  // What is chosen stays in the list, or the list would show something else.
  const shown = chosen && !found.includes(chosen) ? [chosen, ...found] : found;
  const takeFirst = (event: React.KeyboardEvent) => {
    const [first] = found;
    if (event.key !== "Enter" || event.nativeEvent.isComposing || typed.trim() === "" || !first) return;
    event.preventDefault();
    choose(first.key);
    setTyped("");
  };
  const id = answerId(question.key, question.languages[0] ?? "zh");
  return (
    <div className={styles.list}>
      {/* What goes from less to more is found by its place, not by its name. */}
      {readOnly || question.ordered ? null : (
        <TextInput
          label={t("choice.search")} value={typed} autoComplete="off" spellCheck={false} aria-controls={id}
          onChange={(event) => { setTyped(event.currentTarget.value); }} onKeyDown={takeFirst}
        />
      )}
      <NativeSelect
        id={id} label={t("choice.list")} value={value} disabled={readOnly}
        onChange={(event) => { choose(event.currentTarget.value); setTyped(""); }}
      >
        <option value="">{t("choice.none")}</option>
        {shown.map((choice) => <option key={choice.key} value={choice.key}>{bothNames(choice, language)}</option>)}
      </NativeSelect>
      <p className="hint" role="status">
        {typed.trim() === "" ? null : found[0]
          ? t("choice.found", { count: found.length, first: pickText(found[0].label) })
          : t("choice.notFound", { typed })}
      </p>
    </div>
  );
}
