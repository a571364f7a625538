// Entries as rows. A column that says the same in every row, or nothing, is left out.
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { EntryPage, EntryRow } from "../../api/types";
import { Words } from "../../shell/bilingual";
import { useTimeColumn } from "../../shell/TimeColumn";
import { RunningHead } from "../../shell/Printing";
import { CardCell, CardName, CardRow, Cards } from "../../shell/Cards";
import { TableFrame } from "../../shell/TableFrame";
import type { EditionNames } from "../edition-names";
import { ScreeningTag } from "./ScreeningParts";
import styles from "./Entries.module.css";

interface Props {
  names: EditionNames;
  rows: EntryPage["entries"];
  readAt: number;
}

export function EntryTable({ names, rows, readAt }: Props) {
  const { t } = useTranslation("entries");
  const { t: old } = useTranslation("organizer");
  const { edition, ...overview } = names.overview;
  const column = useTimeColumn(edition.zone, rows.map(({ submitted_at: at }) => at));
  const shows = {
    contest: overview.contests.length > 1,
    division: names.divisions.length > 0 && rows.some(({ division }) => division !== null),
    region: names.regions.length > 0 && rows.some(({ region }) => region !== ""),
    source: rows.some(({ source }) => source !== "self"),
    screening: rows.some(({ screening }) => screening !== "none"),
  };
  const columns = 6 + Object.values(shows).filter(Boolean).length;
  return (
    <TableFrame>
      <Cards>
        <caption className="sr">{t("list.caption")}</caption>
        <thead>
          <RunningHead edition={edition} title={old("entries.title")} readAt={readAt} columns={columns} />
          <CardRow>
            <th scope="col">{old("entries.number")}</th><th scope="col">{old("entries.entry")}</th><th scope="col">{old("entries.team")}</th>
            {shows.contest ? <th scope="col">{old("entries.contest")}</th> : null}
            {shows.division ? <th scope="col">{t("list.division")}</th> : null}
            {shows.region ? <th scope="col">{t("list.region")}</th> : null}
            {shows.source ? <th scope="col">{t("list.source")}</th> : null}
            <th scope="col">{old("entries.state")}</th>
            {shows.screening ? <th scope="col">{t("list.screening")}</th> : null}
            <th scope="col" data-kept={column.zone ?? undefined}>{column.head(old("entries.submittedAt"))}</th><th scope="col" className="num">{old("entries.files")}</th>
          </CardRow>
        </thead>
        <tbody>
          {rows.map((row) => (
            <CardRow key={row.number}>
              <CardCell label={old("entries.number")} className="figures">{row.number}</CardCell>
              <CardName>
                <Link to="/editions/$edition/entries/$number" params={{ edition: edition.slug, number: row.number }}><EntryTitle row={row} /></Link>
              </CardName>
              <CardCell label={old("entries.team")} className={styles.words}><Words of={row.team} /></CardCell>
              {shows.contest ? <CardCell label={old("entries.contest")}>{names.contest(row.contest)}</CardCell> : null}
              {shows.division ? <CardCell label={t("list.division")} className={styles.words}>{row.division === null ? "—" : names.division(row.division)}</CardCell> : null}
              {shows.region ? <CardCell label={t("list.region")}>{row.region === "" ? "—" : names.region(row.region)}</CardCell> : null}
              {shows.source ? <CardCell label={t("list.source")} className={styles.line}>{t(`sources.${row.source}`)}</CardCell> : null}
              <CardCell label={old("entries.state")}><span className={row.state === "submitted" ? "tag good" : "tag"}>{old(`entries.states.${row.state}`)}</span></CardCell>
              {shows.screening ? <CardCell label={t("list.screening")}>{row.screening === "none" ? "—" : <ScreeningTag state={row.screening} />}</CardCell> : null}
              <CardCell label={old("entries.submittedAt")} className={styles.line}>{row.submitted_at ? column.show(row.submitted_at) : <span className="hint">—</span>}</CardCell>
              <CardCell label={old("entries.files")} className="num">{row.attachments}</CardCell>
            </CardRow>
          ))}
        </tbody>
      </Cards>
    </TableFrame>
  );
}

export function EntryTitle({ row }: { row: Pick<EntryRow, "title"> }) {
  const { t } = useTranslation("organizer");
  return row.title.zh || row.title.en ? <Words of={row.title} /> : <>{t("entries.untitled")}</>;
}
