// G4: one entry, one sheet. Wide: entry and sheet side by side. Phone: the sheet is a drawer below the entry.
import { useMediaQuery } from "@mantine/hooks";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { judgeSheetQuery } from "../api/judge";
import type { JudgeSheet } from "../api/types";
import { usePick, Words } from "../shell/bilingual";
import { Icon } from "../shell/icons";
import { Instant } from "../shell/Instant";
import { PageTitle } from "../shell/PageTitle";
import { focusCriterion } from "./CriterionField";
import { EntryPane } from "./EntryPane";
import { Recusal } from "./Recusal";
import { SheetDrawer } from "./SheetDrawer";
import { SheetPanel } from "./SheetPanel";
import { SheetStateTag } from "./SheetParts";
import { useScoreSheet } from "./use-score-sheet";
import styles from "./SheetPage.module.css";

const route = getRouteApi("/signed-in/judge/assignments/$alias");

export function SheetPage() {
  const { alias } = route.useParams();
  const { data: sheet } = useSuspenseQuery(judgeSheetQuery(alias));
  // The next sheet is fetched while this one is read.
  useQuery({ ...judgeSheetQuery(sheet.next ?? ""), enabled: Boolean(sheet.next) });
  return <SheetView key={alias} sheet={sheet} />;
}

function SheetView({ sheet }: { sheet: JudgeSheet }) {
  const { t } = useTranslation("judge");
  const pickText = usePick();
  const score = useScoreSheet(sheet);
  const wide = useMediaQuery("(min-width: 1024px)", true, { getInitialValueInEffect: false });
  const first = sheet.rubric.criteria[0]?.key;
  const mayScore = sheet.may.score;
  useEffect(() => {
    if (first !== undefined && mayScore) focusCriterion(first);
  }, [first, mayScore]);
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <Link to="/judge" className={styles.back}><Icon name="back" /> {t("queue.short")}</Link>
        <div className={styles.name}>
          <PageTitle title={`${sheet.number} ${pickText(sheet.entry.title)}`} keepFocus={mayScore} hasErrors={score.missing.length > 0}>
            <span className={styles.number}>{sheet.number}</span> <Words of={sheet.entry.title} />
          </PageTitle>
        </div>
        <span className={styles.state}><SheetStateTag state={sheet.sheet.state} /></span>
        <nav className={styles.position} aria-label={t("sheet.order")}>
          <Step alias={sheet.previous} icon="back" label={t("sheet.previousEntry")} />
          <span>{sheet.position}/{sheet.of}</span>
          <Step alias={sheet.next} icon="next" label={t("sheet.nextEntry")} />
        </nav>
        {sheet.may.recuse ? <span className={styles.recuse}><Recusal alias={sheet.alias} number={sheet.number} /></span> : null}
      </div>
      <Notice sheet={sheet} />
      <div className={styles.split} data-alone={sheet.sheet.state === "reading"}>
        <EntryPane sheet={sheet} />
        {sheet.sheet.state === "reading" ? null : wide ? <SheetPanel sheet={sheet} score={score} /> : <SheetDrawer sheet={sheet} score={score} />}
      </div>
    </div>
  );
}

function Step({ alias, icon, label }: { alias: string | null | undefined; icon: "back" | "next"; label: string }) {
  if (!alias) return <span className={styles.step} aria-hidden="true" />;
  return (
    <Link to="/judge/assignments/$alias" params={{ alias }} className={styles.step} aria-label={label} title={label}>
      <Icon name={icon} />
    </Link>
  );
}

/** Why the sheet cannot be changed, where it cannot. */
function Notice({ sheet }: { sheet: JudgeSheet }) {
  const { t } = useTranslation("judge");
  if (sheet.may.score) return null;
  const { state } = sheet.sheet;
  if (state === "reading") return <p className="note" role="status">{t("notice.reading")}</p>;
  const words = state === "waived" ? t("notice.waived") : t(`notice.${sheet.heat.state}`);
  return (
    <p className="note" role="status">
      <span>{words} {sheet.heat.state === "planned" ? null : <Instant at={sheet.heat.closes_at} zone={sheet.edition.zone} short />}</span>
    </p>
  );
}
