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
import { CardCell, CardName, CardRow, Cards } from "../shell/Cards";
import { TableFrame } from "../shell/TableFrame";
import { useTimeColumn } from "../shell/TimeColumn";
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
  const { t: say } = useTranslation("heats");
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
        <HeatActions edition={edition} progress={data} />
      </div>
      <HeatFacts heat={heat} zone={zone} overview={overview} />
      {heat.state === "planned" ? <PlannedNote heat={heat} /> : heat.kind === "ballot" ? null : <Counts heat={heat} />}
      {heat.may.list_ballots && heat.state !== "planned" ? (
        <p><Link to="/editions/$edition/heats/$heat/vote" params={{ edition, heat: heat.key }}>{say("vote")} <Icon name="next" /></Link></p>
      ) : null}
      {heat.freeze_hash ? <p className="hint">{t("heat.freeze")} <span className="mono">{heat.freeze_hash}</span></p> : null}
      {assigns ? <Assignment edition={edition} heat={heat} /> : null}
      {heat.may.import_scores ? <ScoreImport edition={edition} heat={heat} /> : null}
      {heat.kind === "imported" || heat.kind === "ballot" ? null : <Judges progress={data} zone={zone} />}
      {heat.kind === "ballot" ? null : <MissingSheets edition={edition} progress={data} />}
      <Waivers progress={data} zone={zone} />
      {heat.kind === "imported" || heat.kind === "ballot" ? null : <RuleInWords rule={data.rule} rubric={data.rubric} />}
    </div>
  );
}

function PlannedNote({ heat }: { heat: HeatSummary }) {
  const { t } = useTranslation("organizer");
  const { t: say } = useTranslation("heats");
  if (heat.kind === "imported") return <p className="note">{say("imported")}</p>;
  if (heat.kind === "ballot") return <p className="note">{say("plannedBallot")}</p>;
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
  const column = useTimeColumn(zone, progress.judges.map(({ last_received_at: at }) => at));
  if (progress.judges.length === 0) return <p className="note wait">{t("heat.noJudges")}</p>;
  if (progress.heat.state === "planned") return <Panel progress={progress} />;
  return (
    <section className="stack tight">
      <TableFrame>
        <Cards>
          <caption>{t("heat.progress")}</caption>
          <thead>
            <CardRow>
              <th scope="col">{t("judges.name")}</th><th scope="col">{t("heat.sheets")}</th>
              <th scope="col" className="num">{t("heat.waived")}</th><th scope="col" className="num">{t("heat.recused")}</th>
              <th scope="col" data-kept={column.zone ?? undefined}>{column.head(t("heat.last"))}</th>
            </CardRow>
          </thead>
          <tbody>
            {part.shown.map((judge) => (
              <CardRow key={judge.judge}>
                <CardName><Words of={judge.name} /> {judge.role === "chair" ? <span className="tag info">{t("judges.chair")}</span> : null}</CardName>
                <CardCell label={t("heat.sheets")}>{judge.submitted} / {judge.assigned}<ShareBar done={judge.submitted} waived={judge.waived} of={judge.assigned} /></CardCell>
                <CardCell label={t("heat.waived")} className="num">{judge.waived}</CardCell>
                <CardCell label={t("heat.recused")} className="num">{judge.recused}</CardCell>
                <CardCell label={t("heat.last")}>{judge.last_received_at ? column.show(judge.last_received_at) : <span className="hint">{t("heat.never")}</span>}</CardCell>
              </CardRow>
            ))}
          </tbody>
        </Cards>
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
      <h2 id="panel">{say("panel", { count: judges.filter(({ declined }) => !declined).length })}</h2>
      <ul className={styles.names}>
        {part.shown.map((judge) => (
          <li key={judge.judge}><Words of={judge.name} /> {judge.role === "chair" ? <span className="tag info">{t("judges.chair")}</span> : null}{judge.declined ? <span className="tag bad">{say("declined")}</span> : null}</li>
        ))}
      </ul>
      <MoreRows part={part} />
    </section>
  );
}

function Waivers({ progress, zone }: { progress: HeatProgress; zone: string }) {
  const { t } = useTranslation("organizer");
  const part = usePart(progress.waivers, FIRST);
  const column = useTimeColumn(zone, progress.waivers.map(({ at }) => at));
  if (progress.waivers.length === 0) return null;
  return (
    <section className="stack tight">
      <TableFrame>
        <Cards>
          <caption>{t("waiver.list")}</caption>
          <thead>
            <CardRow>
              <th scope="col">{t("judges.name")}</th><th scope="col">{t("entries.number")}</th><th scope="col">{t("reason")}</th>
              <th scope="col">{t("waiver.by")}</th><th scope="col" data-kept={column.zone ?? undefined}>{column.head(t("waiver.at"))}</th>
            </CardRow>
          </thead>
          <tbody>
            {part.shown.map((waiver) => (
              <CardRow key={`${waiver.number} ${waiver.judge.name.en} ${waiver.at}`}>
                <CardName><Words of={waiver.judge.name} /></CardName>
                <CardCell label={t("entries.number")} className={styles.number}>{waiver.number}</CardCell>
                <CardCell label={t("reason")} className={styles.entry}>{waiver.reason}</CardCell>
                <CardCell label={t("waiver.by")}><Words of={waiver.by.name} /></CardCell>
                <CardCell label={t("waiver.at")}>{column.show(waiver.at)}</CardCell>
              </CardRow>
            ))}
          </tbody>
        </Cards>
      </TableFrame>
      <MoreRows part={part} />
    </section>
  );
}
