// Parts that the wide panel and the phone drawer have in common: errors, conflicts, total, state.
import { useTranslation } from "react-i18next";
import type { JudgeSheet, SheetState } from "../api/types";
import { ConflictChoice } from "../forms/ConflictChoice";
import { ErrorSummary } from "../forms/ErrorSummary";
import { usePick } from "../shell/bilingual";
import { Icon } from "../shell/icons";
import { useProblemSentence } from "../shell/problem-text";
import { totalSoFar, valueText } from "./marks";
import { criterionId } from "./CriterionField";
import { markField } from "./sheet-source";
import type { ScoreSheet } from "./use-score-sheet";
import styles from "./SheetPage.module.css";

interface Props {
  sheet: JudgeSheet;
  score: ScoreSheet;
}

export function SheetErrors({ sheet, score }: Props) {
  const { t } = useTranslation("judge");
  const pickText = usePick();
  const sentence = useProblemSentence();
  const { missing, error, attempt, state } = score;
  const titleOf = (key: string) => {
    const criterion = sheet.rubric.criteria.find((candidate) => candidate.key === key);
    return criterion ? pickText(criterion.title) : key;
  };
  const labelOf = (field: string) => (field === "comment" ? t("sheet.comment") : titleOf(field.slice(markField("").length)));
  const show = (field: string, value: string | number | null) => {
    if (value === null || value === "") return t("sheet.unset");
    const criterion = sheet.rubric.criteria.find(({ key }) => markField(key) === field);
    return criterion ? valueText(Number(value), criterion.step) : String(value);
  };
  return (
    <>
      {missing.length > 0 ? (
        <ErrorSummary
          keepFocus attempt={attempt} title={t("sheet.missingTitle", { count: missing.length })}
          items={missing.map((key) => ({ field: criterionId(key), text: titleOf(key) }))}
        />
      ) : null}
      {error === null ? null : (
        <ErrorSummary title={t("sheet.notSubmitted")} items={[{ text: sentence(error) }]} attempt={attempt} keepFocus />
      )}
      <ConflictChoice conflicts={state.conflicts} labelOf={labelOf} show={show} onChoose={(field, side) => { score.engine.resolve(field, side); }} />
    </>
  );
}

export function SheetTotal({ sheet, score }: Props) {
  const { t } = useTranslation("judge");
  const settled = score.state.unsent === 0 ? sheet.sheet.total : null;
  const total = settled ?? totalSoFar(sheet.rubric.criteria, score.marks, sheet.rubric.max_total);
  return (
    <p className={styles.total}>
      <span className="hint">{t(sheet.may.score && sheet.sheet.state !== "submitted" ? "sheet.total" : "sheet.totalDone")}</span>
      <span><strong>{total}</strong> / {sheet.rubric.max_total}</span>
    </p>
  );
}

const TONE: Record<SheetState, string> = {
  not_started: "", draft: "wait", reading: "", submitted: "good", recused: "info", waived: "info",
};

export function SheetStateTag({ state, scored, criteria }: { state: SheetState; scored?: number; criteria?: number }) {
  const { t } = useTranslation("judge");
  const words = state === "draft" && scored !== undefined ? t("state.draftCount", { scored, criteria }) : t(`state.${state}`);
  return (
    <span className={`tag ${TONE[state]}`}>
      {state === "submitted" ? <Icon name="check" /> : null}{words}
    </span>
  );
}
