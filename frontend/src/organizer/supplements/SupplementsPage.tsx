// What shortlisted teams were asked for after the call: who answered, who is late; and asking them.
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { supplementsQuery } from "../../api/supplements";
import type { SupplementList, SupplementRow, SupplementState } from "../../api/supplements";
import { usePick, Words } from "../../shell/bilingual";
import { CardCell, CardName, CardRow, Cards } from "../../shell/Cards";
import { Icon } from "../../shell/icons";
import { Instant } from "../../shell/Instant";
import { Empty } from "../../shell/PageStates";
import { PageTitle } from "../../shell/PageTitle";
import { PrintButton, PrintHead } from "../../shell/Printing";
import { TableFrame } from "../../shell/TableFrame";
import { useEditionNames } from "../edition-names";
import { RequestForm } from "./RequestForm";
import { SUPPLEMENT_TONE } from "./tone";
import styles from "../Organizer.module.css";

const route = getRouteApi("/signed-in/editions/$edition/supplements");
const STATES: SupplementState[] = ["requested", "received", "lapsed"];

export function SupplementsPage() {
  const { t } = useTranslation("supplements");
  const { edition } = route.useParams();
  const { data, dataUpdatedAt } = useSuspenseQuery(supplementsQuery(edition));
  const names = useEditionNames(edition);
  const [only, setOnly] = useState<SupplementState | null>(null);
  const { supplements, may } = data;
  const rows = only === null ? supplements : supplements.filter(({ state }) => state === only);
  return (
    <div className="page">
      <PrintHead edition={names.overview.edition} title={t("title")} readAt={dataUpdatedAt} />
      <div className="page-head">
        <div>
          <PageTitle title={t("title")}>{t("title")}</PageTitle>
          <p className="lead">{t("lead")}{may.request && supplements.length > 0 ? <> <a href="#request" className="no-print">{t("request.title")}</a></> : null}</p>
        </div>
        {supplements.length > 0 ? <PrintButton /> : null}
      </div>
      <AskedLater asked={data.asked} />
      {supplements.length === 0 ? <Empty title={t("emptyTitle")}><p>{t("empty")}</p></Empty> : (
        <>
          <fieldset className={`${styles.radios ?? ""} no-print`}>
            <legend className="sr">{t("show")}</legend>
            <div className="row">
              {[null, ...STATES].map((state) => (
                <label key={state ?? "all"}>
                  <input type="radio" name="supplement-state" checked={only === state} onChange={() => { setOnly(state); }} />
                  <span>{state === null ? t("all") : t(`states.${state}`)} ({(state === null ? supplements : supplements.filter((row) => row.state === state)).length})</span>
                </label>
              ))}
            </div>
          </fieldset>
          <p className="sr" role="status">{t("shown", { count: rows.length })}</p>
          <SupplementTable edition={edition} rows={rows} zone={names.overview.edition.zone} />
        </>
      )}
      {may.request ? <RequestForm edition={edition} names={names} /> : null}
    </div>
  );
}

/** What the forms keep for later, so that nobody has to look it up in the edition file. */
function AskedLater({ asked }: { asked: SupplementList["asked"] }) {
  const { t } = useTranslation("supplements");
  const pickText = usePick();
  return (
    <section className="card stack tight" aria-labelledby="asked-later">
      <h2 id="asked-later">{t("asked")}</h2>
      <ul>
        {asked.map(({ contest, questions, files }) => (
          <li key={contest.key}><span className="strong"><Words of={contest.title} /></span>: {[...questions, ...files].map(pickText).join(t("comma"))}</li>
        ))}
      </ul>
    </section>
  );
}

function SupplementTable({ edition, rows, zone }: { edition: string; rows: SupplementRow[]; zone: string }) {
  const { t } = useTranslation("supplements");
  return (
    <TableFrame>
      <Cards>
        <caption className="sr">{t("title")}</caption>
        <thead>
          <tr><th scope="col">{t("entry")}</th><th scope="col">{t("state")}</th><th scope="col">{t("due")}</th><th scope="col">{t("received")}</th><th scope="col">{t("remark")}</th></tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <CardRow key={row.number}>
              <CardName>
                <Link to="/editions/$edition/entries/$number" params={{ edition, number: row.number }}><Words of={row.title} /></Link>
                <br /><span className="hint">{row.number} · <Words of={row.team} /></span>
              </CardName>
              <CardCell label={t("state")}>
                <span className={`tag ${SUPPLEMENT_TONE[row.state]}`}><Icon name={row.state === "received" ? "check" : row.state === "lapsed" ? "alert" : "clock"} />{t(`states.${row.state}`)}</span>
              </CardCell>
              <CardCell label={t("due")}><Instant at={row.due_at} zone={zone} short /></CardCell>
              <CardCell label={t("received")}>{row.received_at === null ? "—" : <Instant at={row.received_at} zone={zone} short />}</CardCell>
              <CardCell label={t("remark")}><span className="pre"><Words of={row.remark} /></span></CardCell>
            </CardRow>
          ))}
        </tbody>
      </Cards>
    </TableFrame>
  );
}
