// O5, second part: who must not judge what, who said so, and what was lifted again and why.
import { Button, NativeSelect } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { editionQuery, judgesQuery } from "../../api/editions";
import { conflictsQuery } from "../../api/judges";
import type { Conflict } from "../../api/judges";
import { usePick, Words } from "../../shell/bilingual";
import { CardCell, CardName, CardRow, Cards } from "../../shell/Cards";
import { Icon } from "../../shell/icons";
import { Instant } from "../../shell/Instant";
import { Empty } from "../../shell/PageStates";
import { PageTitle } from "../../shell/PageTitle";
import { PrintButton, PrintHead } from "../../shell/Printing";
import { TableFrame } from "../../shell/TableFrame";
import { DeclareDialog, LiftDialog } from "./ConflictDialogs";
import { JudgesTabs } from "./JudgesTabs";
import { conflictSearch, narrowedConflicts, SOURCES, STATES, tidy } from "./roster";
import type { ConflictSearch } from "./roster";
import { SearchField } from "../SearchField";
import styles from "./Judges.module.css";

const route = getRouteApi("/signed-in/editions/$edition/judges/conflicts");

export function ConflictsPage() {
  const { t } = useTranslation("judges");
  const { edition } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { data: { conflicts, may }, dataUpdatedAt } = useSuspenseQuery(conflictsQuery(edition));
  const { data: { judges } } = useSuspenseQuery(judgesQuery(edition));
  const { data: overview } = useSuspenseQuery(editionQuery(edition));
  const [declares, setDeclares] = useState(false);
  const [lifts, setLifts] = useState<Conflict | null>(null);
  const rows = narrowedConflicts(conflicts, search);
  const narrow = (next: ConflictSearch) => { void navigate({ search: next, replace: true, resetScroll: false }); };
  return (
    <div className="page wide">
      <PrintHead edition={overview.edition} title={t("conflicts.title")} readAt={dataUpdatedAt} />
      <div className="page-head">
        <div>
          <PageTitle title={t("conflicts.title")}>{t("conflicts.title")}</PageTitle>
          <p className="hint">{t("conflicts.lead")} <span role="status">{t("conflicts.shown", { count: rows.length })}</span></p>
        </div>
        <div className="row">
          {may.declare && judges.length > 0 ? <Button onClick={() => { setDeclares(true); }}>{t("conflicts.declare.action")}</Button> : null}
          {rows.length > 0 ? <PrintButton /> : null}
        </div>
      </div>
      <JudgesTabs edition={edition} />
      {conflicts.length === 0 ? <Empty title={t("conflicts.emptyTitle")}><p>{t("conflicts.empty")}</p></Empty> : (
        <>
          <Filters search={search} onSearch={narrow} />
          {rows.length === 0 ? (
            <div className="note"><p>{t("conflicts.none")}</p><div><Button size="sm" variant="default" onClick={() => { narrow({}); }}>{t("filter.clear")}</Button></div></div>
          ) : (
            <TableFrame>
              <Cards>
                <thead>
                  <CardRow>
                    <th scope="col">{t("conflicts.judge")}</th><th scope="col">{t("conflicts.entry")}</th><th scope="col">{t("conflicts.source")}</th>
                    <th scope="col">{t("conflicts.reason")}</th><th scope="col">{t("conflicts.declared")}</th><th scope="col">{t("conflicts.state")}</th>
                    {may.lift ? <th scope="col" className="no-print"><span className="sr">{t("conflicts.lift.action")}</span></th> : null}
                  </CardRow>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <Row key={`${row.judge} ${row.number} ${row.source} ${row.declared_at ?? ""}`} edition={edition} row={row} zone={overview.edition.zone} mayLift={may.lift} onLift={setLifts} />
                  ))}
                </tbody>
              </Cards>
            </TableFrame>
          )}
        </>
      )}
      <DeclareDialog edition={edition} judges={judges} open={declares} onClose={() => { setDeclares(false); }} />
      <LiftDialog edition={edition} conflict={lifts} onClose={() => { setLifts(null); }} />
    </div>
  );
}

function Filters({ search, onSearch }: { search: ConflictSearch; onSearch: (search: ConflictSearch) => void }) {
  const { t } = useTranslation("judges");
  const narrow = (part: Record<string, unknown>) => { onSearch(conflictSearch({ ...search, ...part })); };
  return (
    <search className={`${styles.filters ?? ""} no-print`} aria-label={t("filter.name")}>
      <SearchField label={t("conflicts.search")} value={search.text} onChange={(text) => { onSearch(tidy({ ...search, text })); }} />
      <NativeSelect
        label={t("conflicts.source")} value={search.source ?? ""} onChange={(event) => { narrow({ source: event.currentTarget.value }); }}
        data={[{ value: "", label: t("conflicts.allSources") }, ...SOURCES.map((value) => ({ value, label: t(`conflicts.sources.${value}`) }))]}
      />
      <NativeSelect
        label={t("conflicts.state")} value={search.state ?? ""} onChange={(event) => { narrow({ state: event.currentTarget.value }); }}
        data={[{ value: "", label: t("conflicts.allStates") }, ...STATES.map((value) => ({ value, label: t(`conflicts.${value}`) }))]}
      />
    </search>
  );
}

interface RowProps {
  edition: string;
  row: Conflict;
  zone: string;
  mayLift: boolean;
  onLift: (row: Conflict) => void;
}

function Row({ edition, row, zone, mayLift, onLift }: RowProps) {
  const { t } = useTranslation("judges");
  const pickText = usePick();
  const bars = row.lifted_reason === null;
  return (
    <CardRow>
      <CardName><Words of={row.name} /></CardName>
      <CardCell label={t("conflicts.entry")} className={styles.entry}>
        <Link to="/editions/$edition/entries/$number" params={{ edition, number: row.number }}><Words of={row.title} /></Link>
        <br /><span className="hint">{row.number} · <Words of={row.team} /></span>
      </CardCell>
      <CardCell label={t("conflicts.source")}>{t(`conflicts.sources.${row.source}`)}</CardCell>
      <CardCell label={t("conflicts.reason")} className={styles.why}>{row.reason === "" ? <span className="hint">—</span> : row.reason}</CardCell>
      <CardCell label={t("conflicts.declared")}>{row.declared_at === null ? <span className="hint">{t("conflicts.found")}</span> : <Instant at={row.declared_at} zone={zone} short />}</CardCell>
      <CardCell label={t("conflicts.state")} className={styles.why}>
        {bars ? <span className="tag bad"><Icon name="lock" />{t("conflicts.bars")}</span> : <span className="tag">{t("conflicts.lifted")}</span>}
        {bars ? null : <div className="hint">{t("conflicts.liftedFor", { reason: row.lifted_reason })}</div>}
      </CardCell>
      {mayLift ? (
        <CardCell className="no-print">
          {!bars ? null : row.source === "membership" ? <span className="hint">{t("conflicts.fixed")}</span> : (
            <Button size="sm" variant="default" aria-label={t("conflicts.lift.name", { judge: pickText(row.name), number: row.number })} onClick={() => { onLift(row); }}>{t("conflicts.lift.action")}</Button>
          )}
        </CardCell>
      ) : null}
    </CardRow>
  );
}
