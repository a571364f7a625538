// A question that is answered by rows: each row a group of boxes with ways to move and remove it, and one way to add another.
// Buttons move rows, so that it goes by keyboard and by thumb.
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { ListRow } from "../api/team";
import type { Issue, Language, Question, TeamEntry } from "../api/types";
import { countWords } from "../forms/word-count";
import { tagOf, usePick } from "../shell/bilingual";
import { useProblemText } from "../shell/problem-text";
import { cellId, emptyRow, listId, rowId, rowsField, rowsOfText, textOfRows, withRowMoved } from "./lists";
import type { ListField } from "./lists";
import styles from "./RowsField.module.css";

interface Props {
  entry: TeamEntry;
  question: Question;
  value: string;
  readOnly: boolean;
  onChange: (field: string, value: string) => void;
  onLeave: () => void;
}

export function RowsField({ entry, question, value, readOnly, onChange, onLeave }: Props) {
  const { t } = useTranslation("team");
  const sentence = useProblemText();
  const rows = rowsOfText(value);
  const put = (next: ListRow[]) => { onChange(rowsField(question.key), textOfRows(next, question)); };
  // Where the reader goes on after rows have moved: known once they are drawn.
  const goTo = useRef<string | null>(null);
  useEffect(() => {
    if (goTo.current === null) return;
    document.getElementById(goTo.current)?.focus();
    goTo.current = null;
  }, [value]);
  const first = question.fields[0];
  const firstBox = (row: number) => (first ? cellId(question.key, row, first.key, first.kind === "choice" ? "zh" : first.languages[0] ?? "zh") : rowId(question.key, row));
  const move = (from: number, to: number) => {
    goTo.current = rowId(question.key, to);
    put(withRowMoved(rows, from, to));
  };
  // What the server said of earlier rows says nothing of these.
  const known = textOfRows(entry.lists[question.key] ?? [], question) === value;
  const issues = known ? entry.issues.filter(({ pointer, code }) => pointer.startsWith(`/lists/${question.key}`) && code !== "answer_missing") : [];
  const whole = issues.find(({ pointer }) => pointer === `/lists/${question.key}`);
  const full = rows.length >= question.max_rows;
  return (
    <div className={styles.rows}>
      {rows.map((row, index) => (
        <Row
          key={index} question={question} row={row} index={index} of={rows.length} readOnly={readOnly} onLeave={onLeave}
          issues={issues.filter(({ pointer }) => `${pointer}/`.startsWith(`/lists/${question.key}/${index.toString()}/`))}
          onRow={(changed) => { put(rows.map((other, place) => (place === index ? changed : other))); }}
          onMove={(to) => { move(index, to); }}
          onRemove={() => { goTo.current = listId(question.key); put(rows.filter((_, place) => place !== index)); }}
        />
      ))}
      {whole ? <p className={styles.fault}>{sentence(whole.code, whole.params as Record<string, unknown>)}</p> : null}
      <div className="row">
        {readOnly ? null : (
          <Button
            id={listId(question.key)} size="sm" variant="default" disabled={full}
            onClick={() => { goTo.current = firstBox(rows.length); put([...rows, emptyRow(question)]); }}
          >
            {rows.length === 0 ? t("rows.first") : t("rows.add")}
          </Button>
        )}
        <span className="hint" role="status">{full && !readOnly ? t("rows.full", { most: question.max_rows }) : t("rows.count", { count: rows.length, most: question.max_rows })}</span>
      </div>
    </div>
  );
}

interface RowProps {
  question: Question;
  row: ListRow;
  index: number;
  of: number;
  readOnly: boolean;
  issues: Issue[];
  onRow: (row: ListRow) => void;
  onMove: (to: number) => void;
  onRemove: () => void;
  onLeave: () => void;
}

function Row({ question, row, index, of, readOnly, issues, onRow, onMove, onRemove, onLeave }: RowProps) {
  const { t } = useTranslation("team");
  const sentence = useProblemText();
  const place = index + 1;
  const own = issues.find(({ pointer }) => pointer === `/lists/${question.key}/${index.toString()}`);
  return (
    <fieldset id={rowId(question.key, index)} tabIndex={-1} className={styles.one} data-testid={`row-${question.key}-${index.toString()}`}>
      <legend className={styles.place}>{t("rows.place", { place, of })}</legend>
      <div className={styles.cells}>
        {question.fields.map((field) => (
          <Cell
            key={field.key} question={question} field={field} row={row} index={index} readOnly={readOnly} issues={issues} onLeave={onLeave}
            onText={(texts) => { onRow({ ...row, [field.key]: { zh: row[field.key]?.zh ?? "", en: row[field.key]?.en ?? "", ...texts } }); }}
          />
        ))}
      </div>
      {own ? <p className={styles.fault}>{sentence(own.code, own.params as Record<string, unknown>)}</p> : null}
      {readOnly ? null : (
        <div className={styles.acts}>
          <Button size="sm" variant="subtle" disabled={index === 0} aria-label={t("rows.upName", { place })} onClick={() => { onMove(index - 1); }}>{t("rows.up")}</Button>
          <Button size="sm" variant="subtle" disabled={place === of} aria-label={t("rows.downName", { place })} onClick={() => { onMove(index + 1); }}>{t("rows.down")}</Button>
          <Button size="sm" variant="subtle" color="cinnabar" aria-label={t("rows.removeName", { place })} onClick={onRemove}>{t("rows.remove")}</Button>
        </div>
      )}
    </fieldset>
  );
}

interface CellProps extends Pick<RowProps, "question" | "row" | "index" | "readOnly" | "issues" | "onLeave"> {
  field: ListField;
  onText: (texts: Partial<Record<Language, string>>) => void;
}

function Cell({ question, field, row, index, readOnly, issues, onText, onLeave }: CellProps) {
  const { t } = useTranslation("team");
  const pickText = usePick();
  const sentence = useProblemText();
  const at = `/lists/${question.key}/${index.toString()}/${field.key}`;
  const fault = (language: Language) => {
    const found = issues.find(({ pointer }) => pointer === `${at}/${language}`);
    return found ? sentence(found.code, found.params as Record<string, unknown>) : undefined;
  };
  const label = `${pickText(field.label)}${field.required ? "" : ` ${t("optional")}`}`;
  if (field.kind === "choice") {
    return (
      <NativeSelect
        id={cellId(question.key, index, field.key, "zh")} label={label} value={row[field.key]?.zh ?? ""} disabled={readOnly} error={fault("zh") ?? fault("en")}
        onChange={(event) => { onText({ zh: event.currentTarget.value, en: event.currentTarget.value }); }}
        data={[{ value: "", label: t("choice.none") }, ...field.choices.map((choice) => ({ value: choice.key, label: pickText(choice.label) }))]}
      />
    );
  }
  return field.languages.map((language) => {
    const text = row[field.key]?.[language] ?? "";
    const limit = field.limit[language] ?? null;
    const count = countWords(text, language);
    const words = limit !== null && count > limit ? t(`count.${language}`, { count, limit }) : undefined;
    return (
      <TextInput
        key={language} id={cellId(question.key, index, field.key, language)} lang={tagOf(language)} value={text} readOnly={readOnly}
        label={field.languages.length > 1 ? `${label} · ${language === "zh" ? "中文" : "English"}` : label} error={words ?? fault(language)} onBlur={onLeave}
        onChange={(event) => { onText({ [language]: event.currentTarget.value }); }}
      />
    );
  });
}
