// O1: the edition at a glance, and what needs the viewer.
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { editionQuery } from "../api/editions";
import type { EditionOverview, HeatSummary } from "../api/types";
import { usePick, Words } from "../shell/bilingual";
import { Icon } from "../shell/icons";
import { Instant } from "../shell/Instant";
import { PageTitle } from "../shell/PageTitle";
import { TableFrame } from "../shell/TableFrame";
import { HeatStateTag, ShareBar } from "./HeatParts";
import { PublicationTag } from "./PublicationParts";

const route = getRouteApi("/signed-in/editions/$edition/");

export function OverviewPage() {
  const { t } = useTranslation("organizer");
  const pickText = usePick();
  const { edition } = route.useParams();
  const { data } = useSuspenseQuery(editionQuery(edition));
  const { call, counts, awards } = data;
  const zone = data.edition.zone;
  return (
    <div className="page">
      <div className="stack tight">
        <p className="hint"><Link to="/editions" className="back"><Icon name="back" />{t("editions.title")}</Link></p>
        <p className="hint"><Words of={data.programme.title} /></p>
        <PageTitle title={pickText(data.edition.title)}><Words of={data.edition.title} /></PageTitle>
        <p>
          <span className={call.state === "open" ? "tag good" : "tag"}>{t(`call.${call.state}`)}</span>{" "}
          {call.state === "upcoming" ? <>{t("call.opens")} <Instant at={call.opens_at} zone={zone} /></> : <>{t("call.deadline")} <Instant at={call.deadline} zone={zone} /></>}
        </p>
      </div>
      <NeedsMe overview={data} />
      <dl className="facts card">
        {counts ? <div><dt>{t("overview.submitted")}</dt><dd>{counts.submitted}</dd></div> : null}
        {counts ? <div><dt>{t("overview.drafts")}</dt><dd>{counts.drafts}</dd></div> : null}
        <div><dt>{t("overview.heats")}</dt><dd>{data.heats.length}</dd></div>
        {awards ? <div><dt>{t("overview.awards")}</dt><dd>{awards.given} / {awards.places}</dd></div> : null}
      </dl>
      <Heats edition={edition} heats={data.heats} zone={zone} />
      {data.publication ? (
        <section className="card stack tight" aria-labelledby="publication">
          <h2 id="publication">{t("publication.title")}</h2>
          <p><PublicationTag state={data.publication.state} /> <Instant at={data.publication.publish_at} zone={zone} /></p>
          <p><Link to="/editions/$edition/publication" params={{ edition }}>{t("publication.open")}</Link></p>
        </section>
      ) : null}
    </div>
  );
}

/** Built from what the viewer may do and the counts of the server; no rule is repeated here. */
function NeedsMe({ overview }: { overview: EditionOverview }) {
  const { t } = useTranslation("organizer");
  const { edition: { slug: edition }, heats, publication } = overview;
  const late = heats.filter(({ state, missing }) => state === "open" && missing > 0);
  const toOpen = heats.filter(({ state, may }) => state === "planned" && may.open);
  const toClose = heats.filter(({ state, missing, may }) => state === "open" && missing === 0 && may.close);
  const lines = [
    ...late.map((heat) => ({ heat, text: t("needs.missing", { count: heat.missing }) })),
    ...toClose.map((heat) => ({ heat, text: t("needs.close") })),
    ...toOpen.map((heat) => ({ heat, text: t("needs.open") })),
  ];
  const confirms = publication?.state === "proposed";
  if (lines.length === 0 && !confirms) return <p className="note good"><span><Icon name="check" /> {t("needs.nothing")}</span></p>;
  return (
    <section className="note wait" aria-labelledby="needs">
      <h2 id="needs">{t("needs.title")}</h2>
      <ul>
        {confirms ? <li><Link to="/editions/$edition/publication" params={{ edition }}>{t("needs.confirm")}</Link></li> : null}
        {lines.map(({ heat, text }) => (
          <li key={`${heat.key} ${text}`}>
            <Link to="/editions/$edition/heats/$heat" params={{ edition, heat: heat.key }}><Words of={heat.title} /></Link> {text}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Heats({ edition, heats, zone }: { edition: string; heats: HeatSummary[]; zone: string }) {
  const { t } = useTranslation("organizer");
  return (
    <TableFrame>
      <table className="list">
        <caption>{t("overview.heats")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("heat.name")}</th>
            <th scope="col">{t("heat.state")}</th>
            <th scope="col">{t("heat.closes")}</th>
            <th scope="col" className="num">{t("heat.judges")}</th>
            <th scope="col" className="num">{t("heat.entries")}</th>
            <th scope="col">{t("heat.sheets")}</th>
          </tr>
        </thead>
        <tbody>
          {heats.map((heat) => (
            <tr key={heat.key}>
              <th scope="row">
                <Link to="/editions/$edition/heats/$heat" params={{ edition, heat: heat.key }}><Words of={heat.title} /></Link>
                {heat.may.read_standing ? (
                  <><br /><Link className="hint" to="/editions/$edition/heats/$heat/standing" params={{ edition, heat: heat.key }}>{t("standing.title")}</Link></>
                ) : null}
              </th>
              <td><HeatStateTag state={heat.state} /></td>
              <td><Instant at={heat.closes_at} zone={zone} short /></td>
              <td className="num">{heat.judges}</td>
              <td className="num">{heat.entries}</td>
              <td>
                {heat.submitted} / {heat.assigned}
                <ShareBar done={heat.submitted + heat.waived} of={heat.assigned} />
                {heat.missing > 0 ? <span className="hint">{t("heat.missingCount", { count: heat.missing })}</span> : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
