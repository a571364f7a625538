// O1, today: what needs the reader, how far the entries have come, the heats, the calendar.
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { approvalsQuery } from "../api/approvals";
import { editionQuery, publicationsQuery } from "../api/editions";
import { funnelQuery, screeningCountsQuery } from "../api/entries";
import { usePick, Words } from "../shell/bilingual";
import { Icon } from "../shell/icons";
import { Instant } from "../shell/Instant";
import { PageTitle } from "../shell/PageTitle";
import { PrintButton, PrintHead } from "../shell/Printing";
import { Facts } from "./overview/Facts";
import { FunnelChart } from "./overview/FunnelChart";
import { HeatsByRound } from "./overview/HeatsByRound";
import { NeedsMe } from "./overview/NeedsMe";
import { PublicationTag } from "./PublicationParts";
import styles from "./overview/Overview.module.css";

const route = getRouteApi("/signed-in/editions/$edition/");

export function OverviewPage() {
  const { t } = useTranslation("organizer");
  const pickText = usePick();
  const { edition } = route.useParams();
  const { data, dataUpdatedAt } = useSuspenseQuery(editionQuery(edition));
  const { data: funnel } = useQuery({ ...funnelQuery(edition), enabled: data.may.read_funnel });
  const { data: screened } = useQuery({ ...screeningCountsQuery(edition), enabled: data.may.screen_entries });
  const { data: publications } = useQuery({ ...publicationsQuery(edition), enabled: data.may.list_publications && data.publication?.state === "proposed" });
  const { data: approvals } = useQuery({ ...approvalsQuery(edition), enabled: data.may.read_approvals });
  const { call, awards } = data;
  const list = approvals?.approvals[0]?.may;
  const zone = data.edition.zone;
  return (
    <div className="page">
      <PrintHead edition={data.edition} title={t("nav.overview")} readAt={dataUpdatedAt} />
      <div className="page-head">
        <div className={`stack tight ${styles.title ?? ""}`}>
          <p className="hint no-print"><Link to="/editions" className="back"><Icon name="back" />{t("editions.title")}</Link></p>
          <p className="hint"><Words of={data.programme.title} /></p>
          <PageTitle title={pickText(data.edition.title)}><Words of={data.edition.title} /></PageTitle>
          <p>
            <span className={call.state === "open" ? "tag good" : "tag"}>{t(`call.${call.state}`)}</span>{" "}
            {call.state === "upcoming" ? <>{t("call.opens")} <Instant at={call.opens_at} zone={zone} /></> : <>{t("call.deadline")} <Instant at={call.deadline} zone={zone} /></>}
          </p>
        </div>
        <PrintButton />
      </div>
      <NeedsMe
        overview={data} pending={screened?.pending ?? 0} reports={funnel?.reports_waiting ?? 0}
        confirms={publications?.publications.some(({ may }) => may.confirm) ?? false}
        approves={list?.approve ? "approve" : list?.register ? "register" : null}
        exceptions={approvals?.exceptions.filter(({ may }) => may.confirm).length ?? 0}
      />
      {funnel ? <FunnelChart overview={data} funnel={funnel} /> : null}
      <HeatsByRound overview={data} />
      {awards || data.publication ? (
        <section className="card stack tight" aria-labelledby="publication">
          <h2 id="publication">{t("publication.title")}</h2>
          {awards ? <p>{t("overview.awards")}{" "}<strong>{awards.given} / {awards.places}</strong></p> : null}
          {data.publication ? <p><PublicationTag state={data.publication.state} /> <Instant at={data.publication.publish_at} zone={zone} /></p> : null}
          {data.may.list_publications ? <p className="no-print"><Link to="/editions/$edition/publication" params={{ edition }}>{t("publication.open")}</Link></p> : null}
        </section>
      ) : null}
      <Facts overview={data} />
    </div>
  );
}
