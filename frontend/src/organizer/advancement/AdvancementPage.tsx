// O10: the closed standing with the routes out of it. Who would go on is seen before it is done; after it, the record.
import { keepPreviousData, useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { advancementQuery, checkQuery } from "../../api/advancement";
import type { Advancement } from "../../api/advancement";
import { asProblem } from "../../api/problem";
import { usePick } from "../../shell/bilingual";
import { Icon } from "../../shell/icons";
import { Instant } from "../../shell/Instant";
import { Empty, Refused } from "../../shell/PageStates";
import { PageTitle } from "../../shell/PageTitle";
import { PrintButton, PrintHead } from "../../shell/Printing";
import { HeatStateTag } from "../HeatParts";
import { Blockers } from "./Blockers";
import { OtherTies } from "./OtherTies";
import { EMPTY_WISH, planOf } from "./plan";
import { AdvancementRecord } from "./AdvancementRecord";
import { RouteSummary } from "./RouteSummary";
import { RouteTable } from "./RouteTable";
import { SendOn } from "./SendOn";
import { TieDecisions, TieDialog } from "./Ties";
import { Vacancies } from "./Vacancies";
import { Wishes } from "./Wishes";

const route = getRouteApi("/signed-in/editions/$edition/heats/$heat/advancement");

export function AdvancementPage() {
  const { t } = useTranslation("advancement");
  const pickText = usePick();
  const { edition, heat } = route.useParams();
  const { data, dataUpdatedAt } = useSuspenseQuery(advancementQuery(edition, heat));
  const name = pickText(data.heat.title);
  return (
    <div className="page wide">
      <PrintHead edition={data.edition} title={t("of", { heat: name })} readAt={dataUpdatedAt} />
      <div className="page-head">
        <div>
          <p className="hint no-print"><Link to="/editions/$edition/heats/$heat" params={{ edition, heat }} className="back"><Icon name="back" />{name}</Link></p>
          <PageTitle title={`${t("title")} ${name}`}>{t("of", { heat: name })}</PageTitle>
          <p>
            <HeatStateTag state={data.heat.state} />{" "}
            {data.advanced_at === null ? <span className="hint">{t("lead")}</span> : <span className="hint">{t("decidedAt")} <Instant at={data.advanced_at} zone={data.edition.zone} /></span>}
          </p>
        </div>
        {data.advanced_at === null ? null : <PrintButton />}
      </div>
      {data.advanced_at === null ? <Deciding edition={edition} data={data} /> : <AdvancementRecord data={data} />}
    </div>
  );
}

function Deciding({ edition, data }: { edition: string; data: Advancement }) {
  const { t } = useTranslation("advancement");
  const search = route.useSearch();
  const [wish, setWish] = useState(EMPTY_WISH);
  const [refusal, setRefusal] = useState<unknown>(null);
  const [tied, setTied] = useState<number | null>(null);
  // What was said of the last wish stays while the next is being looked at.
  const { data: check, error, isFetching } = useQuery({
    ...checkQuery(edition, data.heat.key, wish), enabled: data.may.advance, placeholderData: keepPreviousData,
  });
  const plan = planOf(data, check);
  const shown = data.routes.find(({ key }) => key === search.route) ?? data.routes[0];
  const change = (next: typeof wish) => { setRefusal(null); setWish(next); };
  return (
    <>
      <Blockers edition={edition} data={data} problems={plan.problems} refusal={refusal ?? error} onTie={data.may.decide_tie ? setTied : undefined} />
      {shown ? (
        <>
          <RouteSummary data={data} plan={plan} wish={wish} shown={shown.key} />
          <RouteTable
            data={data} plan={plan} wish={wish} shown={shown} all={search.all === true}
            onWish={change} onTie={data.may.decide_tie ? setTied : undefined}
          />
          <Vacancies data={data} plan={plan} wish={wish} onWish={change} />
        </>
      ) : <p className="note">{t("noRoutes")}</p>}
      {data.may.decide_tie ? <OtherTies data={data} plan={plan} onTie={setTied} /> : null}
      <TieDecisions data={data} />
      <Wishes data={data} wish={wish} onWish={change} />
      {shown ? <SendOn edition={edition} data={data} plan={plan} wish={wish} busy={isFetching || error !== null} onRefusal={setRefusal} /> : null}
      <TieDialog edition={edition} data={data} rank={tied} onClose={() => { setTied(null); }} />
    </>
  );
}

/** Of a heat that is not closed there is nothing to decide; that is no error. */
export function AdvancementRefused({ error }: { error: unknown }) {
  const { t } = useTranslation("advancement");
  if (asProblem(error).code !== "heat_not_closed") return <Refused error={error} />;
  return (
    <div className="page">
      <PageTitle title={t("title")}>{t("title")}</PageTitle>
      <Empty title={t("notClosedTitle")} icon="clock"><p>{t("notClosed")}</p></Empty>
    </div>
  );
}
