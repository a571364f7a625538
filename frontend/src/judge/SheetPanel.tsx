// The right half of a wide screen: all criteria at once, comment, total, submit.
import { Button, Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { JudgeSheet } from "../api/types";
import { CriterionField } from "./CriterionField";
import { SheetErrors, SheetTotal } from "./SheetParts";
import type { ScoreSheet } from "./use-score-sheet";
import styles from "./SheetPage.module.css";

interface Props {
  sheet: JudgeSheet;
  score: ScoreSheet;
}

export function CommentField({ sheet, score }: Props) {
  const { t } = useTranslation("judge");
  const text = String(score.state.fields.comment ?? "");
  const limit = sheet.rubric.comment.max_chars;
  const length = [...text].length;
  return (
    <Textarea
      id="sheet-comment" label={t("sheet.comment")} size="sm" autosize minRows={2} maxRows={6} value={text} disabled={!sheet.may.score}
      onChange={(event) => { score.engine.set("comment", event.currentTarget.value); }}
      error={length > limit ? t("sheet.commentLong", { count: length, limit }) : undefined}
      description={length > limit * 0.8 ? t("sheet.commentCount", { count: length, limit }) : undefined}
    />
  );
}

export function SheetPanel({ sheet, score }: Props) {
  const { t } = useTranslation("judge");
  return (
    <section className={styles.panel} aria-label={t("sheet.name")}>
      <div className={styles.scroll}>
        <SheetErrors sheet={sheet} score={score} />
        {sheet.rubric.criteria.map((criterion, index) => (
          <CriterionField
            key={criterion.key} criterion={criterion} steps={score.marks[criterion.key] ?? null}
            missing={score.missing.includes(criterion.key)} disabled={!sheet.may.score}
            onMark={(steps) => { score.mark(criterion.key, steps); }}
            onFocus={() => { score.arrive(index); }}
            onKeyDown={(event) => { score.onKeyDown(index, event); }}
          />
        ))}
        <div className={styles.comment}><CommentField sheet={sheet} score={score} /></div>
      </div>
      <div className={styles.foot}>
        <SheetTotal sheet={sheet} score={score} />
        {sheet.may.submit ? (
          <Button loading={score.submitting} onClick={() => { void score.submit(true); }}>{t("sheet.submitNext")}</Button>
        ) : null}
      </div>
    </section>
  );
}
