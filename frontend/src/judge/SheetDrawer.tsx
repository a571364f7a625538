// The phone's sheet: a drawer at the bottom with one criterion at a time; a tap marks and goes on.
import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { JudgeSheet } from "../api/types";
import { Words } from "../shell/bilingual";
import { Icon } from "../shell/icons";
import { CriterionField, Parts } from "./CriterionField";
import { scaleOf, split, valueText } from "./marks";
import { CommentField } from "./SheetPanel";
import { SheetErrors, SheetTotal } from "./SheetParts";
import type { ScoreSheet } from "./use-score-sheet";
import styles from "./SheetPage.module.css";

interface Props {
  sheet: JudgeSheet;
  score: ScoreSheet;
}

export function SheetDrawer({ sheet, score }: Props) {
  const { t } = useTranslation("judge");
  const [open, setOpen] = useState(true);
  const [comments, setComments] = useState(false);
  const { criteria } = sheet.rubric;
  const at = Math.min(score.focus.at, criteria.length - 1);
  const criterion = criteria[at];
  if (!criterion) return null;
  const steps = score.marks[criterion.key] ?? null;
  const follows = steps === null && score.focus.justMarked !== null ? criteria[score.focus.justMarked] : undefined;
  const tap = (mark: number | null) => {
    score.mark(criterion.key, mark);
    score.moveTo({ at: Math.min(at + 1, criteria.length - 1), justMarked: at });
  };
  const step = (to: number) => { score.moveTo({ at: to, justMarked: null }); };
  return (
    <section className={styles.drawer} aria-label={t("sheet.name")} data-open={open}>
      <div className={styles.tools}>
        <button type="button" className={styles.tool} aria-label={t("sheet.previous")} disabled={at === 0 || comments} onClick={() => { step(at - 1); }}>
          <Icon name="back" />
        </button>
        <span className={styles.count}>{t("sheet.drawer", { at: at + 1, of: criteria.length })}</span>
        <button type="button" className={styles.tool} aria-label={t("sheet.next")} disabled={at === criteria.length - 1 || comments} onClick={() => { step(at + 1); }}>
          <Icon name="next" />
        </button>
        <button type="button" className={styles.tool} aria-pressed={comments} onClick={() => { setComments(!comments); setOpen(true); }}>
          {t("sheet.commentShort")}
        </button>
        <button type="button" className={styles.tool} aria-expanded={open} aria-label={t("sheet.fold")} onClick={() => { setOpen(!open); }}>
          <Icon name={open ? "down" : "up"} />
        </button>
      </div>
      {open ? (
        <div className={styles.drawerBody}>
          <SheetErrors sheet={sheet} score={score} />
          {comments ? <CommentField sheet={sheet} score={score} /> : (
            <>
              <CriterionField
                key={criterion.key} criterion={criterion} steps={steps} withoutParts={follows !== undefined}
                missing={score.missing.includes(criterion.key)} disabled={!sheet.may.score} onMark={tap}
                onFocus={() => { score.arrive(at); }} onKeyDown={(event) => { score.onKeyDown(at, event); }}
              />
              {follows ? <PartsOfLast criterion={follows} score={score} /> : null}
            </>
          )}
        </div>
      ) : null}
      <div className={styles.foot}>
        <SheetTotal sheet={sheet} score={score} />
        {sheet.may.submit ? (
          <Button loading={score.submitting} onClick={() => { void score.submit(true); }}>{t("sheet.submitNext")}</Button>
        ) : null}
      </div>
    </section>
  );
}

/** After a tap has gone on, the part of the mark just given is still within reach. */
function PartsOfLast({ criterion, score }: { criterion: JudgeSheet["rubric"]["criteria"][number]; score: ScoreSheet }) {
  const scale = scaleOf(criterion);
  const steps = score.marks[criterion.key] ?? null;
  if (scale.parts.length === 0 || steps === null) return null;
  const { cell, part } = split(steps, scale);
  return (
    <div className={styles.last}>
      <span className="hint"><Words of={criterion.title} /> {valueText(steps, criterion.step)}</span>
      <Parts criterion={criterion} cell={cell} part={part} parts={scale.parts} onMark={(value) => { score.mark(criterion.key, value); }} />
    </div>
  );
}
