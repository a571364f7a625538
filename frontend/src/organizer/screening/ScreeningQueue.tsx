// The queue at the left of the desk: which entries, how many, which one is shown.
import { Button, Skeleton } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Words } from "../../shell/bilingual";
import { Empty } from "../../shell/PageStates";
import type { EditionNames } from "../edition-names";
import { EntryFilters, FilterChips } from "../entries/EntryFilters";
import { EntryTitle } from "../entries/EntryTable";
import { narrowed, partsOf, SCREENINGS } from "../entries/entry-filter";
import type { EntryFilter } from "../../api/entries";
import type { Desk } from "./use-screening";
import styles from "./Screening.module.css";

const FIELDS = ["text", "contest", "division"] as const;

export function ScreeningQueue({ desk, names }: { desk: Desk; names: EditionNames }) {
  const { t } = useTranslation("screening");
  const { t: words } = useTranslation("entries");
  const { search, rows, total, counts } = desk;
  const narrowing = narrowed(desk.filter, "screening", undefined);
  const params = { edition: desk.edition };
  const narrows = partsOf(narrowing).length > 0;
  const change = (to: EntryFilter, typing: boolean) => { desk.narrow(to, typing); };
  return (
    <nav className={styles.queue} aria-label={t("queue.name")}>
      <ul className={styles.tabs} aria-label={t("queue.show")}>
        {SCREENINGS.map((screening) => (
          <li key={screening}>
            <Link to="/editions/$edition/screening" params={params} search={{ ...narrowing, screening }} aria-current={search.screening === screening ? "true" : undefined}>
              {counts ? t("queue.tab", { name: words(`screenings.${screening}`), count: counts[screening] }) : words(`screenings.${screening}`)}
            </Link>
          </li>
        ))}
      </ul>
      <details className={styles.narrow} open={narrows}>
        <summary>{t("filters")}</summary>
        <EntryFilters names={names} filter={narrowing} keys={FIELDS} narrow onChange={change} />
      </details>
      <FilterChips names={names} filter={narrowing} onChange={change} />
      {total === undefined ? <Skeleton height={240} /> : rows.length === 0 ? <NoneHere desk={desk} narrows={narrows} /> : (
        <ol className={styles.rows}>
          {rows.map((row) => (
            <li key={row.number}>
              <Link
                to="/editions/$edition/screening" params={params} search={{ ...narrowing, screening: search.screening, entry: row.number }}
                className={styles.row} aria-current={row.number === desk.shown ? "true" : undefined} preload={false}
              >
                <span className="figures">{row.number}</span>
                <span className="strong"><EntryTitle row={row} /></span>
                <span className="hint"><Words of={row.team} />{row.division === null ? null : <> · {names.division(row.division)}</>}</span>
              </Link>
            </li>
          ))}
        </ol>
      )}
      {desk.hasNextPage ? (
        <Button variant="default" size="sm" loading={desk.isFetchingNextPage} onClick={() => { void desk.fetchNextPage(); }}>{t("queue.more")}</Button>
      ) : null}
    </nav>
  );
}

function NoneHere({ desk, narrows }: { desk: Desk; narrows: boolean }) {
  const { t } = useTranslation("screening");
  const { t: words } = useTranslation("entries");
  if (narrows) return <Empty title={t("queue.noMatchTitle")} icon="list"><p>{words("list.noMatch")}</p></Empty>;
  if (desk.search.screening === "pending") return <Empty title={t("queue.doneTitle")} icon="check"><p>{t("queue.done")}</p></Empty>;
  return <Empty title={t("queue.emptyTitle")}><p>{t("queue.empty")}</p></Empty>;
}
