// One criterion: a fieldset of radio cells whose legend says criterion, weight and the anchor of the focused level.
// Only shows and emits; the page holds the marks and the focus.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Criterion } from "../api/types";
import { Words } from "../shell/bilingual";
import { levelAt, scaleOf, split, stepsOf, valueText } from "./marks";
import styles from "./CriterionField.module.css";

interface Props {
  criterion: Criterion;
  steps: number | null;
  missing: boolean;
  disabled: boolean;
  /** Leaves the row of parts to the caller. */
  withoutParts?: boolean;
  onMark: (steps: number | null) => void;
  onFocus: () => void;
  onKeyDown: (event: React.KeyboardEvent) => void;
}

export function criterionId(key: string): string {
  return `criterion-${key}`;
}

/** Puts the focus on a criterion: its set cell, or its first. */
export function focusCriterion(key: string) {
  const field = document.getElementById(criterionId(key));
  const target = field?.querySelector<HTMLElement>("input[data-cell]:checked, input[data-typed]")
    ?? field?.querySelector<HTMLElement>("input[data-cell]");
  target?.focus({ preventScroll: true });
  field?.scrollIntoView({ block: "nearest" });
}

export function CriterionField(props: Props) {
  const { criterion, steps, missing, disabled, withoutParts = false, onMark, onFocus, onKeyDown } = props;
  const { t } = useTranslation("judge");
  const [pointed, setPointed] = useState<number | null>(null);
  const scale = scaleOf(criterion);
  const { cell, part } = steps === null ? { cell: null, part: 0 } : split(steps, scale);
  const level = levelAt(pointed ?? steps, criterion);
  const id = criterionId(criterion.key);
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of the radio cells inside, heard in one place
    <fieldset
      id={id} className={styles.field} data-missing={missing} disabled={disabled}
      onFocus={onFocus} onKeyDown={onKeyDown} aria-describedby={missing ? `${id}-missing` : undefined}
    >
      <legend className={styles.legend}>
        <span className={styles.title}>
          <Words of={criterion.title} /> <span className={styles.share}>{criterion.share_percent}%</span>
        </span>
        <span className={styles.anchor}>
          {level ? <>{valueText(level.steps, criterion.step)} = <Words of={level.text} /></> : <Words of={criterion.help} />}
        </span>
      </legend>
      <output className={styles.value} data-unset={steps === null}>
        {steps === null ? <><span aria-hidden="true">—</span><span className="sr">{t("sheet.unset")}</span></> : valueText(steps, criterion.step)}
      </output>
      {scale.typed ? (
        <TypedMark key={steps ?? "unset"} criterion={criterion} steps={steps} onMark={onMark} />
      ) : (
        <div className={styles.cells} data-count={scale.cells.length}>
          {scale.cells.map((value) => (
            // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- pointing only previews the anchor text
            <label key={value} className={styles.cell} onMouseEnter={() => { setPointed(value); }} onMouseLeave={() => { setPointed(null); }}>
              <input
                type="radio" name={id} data-cell checked={cell === value} value={value}
                onChange={() => { onMark(value); }}
                // A mark that stands already is confirmed by another press, which changes nothing but goes on.
                onClick={() => { if (cell === value) onMark(steps); }}
              />
              <span>{valueText(value, criterion.step)}</span>
            </label>
          ))}
        </div>
      )}
      {scale.parts.length > 0 && !withoutParts ? (
        <Parts criterion={criterion} cell={cell} part={part} parts={scale.parts} onMark={onMark} />
      ) : null}
      {missing ? <p id={`${id}-missing`} className={styles.missing}>{t("sheet.missing")}</p> : null}
    </fieldset>
  );
}

interface PartsProps {
  criterion: Criterion;
  cell: number | null;
  part: number;
  parts: number[];
  onMark: (steps: number) => void;
}

/** The part above a whole mark, for rubrics with steps below one. */
export function Parts({ criterion, cell, part, parts, onMark }: PartsProps) {
  const { t } = useTranslation("judge");
  return (
    <div className={styles.parts} role="group" aria-label={t("sheet.parts")}>
      {[0, ...parts].map((value) => {
        const possible = cell !== null && cell + value <= criterion.max_steps;
        const text = `+${valueText(value, criterion.step)}`.replace("+0.", "+.");
        return (
          <button
            key={value} type="button" className={styles.part} disabled={!possible}
            aria-pressed={possible && part === value} aria-label={t("sheet.part", { part: valueText(value, criterion.step) })}
            onClick={() => { if (cell !== null) onMark(cell + value); }}
          >
            {text}
          </button>
        );
      })}
    </div>
  );
}

function TypedMark({ criterion, steps, onMark }: Pick<Props, "criterion" | "steps" | "onMark">) {
  const { t } = useTranslation("judge");
  const [text, setText] = useState(steps === null ? "" : valueText(steps, criterion.step));
  const [wrong, setWrong] = useState(false);
  const range = { min: valueText(criterion.min_steps, criterion.step), max: valueText(criterion.max_steps, criterion.step) };
  const commit = () => {
    const value = text.trim() === "" ? null : stepsOf(text, criterion);
    setWrong(text.trim() !== "" && value === null);
    if ((text.trim() === "" || value !== null) && value !== steps) onMark(value);
  };
  return (
    <label className={styles.typed}>
      <span className="hint">{t("sheet.typed", { ...range, step: criterion.step })}</span>
      <input
        data-typed inputMode="decimal" autoComplete="off" value={text} aria-invalid={wrong}
        onChange={(event) => { setText(event.currentTarget.value); }} onBlur={commit}
        onKeyDown={(event) => { if (event.key === "Enter") commit(); }}
      />
      {wrong ? <span className={styles.missing}>{t("sheet.typedWrong", range)}</span> : null}
    </label>
  );
}
