// What the host of a heat hands in: the standing with a statement and the signed list, and what headquarters answer.
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { heatScanUrl, reportsQuery } from "../../api/advancement";
import type { HeatReport, HeatReports } from "../../api/advancement";
import { useBytes } from "../../forms/bytes";
import { usePick, Words } from "../../shell/bilingual";
import { Icon } from "../../shell/icons";
import { Instant } from "../../shell/Instant";
import { PageTitle } from "../../shell/PageTitle";
import { HeatStateTag } from "../HeatParts";
import { AnswerReport } from "./AnswerReport";
import { HandIn } from "./HandIn";
import { SignedList } from "./SignedList";

const route = getRouteApi("/signed-in/editions/$edition/heats/$heat/report");

export function ReportPage() {
  const { t } = useTranslation("report");
  const pickText = usePick();
  const { edition, heat } = route.useParams();
  const { data } = useSuspenseQuery(reportsQuery(edition, heat));
  const name = pickText(data.heat.title);
  const latest = data.reports[0];
  const accepted = latest?.state === "accepted";
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <p className="hint no-print"><Link to="/editions/$edition/heats/$heat" params={{ edition, heat }} className="back"><Icon name="back" />{name}</Link></p>
          <PageTitle title={`${t("title")} ${name}`}>{t("of", { heat: name })}</PageTitle>
          <p><HeatStateTag state={data.heat.state} /> <span className="hint">{t("lead")}</span></p>
        </div>
      </div>
      {data.heat.state === "closed" ? null : <p className="note"><span><Icon name="clock" /> {t("notClosed")}</span></p>}
      {latest?.state === "returned" ? (
        <section className="note bad" aria-labelledby="returned">
          <h2 id="returned">{t("returnedFor")}</h2>
          <p className="pre">{latest.answer_reason}</p>
        </section>
      ) : null}
      {data.may.report ? <HandIn edition={edition} data={data} /> : null}
      {data.may.attach_scan ? <SignedList edition={edition} data={data} /> : null}
      {data.may.answer && latest ? <AnswerReport edition={edition} heat={heat} report={latest} /> : null}
      {accepted && data.heat.may.read_advancement ? (
        <p className="note good"><span><Icon name="check" /> {t("states.accepted")} <Link to="/editions/$edition/heats/$heat/advancement" params={{ edition, heat }}>{t("toAdvancement")}</Link></span></p>
      ) : null}
      <History data={data} />
    </div>
  );
}

function History({ data }: { data: HeatReports }) {
  const { t } = useTranslation("report");
  // The server keeps the scan of the latest report that has one at this address.
  const withScan = data.reports.find(({ scan }) => scan !== null)?.number;
  if (data.reports.length === 0) return data.heat.state === "closed" ? <p className="note">{t("none")}</p> : null;
  return (
    <section className="stack" aria-labelledby="history">
      <h2 id="history">{t("history")}</h2>
      {data.reports.map((report) => <Report key={report.number} data={data} report={report} offersScan={report.number === withScan} />)}
    </section>
  );
}

const TONE = { reported: "wait", accepted: "good", returned: "bad" } as const;

function Report({ data, report, offersScan }: { data: HeatReports; report: HeatReport; offersScan: boolean }) {
  const { t } = useTranslation("report");
  const size = useBytes();
  const zone = data.edition.zone;
  return (
    <article className="card stack tight">
      <h3>{t("number", { number: report.number })} <span className={`tag ${TONE[report.state]}`}>{report.state === "accepted" ? <Icon name="check" /> : report.state === "reported" ? <Icon name="clock" /> : <Icon name="back" />}{t(`states.${report.state}`)}</span></h3>
      <p className="hint">{t("by")} <Words of={report.by.name} /> · <Instant at={report.at} zone={zone} short /></p>
      {report.answered_at === null ? null : <p className="hint">{t("answeredAt")} <Instant at={report.answered_at} zone={zone} short /></p>}
      <p className="pre">{report.statement === "" ? <span className="hint">{t("handIn.noStatement")}</span> : report.statement}</p>
      {report.answer_reason === null ? null : <p><strong>{t("returnedFor")}</strong> {report.answer_reason}</p>}
      <p>
        <Icon name="file" />{" "}
        {report.scan === null ? <span className="hint">{t("scan.none")}</span>
          : offersScan ? <a href={heatScanUrl(data.edition.slug, data.heat.key)}>{t("scan.open")} ({report.scan.name}, {size(report.scan.bytes)})</a>
            : <span>{report.scan.name} <span className="hint">{size(report.scan.bytes)}</span></span>}
      </p>
      <p className="hint">{t("standing")} <span className="mono">{report.standing}</span></p>
    </article>
  );
}
