// All entries that are the reader's to see, narrowed by the address, a page at a time; as a file and on paper.
import { Skeleton } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { flushSync } from "react-dom";
import { useTranslation } from "react-i18next";
import { allEntries, entriesQuery } from "../api/entries";
import type { EntryFilter } from "../api/entries";
import type { EntryPage } from "../api/types";
import { Icon } from "../shell/icons";
import { Empty } from "../shell/PageStates";
import { PageTitle } from "../shell/PageTitle";
import { PrintButton, PrintHead } from "../shell/Printing";
import { useEditionNames } from "./edition-names";
import { filterOf, partsOf } from "./entries/entry-filter";
import { BegunNote, EnterOnBehalf } from "./entries/EnterOnBehalf";
import type { Begun } from "./entries/EnterOnBehalf";
import { EntryFilters, FilterChips, useFilterWords } from "./entries/EntryFilters";
import { EntryTable } from "./entries/EntryTable";
import { ExportMenu } from "./entries/ExportMenu";
import styles from "./entries/Entries.module.css";

const route = getRouteApi("/signed-in/editions/$edition/entries");

export function EntriesPage() {
  const { t } = useTranslation("entries");
  const { t: old } = useTranslation("organizer");
  const { edition } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const names = useEditionNames(edition);
  const words = useFilterWords(names);
  const filter = filterOf(search);
  const { data: page, isPlaceholderData, dataUpdatedAt } = useQuery({
    ...entriesQuery(edition, filter, search.after), placeholderData: keepPreviousData, throwOnError: true,
  });
  // All of them, while they are being printed.
  const [onPaper, setOnPaper] = useState<EntryPage["entries"] | null>(null);
  const [begun, setBegun] = useState<Begun | null>(null);
  const change = (next: EntryFilter, typing: boolean) => {
    void navigate({ search: next, replace: typing, resetScroll: false });
  };
  const printAll = async () => {
    const rows = await allEntries(edition, filter);
    flushSync(() => { setOnPaper(rows); });
  };
  const narrows = partsOf(filter).length > 0;
  const title = old("entries.title");
  const zone = names.overview.edition;
  return (
    <div className="page wide print-wide">
      <PrintHead edition={zone} title={title} readAt={dataUpdatedAt} filters={words.lines(filter)} />
      <div className="page-head no-print">
        <div>
          <PageTitle title={title}>{title}</PageTitle>
          <p className="hint" role="status">
            {page ? t("list.found", { count: page.total }) : null}{page && search.after ? ` · ${t("list.from", { number: search.after })}` : null}
          </p>
        </div>
        <div className="row">
          {names.overview.may.enter_on_behalf ? <EnterOnBehalf edition={edition} names={names} onBegun={setBegun} /> : null}
          {page && page.total > 0 ? (
            <>
              <ExportMenu edition={edition} filter={filter} total={page.total} />
              <PrintButton label={t("print.all", { count: page.total })} prepare={printAll} done={() => { setOnPaper(null); }} />
            </>
          ) : null}
        </div>
      </div>
      <BegunNote edition={edition} begun={begun} />
      <EntryFilters names={names} filter={filter} onChange={change} />
      <FilterChips names={names} filter={filter} onChange={change} />
      {page ? (
        <div className={isPlaceholderData ? styles.busy : undefined} aria-busy={isPlaceholderData}>
          {page.entries.length > 0 ? <EntryTable names={names} rows={onPaper ?? page.entries} readAt={dataUpdatedAt} /> : narrows ? (
            <Empty title={t("list.noMatchTitle")} icon="list"><p>{t("list.noMatch")}</p></Empty>
          ) : (
            <Empty title={old("entries.emptyTitle")}><p>{old("entries.empty")}</p></Empty>
          )}
        </div>
      ) : <Skeleton height={320} />}
      <nav className="row apart no-print" aria-label={old("entries.pages")}>
        {search.after ? <Link to="/editions/$edition/entries" params={{ edition }} search={filter}><Icon name="back" /> {old("entries.first")}</Link> : <span />}
        {page?.next_after ? <Link to="/editions/$edition/entries" params={{ edition }} search={{ ...filter, after: page.next_after }}>{old("entries.next")} <Icon name="next" /></Link> : null}
      </nav>
    </div>
  );
}
