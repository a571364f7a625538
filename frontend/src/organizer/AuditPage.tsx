// What was done, by whom, when: the append-only record, a page at a time.
import { Button } from "@mantine/core";
import { useQuery, useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { auditQuery, editionQuery } from "../api/editions";
import type { AuditEntry, EditionOverview } from "../api/types";
import { Words } from "../shell/bilingual";
import { CardCell, CardName, CardRow, Cards } from "../shell/Cards";
import { Empty } from "../shell/PageStates";
import { PageTitle } from "../shell/PageTitle";
import { TableFrame } from "../shell/TableFrame";
import { useTimeColumn } from "../shell/TimeColumn";
import { AuditDetail } from "./audit/AuditDetail";
import { useLoose } from "./audit/loose";
import styles from "./Organizer.module.css";

const route = getRouteApi("/signed-in/editions/$edition/audit");

export function AuditPage() {
  const { t } = useTranslation("organizer");
  const { edition } = route.useParams();
  const { data, fetchNextPage, hasNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery(auditQuery(edition));
  const { data: overview } = useQuery(editionQuery(edition));
  const entries = data.pages.flatMap((page) => page.entries);
  const column = useTimeColumn(overview?.edition.zone ?? "Asia/Shanghai", entries.map(({ at }) => at), true);
  return (
    <div className="page wide">
      <PageTitle title={t("audit.title")}>{t("audit.title")}</PageTitle>
      <p className="lead">{t("audit.lead")}</p>
      {entries.length === 0 ? <Empty title={t("audit.empty")} /> : (
        <TableFrame>
          <Cards>
            <thead>
              <CardRow>
                <th scope="col" className="num">{t("audit.number")}</th><th scope="col" data-kept={column.zone ?? undefined}>{column.head(t("audit.at"))}</th><th scope="col">{t("audit.actor")}</th>
                <th scope="col">{t("audit.action")}</th><th scope="col">{t("audit.subject")}</th>
              </CardRow>
            </thead>
            <tbody>
              {entries.map((entry, index) => (
                <Row key={`${String(entry.number)} ${String(index)}`} entry={entry} at={column.show(entry.at)} overview={overview} />
              ))}
            </tbody>
          </Cards>
        </TableFrame>
      )}
      {hasNextPage ? (
        <div><Button variant="default" loading={isFetchingNextPage} onClick={() => { void fetchNextPage(); }}>{t("audit.more")}</Button></div>
      ) : null}
    </div>
  );
}

interface RowProps {
  entry: AuditEntry;
  at: ReactNode;
  overview: EditionOverview | undefined;
}

function Row({ entry, at, overview }: RowProps) {
  const { t } = useTranslation("organizer");
  const { word } = useLoose();
  const action = word(`organizer:audit.actions.${entry.action}`);
  const kind = word(`audit:kinds.${entry.subject_kind}`) ?? entry.subject_kind;
  return (
    <CardRow>
      <CardCell label={t("audit.number")} className="num">{entry.number ?? <span className="hint">{t("audit.unnumbered")}</span>}</CardCell>
      <CardCell label={t("audit.at")}>{at}</CardCell>
      <CardCell label={t("audit.actor")}><Actor entry={entry} /></CardCell>
      <CardName>
        {action ?? entry.action}
        {action === null ? null : <span className={styles.detail}><span className="mono">{entry.action}</span></span>}
      </CardName>
      <CardCell label={t("audit.subject")}>
        {kind} <span className={styles.detail}><span className="mono">{entry.subject}</span></span>
        <AuditDetail detail={entry.detail} overview={overview} />
      </CardCell>
    </CardRow>
  );
}

/** Who did it, as far as there is a name: a secret vote names nobody, and an account may have none yet. */
function Actor({ entry: { actor, action } }: { entry: AuditEntry }) {
  const { t } = useTranslation("organizer");
  if (actor) return <Words of={actor.name} />;
  return <span className="hint">{action === "cast_papers" ? t("audit.secret") : t("audit.nameless")}</span>;
}
