// Who works on an edition besides its judges: roles given, where and until when; giving another, ending one.
import { Button } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { serverNow } from "../../api/server-clock";
import { endGrant, grantsQuery } from "../../api/people";
import type { Grant, Grants } from "../../api/people";
import { queries } from "../../api/queries";
import { ConfirmDialog } from "../../forms/ConfirmDialog";
import { useLanguage, usePick, Words } from "../../shell/bilingual";
import { CardCell, CardName, CardRow, Cards } from "../../shell/Cards";
import { Instant } from "../../shell/Instant";
import { Empty } from "../../shell/PageStates";
import { PageTitle } from "../../shell/PageTitle";
import { PrintHead } from "../../shell/Printing";
import { TableFrame } from "../../shell/TableFrame";
import { clockText, dateText } from "../../shell/time";
import { useTimeColumn } from "../../shell/TimeColumn";
import { GiveGrant } from "./GiveGrant";
import styles from "./People.module.css";

const route = getRouteApi("/signed-in/editions/$edition/people");

export type Role = "organizer" | "officer" | "auditor" | "screener" | "host";

export function PeoplePage() {
  const { t } = useTranslation("people");
  const pickText = usePick();
  const { edition } = route.useParams();
  const { data, dataUpdatedAt } = useSuspenseQuery(grantsQuery(edition));
  return (
    <div className="page">
      <PrintHead edition={data.edition} title={t("title")} readAt={dataUpdatedAt} />
      <div className="stack tight no-print">
        <PageTitle title={`${t("title")} ${pickText(data.edition.title)}`}>{t("title")}</PageTitle>
        <p className="lead">{t("lead")}</p>
      </div>
      {data.grants.length === 0 ? <Empty title={t("empty")} icon="person" /> : <GrantTable edition={edition} data={data} />}
      {data.may.give ? <GiveGrant edition={edition} data={data} /> : null}
    </div>
  );
}

function GrantTable({ edition, data }: { edition: string; data: Grants }) {
  const { t } = useTranslation("people");
  const { grants, divisions, edition: { zone } } = data;
  const anyEnds = grants.some((grant) => grant.may_end);
  const column = useTimeColumn(zone, grants.map(({ from }) => from));
  return (
    <TableFrame>
      <Cards>
        <caption>{t("list")}</caption>
        <thead>
          <CardRow>
            <th scope="col">{t("name")}</th><th scope="col">{t("role")}</th><th scope="col">{t("where")}</th>
            <th scope="col" data-kept={column.zone ?? undefined}>{column.zone === null ? t("from") : t("fromIn", { zone: column.zone })}</th><th scope="col">{t("until")}</th>{anyEnds ? <th scope="col" className="no-print">{t("actions")}</th> : null}
          </CardRow>
        </thead>
        <tbody>
          {grants.map((grant) => (
            <CardRow key={grant.id}>
              <CardName>
                <Words of={grant.name.name} />
                <div className="hint">{grant.email ?? t("noEmail")}</div>
              </CardName>
              <CardCell label={t("role")}>{t(`roles.${grant.role as Role}`)}</CardCell>
              <CardCell label={t("where")} className={styles.where}><Where grant={grant} divisions={divisions} /></CardCell>
              <CardCell label={t("from")}>{column.show(grant.from)}</CardCell>
              <CardCell label={t("until")}><Until until={grant.until} zone={zone} /></CardCell>
              {anyEnds ? <CardCell className={`no-print ${styles.act ?? ""}`}>{grant.may_end ? <End edition={edition} grant={grant} /> : null}</CardCell> : null}
            </CardRow>
          ))}
        </tbody>
      </Cards>
    </TableFrame>
  );
}

function Where({ grant, divisions }: { grant: Grant; divisions: Grants["divisions"] }) {
  const { t } = useTranslation("people");
  if (grant.everywhere) return <>{t("everywhere")}</>;
  if (grant.divisions.length === 0) return <>{t("allDivisions")}</>;
  return (
    <ul className="plain">
      {grant.divisions.map((key) => {
        const division = divisions.find((one) => one.key === key);
        return <li key={key}>{division ? <Words of={division.title} /> : key}</li>;
      })}
    </ul>
  );
}

function Until({ until, zone }: { until: string | null; zone: string }) {
  const { t } = useTranslation("people");
  const language = useLanguage();
  if (until === null) return <span className="hint">{t("open")}</span>;
  const end = new Date(until);
  // Who was given a last day reads that day, and not the midnight after it.
  const wholeDay = clockText(end, zone) === "00:00";
  return (
    <>
      {end.getTime() <= serverNow() ? <span className="tag">{t("over")}</span> : null}{" "}
      {wholeDay ? <time dateTime={until}>{dateText(new Date(end.getTime() - 1), zone, language)}</time> : <Instant at={until} zone={zone} short />}
    </>
  );
}

function End({ edition, grant }: { edition: string; grant: Grant }) {
  const { t } = useTranslation("people");
  const pickText = usePick();
  const [asks, setAsks] = useState(false);
  const name = pickText(grant.name.name);
  return (
    <>
      <Button size="sm" variant="subtle" color="cinnabar" aria-label={t("endOf", { name, role: t(`roles.${grant.role as Role}`) })} onClick={() => { setAsks(true); }}>{t("end")}</Button>
      <ConfirmDialog
        open={asks} onClose={() => { setAsks(false); }} danger title={t("endTitle")} action={t("end")}
        onConfirm={async () => { queries.setQueryData(grantsQuery(edition).queryKey, await endGrant(edition, grant.id)); }}
      >
        <p>{t("endBody", { name, role: t(`roles.${grant.role as Role}`) })}</p>
      </ConfirmDialog>
    </>
  );
}
