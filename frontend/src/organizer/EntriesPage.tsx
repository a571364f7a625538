// All entries of the edition, a page at a time.
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { editionQuery, entriesQuery } from "../api/editions";
import { Words } from "../shell/bilingual";
import { Icon } from "../shell/icons";
import { Instant } from "../shell/Instant";
import { Empty } from "../shell/PageStates";
import { PageTitle } from "../shell/PageTitle";
import { TableFrame } from "../shell/TableFrame";

const route = getRouteApi("/signed-in/editions/$edition/entries");

export function EntriesPage() {
  const { t } = useTranslation("organizer");
  const { edition } = route.useParams();
  const { after } = route.useSearch();
  const { data: page } = useSuspenseQuery(entriesQuery(edition, after));
  const { data: overview } = useSuspenseQuery(editionQuery(edition));
  const contest = (key: string) => overview.contests.find((candidate) => candidate.key === key)?.title ?? { zh: key, en: key };
  const manyContests = overview.contests.length > 1;
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <PageTitle title={t("entries.title")}>{t("entries.title")}</PageTitle>
          <p className="hint">{t("entries.total", { count: page.total })}</p>
        </div>
      </div>
      {page.entries.length === 0 ? (
        <Empty title={t("entries.emptyTitle")}><p>{t("entries.empty")}</p></Empty>
      ) : (
        <TableFrame>
          <table className="list">
            <thead>
              <tr>
                <th scope="col">{t("entries.number")}</th><th scope="col">{t("entries.entry")}</th><th scope="col">{t("entries.team")}</th>
                {manyContests ? <th scope="col">{t("entries.contest")}</th> : null}
                <th scope="col">{t("entries.state")}</th><th scope="col">{t("entries.submittedAt")}</th><th scope="col" className="num">{t("entries.files")}</th>
              </tr>
            </thead>
            <tbody>
              {page.entries.map((row) => (
                <tr key={row.number}>
                  <td className="figures">{row.number}</td>
                  <th scope="row">
                    <Link to="/editions/$edition/entries/$number" params={{ edition, number: row.number }}>
                      {row.title.zh || row.title.en ? <Words of={row.title} /> : t("entries.untitled")}
                    </Link>
                  </th>
                  <td><Words of={row.team} /></td>
                  {manyContests ? <td><Words of={contest(row.contest)} /></td> : null}
                  <td><span className={row.state === "submitted" ? "tag good" : "tag"}>{t(`entries.states.${row.state}`)}</span></td>
                  <td>{row.submitted_at ? <Instant at={row.submitted_at} zone={overview.edition.zone} short /> : <span className="hint">—</span>}</td>
                  <td className="num">{row.attachments}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableFrame>
      )}
      <nav className="row apart" aria-label={t("entries.pages")}>
        {after ? <Link to="/editions/$edition/entries" params={{ edition }}><Icon name="back" /> {t("entries.first")}</Link> : <span />}
        {page.next_after ? (
          <Link to="/editions/$edition/entries" params={{ edition }} search={{ after: page.next_after }}>{t("entries.next")} <Icon name="next" /></Link>
        ) : null}
      </nav>
    </div>
  );
}
