// O8: what a heat is, who is behind, what is missing; assigning, opening, waiving and closing.
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { editionQuery, progressQuery } from "../api/editions";
import type { HeatProgress, HeatSummary } from "../api/types";
import { usePick, Words } from "../shell/bilingual";
import { Icon } from "../shell/icons";
import { Instant } from "../shell/Instant";
import { MoreRows, usePart } from "../shell/more";
import { PageTitle } from "../shell/PageTitle";
import { TableFrame } from "../shell/TableFrame";
import { Assignment } from "./assignment/Assignment";
import { HeatActions } from "./HeatActions";
import { HeatFacts, HeatStateTag, RuleInWords, ShareBar } from "./HeatParts";
import { furthestBehindFirst } from "./missing-sheets";
import { MissingSheets } from "./MissingSheets";
import { ScoreImport } from "./ScoreImport";
import styles from "./Organizer.module.css";

const route = getRouteApi("/signed-in/editions/$edition/heats/$heat");

/** How many judges or waivers are listed at first. */
const FIRST = 20;

export function HeatPage() {
  const { t } = useTranslation("organizer");
  const pickText = usePick();
  const { edition, heat: key } = route.useParams();
  const { data } = useSuspenseQuery(progressQuery(edition, key));
  const { data: overview } = useQuery(editionQuery(edition));
  const { heat } = data;
  const zone = data.edition.zone;
  const assigns = heat.kind === "scoring" && heat.state === "planned" && heat.may.read_proposal;
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <p className="hint"><Link to="/editions/$edition" params={{ edition }} className="back"><Icon name="back" /><Words of={data.edition.title} /></Link></p>
          <PageTitle title={pickText(heat.title)}><Words of={heat.title} /></PageTitle>
          <p><HeatStateTag state={heat.state} /> <span className="hint">{t("heat.closes")} <Instant at={heat.closes_at} zone={zone} /></span></p>
        </div>
        <HeatActions edition={edition} heat={heat} admissions={data.admissions} />
      </div>
      <HeatFacts heat={heat} zone={zone} overview={overview} />
      {heat.state === "planned" ? <PlannedNote heat={heat} /> : <Counts heat={heat} />}
      {heat.freeze_hash ? <p className="hint">{t("heat.freeze")} <span className="mono">{heat.freeze_hash}</span></p> : null}
      {assigns ? <Assignment edition={edition} heat={heat} /> : null}
      {heat.may.import_scores ? <ScoreImport edition={edition} heat={heat} /> : null}
      {heat.kind === "imported" ? null : <Judges progress={data} zone={zone} />}
      <MissingSheets edition={edition} progress={data} />
      <Waivers progress={data} zone={zone} />
      {heat.kind === "imported" ? null : <RuleInWords rule={data.rule} rubric={data.rubric} />}
    </div>
  );
}

function PlannedNote({ heat }: { heat: HeatSummary }) {
  const { t } = useTranslation("organizer");
  const { t: say } = useTranslation("heats");
  if (heat.kind === "imported") return <p className="note">{say("imported")}</p>;
  return <p className="note">{heat.kind === "scoring" ? say("plannedScoring") : t("heat.plannedNote")}</p>;
}

function Counts({ heat }: { heat: HeatSummary }) {
  const { t } = useTranslation("organizer");
  return (
    <dl className="facts card">
      <div><dt>{t("heat.judges")}</dt><dd>{heat.judges}</dd></div>
      <div><dt>{t("heat.entries")}</dt><dd>{heat.entries}</dd></div>
      <div><dt>{t("heat.submitted")}</dt><dd>{heat.submitted} / {heat.assigned}</dd></div>
      <div><dt>{t("heat.missing")}</dt><dd>{heat.missing}</dd></div>
      <div><dt>{t("heat.waived")}</dt><dd>{heat.waived}</dd></div>
    </dl>
  );
}

function Judges({ progress, zone }: { progress: HeatProgress; zone: string }) {
  const { t } = useTranslation("organizer");
  const part = usePart(furthestBehindFirst(progress.judges), FIRST);
  if (progress.judges.length === 0) return <p className="note wait">{t("heat.noJudges")}</p>;
  if (progress.heat.state === "planned") return <Panel progress={progress} />;
  return (
    <section className="stack tight">
      <TableFrame>
        <table className="list">
          <caption>{t("heat.progress")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("judges.name")}</th><th scope="col">{t("heat.sheets")}</th>
              <th scope="col" className="num">{t("heat.waived")}</th><th scope="col" className="num">{t("heat.recused")}</th>
              <th scope="col">{t("heat.last")}</th>
            </tr>
          </thead>
          <tbody>
            {part.shown.map((judge) => (
              <tr key={judge.judge}>
                <th scope="row"><Words of={judge.name} /> {judge.role === "chair" ? <span className="tag info">{t("judges.chair")}</span> : null}</th>
                <td>{judge.submitted} / {judge.assigned}<ShareBar done={judge.submitted + judge.waived + judge.recused} of={judge.assigned} /></td>
                <td className="num">{judge.waived}</td>
                <td className="num">{judge.recused}</td>
                <td>{judge.last_received_at ? <Instant at={judge.last_received_at} zone={zone} short /> : <span className="hint">{t("heat.never")}</span>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
      <MoreRows part={part} />
    </section>
  );
}

/** Before judging there is no progress, only who sits. */
function Panel({ progress: { judges } }: { progress: HeatProgress }) {
  const { t } = useTranslation("organizer");
  const { t: say } = useTranslation("heats");
  const part = usePart(judges, FIRST);
  return (
    <section className="card stack tight" aria-labelledby="panel">
      <h2 id="panel">{say("panel", { count: judges.length })}</h2>
      <ul className={styles.names}>
        {part.shown.map((judge) => (
          <li key={judge.judge}><Words of={judge.name} /> {judge.role === "chair" ? <span className="tag info">{t("judges.chair")}</span> : null}</li>
        ))}
      </ul>
      <MoreRows part={part} />
    </section>
  );
}

function Waivers({ progress, zone }: { progress: HeatProgress; zone: string }) {
  const { t } = useTranslation("organizer");
  const part = usePart(progress.waivers, FIRST);
  if (progress.waivers.length === 0) return null;
  return (
    <section className="stack tight">
      <TableFrame>
        <table className="list">
          <caption>{t("waiver.list")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("judges.name")}</th><th scope="col">{t("entries.number")}</th><th scope="col">{t("reason")}</th>
              <th scope="col">{t("waiver.by")}</th><th scope="col">{t("waiver.at")}</th>
            </tr>
          </thead>
          <tbody>
            {part.shown.map((waiver) => (
              <tr key={`${waiver.number} ${waiver.judge.name.en} ${waiver.at}`}>
                <th scope="row"><Words of={waiver.judge.name} /></th>
                <td className={styles.number}>{waiver.number}</td><td className={styles.entry}>{waiver.reason}</td><td><Words of={waiver.by.name} /></td>
                <td><Instant at={waiver.at} zone={zone} short /></td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
      <MoreRows part={part} />
    </section>
  );
}
