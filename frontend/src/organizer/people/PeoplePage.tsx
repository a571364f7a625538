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
import { usePick, Words } from "../../shell/bilingual";
import { Instant } from "../../shell/Instant";
import { Empty } from "../../shell/PageStates";
import { PageTitle } from "../../shell/PageTitle";
import { PrintHead } from "../../shell/Printing";
import { TableFrame } from "../../shell/TableFrame";
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
      <table className="list">
        <caption>{t("list")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("name")}</th><th scope="col">{t("role")}</th><th scope="col">{t("where")}</th>
            <th scope="col">{column.zone === null ? t("from") : t("fromIn", { zone: column.zone })}</th><th scope="col">{t("until")}</th>{anyEnds ? <th scope="col" className="no-print">{t("actions")}</th> : null}
          </tr>
        </thead>
        <tbody>
          {grants.map((grant) => (
            <tr key={grant.id}>
              <th scope="row">
                <Words of={grant.name.name} />
                <div className="hint">{grant.email ?? t("noEmail")}</div>
              </th>
              <td>{t(`roles.${grant.role as Role}`)}</td>
              <td className={styles.where}><Where grant={grant} divisions={divisions} /></td>
              <td>{column.show(grant.from)}</td>
              <td><Until until={grant.until} zone={zone} /></td>
              {anyEnds ? <td className={`no-print ${styles.act ?? ""}`}>{grant.may_end ? <End edition={edition} grant={grant} /> : null}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
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
  if (until === null) return <span className="hint">{t("open")}</span>;
  return <>{Date.parse(until) <= serverNow() ? <span className="tag">{t("over")}</span> : null} <Instant at={until} zone={zone} short /></>;
}

function End({ edition, grant }: { edition: string; grant: Grant }) {
  const { t } = useTranslation("people");
  const pickText = usePick();
  const [asks, setAsks] = useState(false);
  const name = pickText(grant.name.name);
  return (
    <>
      <Button size="sm" variant="subtle" color="cinnabar" aria-label={t("endOf", { name })} onClick={() => { setAsks(true); }}>{t("end")}</Button>
      <ConfirmDialog
        open={asks} onClose={() => { setAsks(false); }} danger title={t("endTitle")} action={t("end")}
        onConfirm={async () => { queries.setQueryData(grantsQuery(edition).queryKey, await endGrant(edition, grant.id)); }}
      >
        <p>{t("endBody", { name, role: t(`roles.${grant.role as Role}`) })}</p>
      </ConfirmDialog>
    </>
  );
}
