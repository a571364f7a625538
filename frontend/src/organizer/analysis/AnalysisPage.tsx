// O9 and O10, plain: how sure the figures of a closed heat are, who is too close to the line, and how judges scored.
// Advice beside the standing; nothing here changes it.
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { analysisQuery } from "../../api/analysis";
import type { HeatAnalysis } from "../../api/types";
import { usePick } from "../../shell/bilingual";
import { Icon } from "../../shell/icons";
import { PageTitle } from "../../shell/PageTitle";
import { HeatLinks } from "../HeatActions";
import { HeatStateTag } from "../HeatParts";
import { AdjustmentNote } from "./AdjustmentNote";
import { CutLines } from "./CutLines";
import { EntryPictures } from "./EntryPictures";
import { JudgePictures } from "./JudgePictures";
import styles from "./Analysis.module.css";

const route = getRouteApi("/signed-in/editions/$edition/heats/$heat/analysis");

export function AnalysisPage() {
  const { t } = useTranslation("analysis");
  const pickText = usePick();
  const { edition, heat } = route.useParams();
  const { data: analysis } = useSuspenseQuery(analysisQuery(edition, heat));
  const name = pickText(analysis.heat.title);
  const told = analysis.adjustment.used !== "panel";
  return (
    <div className="page wide">
      <div className="page-head">
        <div>
          <p className="hint"><Link to="/editions/$edition/heats/$heat" params={{ edition, heat }} className="back"><Icon name="back" />{name}</Link></p>
          <PageTitle title={`${t("title")} ${name}`}>{t("of", { heat: name })}</PageTitle>
          <p><HeatStateTag state={analysis.heat.state} /></p>
        </div>
        <HeatLinks edition={edition} heat={analysis.heat} onAnalysis />
      </div>
      <p className="note measure">{t("advice")}</p>
      <Facts analysis={analysis} />
      {analysis.entries.length === 0 ? <p className="note">{t("empty")}</p> : null}
      {told && analysis.lines.length > 0 ? <CutLines analysis={analysis} /> : null}
      {analysis.entries.length > 0 ? <EntryPictures edition={edition} analysis={analysis} /> : null}
      {analysis.judges.length > 0 ? <JudgePictures analysis={analysis} /> : null}
    </div>
  );
}

function Facts({ analysis }: { analysis: HeatAnalysis }) {
  const { t } = useTranslation("analysis");
  const { reliability } = analysis;
  const percent = (part: number) => t("percent", { value: Math.round(100 * part) });
  return (
    <section className="card stack" aria-labelledby="facts">
      <h2 id="facts">{t("facts.title")}</h2>
      <dl className={styles.facts}>
        <div><dt>{t("facts.readings")}</dt><dd>{analysis.readings.toFixed(1)}</dd></div>
        <div><dt>{t("facts.load")}</dt><dd>{Math.round(analysis.median_load)}</dd></div>
        <div><dt>{t("facts.one")}</dt><dd>{reliability ? percent(reliability.one) : "—"}</dd></div>
        <div><dt>{t("facts.mean")}</dt><dd>{reliability ? percent(reliability.mean) : "—"}</dd></div>
      </dl>
      <p className="hint measure">{t("facts.note")}</p>
      <AdjustmentNote adjustment={analysis.adjustment} ranks={analysis.rule_method !== "panel"} />
    </section>
  );
}
