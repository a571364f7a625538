// What was done, by whom, when: the append-only record, a page at a time.
import { Button } from "@mantine/core";
import { useQuery, useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { auditQuery, editionQuery } from "../api/editions";
import type { AuditEntry } from "../api/types";
import { Words } from "../shell/bilingual";
import { Instant } from "../shell/Instant";
import { Empty } from "../shell/PageStates";
import { PageTitle } from "../shell/PageTitle";
import { TableFrame } from "../shell/TableFrame";
import styles from "./Organizer.module.css";

const route = getRouteApi("/signed-in/editions/$edition/audit");

export function AuditPage() {
  const { t } = useTranslation("organizer");
  const { edition } = route.useParams();
  const { data, fetchNextPage, hasNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery(auditQuery(edition));
  const overview = useQuery(editionQuery(edition));
  const zone = overview.data?.edition.zone ?? "Asia/Shanghai";
  const entries = data.pages.flatMap((page) => page.entries);
  return (
    <div className="page">
      <PageTitle title={t("audit.title")}>{t("audit.title")}</PageTitle>
      <p className="lead">{t("audit.lead")}</p>
      {entries.length === 0 ? <Empty title={t("audit.empty")} /> : (
        <TableFrame>
          <table className="list">
            <thead>
              <tr>
                <th scope="col" className="num">{t("audit.number")}</th><th scope="col">{t("audit.at")}</th><th scope="col">{t("audit.actor")}</th>
                <th scope="col">{t("audit.action")}</th><th scope="col">{t("audit.subject")}</th>
              </tr>
            </thead>
            <tbody>{entries.map((entry, index) => <Row key={`${String(entry.number)} ${String(index)}`} entry={entry} zone={zone} />)}</tbody>
          </table>
        </TableFrame>
      )}
      {hasNextPage ? (
        <div><Button variant="default" loading={isFetchingNextPage} onClick={() => { void fetchNextPage(); }}>{t("audit.more")}</Button></div>
      ) : null}
    </div>
  );
}

function Row({ entry, zone }: { entry: AuditEntry; zone: string }) {
  const { t, i18n } = useTranslation("organizer");
  const say = t as unknown as (key: string) => string;
  const known = i18n.exists(`organizer:audit.actions.${entry.action}`);
  return (
    <tr>
      <td className="num">{entry.number ?? <span className="hint">{t("audit.unnumbered")}</span>}</td>
      <td><Instant at={entry.at} zone={zone} short seconds /></td>
      <td>{entry.actor ? <Words of={entry.actor.name} /> : t("audit.system")}</td>
      <th scope="row">
        {known ? say(`audit.actions.${entry.action}`) : entry.action}
        {known ? <span className={styles.detail}><span className="mono">{entry.action}</span></span> : null}
      </th>
      <td>
        <span className="hint">{entry.subject_kind}</span> {entry.subject}
        <Detail detail={entry.detail} />
      </td>
    </tr>
  );
}

function Detail({ detail }: { detail: unknown }) {
  if (detail === null || detail === undefined || detail === "") return null;
  if (typeof detail !== "object") return <span className={styles.detail}>{String(detail)}</span>;
  const parts = Object.entries(detail as Record<string, unknown>);
  if (parts.length === 0) return null;
  const text = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
  return <span className={styles.detail}>{parts.map(([key, value]) => `${key}: ${text(value)}`).join(" · ")}</span>;
}
