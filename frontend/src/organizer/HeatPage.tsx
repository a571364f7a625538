// O8: who is behind, what is missing; opening, waiving and closing.
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { progressQuery } from "../api/editions";
import type { HeatProgress } from "../api/types";
import { usePick, Words } from "../shell/bilingual";
import { Icon } from "../shell/icons";
import { Instant } from "../shell/Instant";
import { PageTitle } from "../shell/PageTitle";
import { TableFrame } from "../shell/TableFrame";
import { HeatActions } from "./HeatActions";
import { HeatStateTag, RuleInWords, ShareBar } from "./HeatParts";
import { MissingSheets } from "./MissingSheets";

const route = getRouteApi("/signed-in/editions/$edition/heats/$heat");

export function HeatPage() {
  const { t } = useTranslation("organizer");
  const pickText = usePick();
  const { edition, heat: key } = route.useParams();
  const { data } = useSuspenseQuery(progressQuery(edition, key));
  const { heat } = data;
  const zone = data.edition.zone;
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <p className="hint"><Link to="/editions/$edition" params={{ edition }} className="back"><Icon name="back" /><Words of={data.edition.title} /></Link></p>
          <PageTitle title={pickText(heat.title)}><Words of={heat.title} /></PageTitle>
          <p><HeatStateTag state={heat.state} /> <span className="hint">{t("heat.closes")} <Instant at={heat.closes_at} zone={zone} /></span></p>
        </div>
        <HeatActions edition={edition} heat={heat} />
      </div>
      <dl className="facts card">
        <div><dt>{t("heat.judges")}</dt><dd>{heat.judges}</dd></div>
        <div><dt>{t("heat.entries")}</dt><dd>{heat.entries}</dd></div>
        <div><dt>{t("heat.submitted")}</dt><dd>{heat.submitted} / {heat.assigned}</dd></div>
        <div><dt>{t("heat.missing")}</dt><dd>{heat.missing}</dd></div>
        <div><dt>{t("heat.waived")}</dt><dd>{heat.waived}</dd></div>
      </dl>
      {heat.state === "planned" ? <p className="note">{t("heat.plannedNote")}</p> : null}
      {heat.freeze_hash ? <p className="hint">{t("heat.freeze")} <span className="mono">{heat.freeze_hash}</span></p> : null}
      <Judges progress={data} zone={zone} />
      <MissingSheets edition={edition} progress={data} />
      <Waivers progress={data} zone={zone} />
      <RuleInWords rule={data.rule} rubric={data.rubric} />
    </div>
  );
}

function Judges({ progress, zone }: { progress: HeatProgress; zone: string }) {
  const { t } = useTranslation("organizer");
  if (progress.judges.length === 0) return <p className="note">{t("heat.noJudges")}</p>;
  return (
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
          {progress.judges.map((judge) => (
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
  );
}

function Waivers({ progress, zone }: { progress: HeatProgress; zone: string }) {
  const { t } = useTranslation("organizer");
  if (progress.waivers.length === 0) return null;
  return (
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
          {progress.waivers.map((waiver) => (
            <tr key={`${waiver.number} ${waiver.judge.name.en} ${waiver.at}`}>
              <th scope="row"><Words of={waiver.judge.name} /></th>
              <td>{waiver.number}</td><td>{waiver.reason}</td><td><Words of={waiver.by.name} /></td>
              <td><Instant at={waiver.at} zone={zone} short /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
