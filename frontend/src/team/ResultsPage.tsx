// T15: what came of an entry. Until the list is public it says the same to every team; afterwards in plain words what the
// list says, and from each heat what its disclosure lets a team know.
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ownEntryQuery, ownResultsQuery } from "../api/team";
import type { OwnResults, TeamEntry } from "../api/types";
import { usePick, Words } from "../shell/bilingual";
import { Icon } from "../shell/icons";
import { Instant } from "../shell/Instant";
import { Empty } from "../shell/PageStates";
import { PageTitle } from "../shell/PageTitle";
import { HeatResult } from "./HeatResult";
import styles from "./ResultsPage.module.css";

const route = getRouteApi("/signed-in/team/entries/$number/results");

export function ResultsPage() {
  const { t } = useTranslation("result");
  const pickText = usePick();
  const { number } = route.useParams();
  const { data: results } = useSuspenseQuery(ownResultsQuery(number));
  const { data: entry } = useSuspenseQuery(ownEntryQuery(number));
  const title = entry.answers.title ?? { zh: "", en: "" };
  return (
    <div className="page narrow">
      <p className="no-print"><Link to="/team" className="back"><Icon name="back" /> {t("back")}</Link></p>
      <div className="stack tight">
        <PageTitle title={`${t("title")} ${number}`}>{t("title")}</PageTitle>
        <p className="hint">
          {number}{pickText(title).trim() === "" ? null : <> · <Words of={title} /></>} · <Words of={entry.edition.title} />
        </p>
      </div>
      {results.published_at === null ? (
        <Empty title={t("notYet")}><p className="measure">{t("notYetBody")}</p></Empty>
      ) : (
        <>
          <Outcome results={results} entry={entry} publishedAt={results.published_at} />
          <Heats results={results} />
        </>
      )}
    </div>
  );
}

function Outcome({ results: { tiers }, entry, publishedAt }: { results: OwnResults; entry: TeamEntry; publishedAt: string }) {
  const { t } = useTranslation("result");
  const { slug, zone } = entry.edition;
  return (
    <section className={`card stack ${styles.outcome ?? ""}`} data-awarded={tiers.length > 0} aria-labelledby="outcome">
      <h2 id="outcome">{tiers.length > 0 ? t("awarded") : t("noAward")}</h2>
      {tiers.length > 0 ? (
        <ul className={`plain ${styles.tiers ?? ""}`}>
          {tiers.map(({ tier, name, together_as }, index) => (
            <li key={`${tier.key} ${String(index)}`}>
              <strong><Words of={tier.title} /></strong>{name ? <> · <Words of={name} /></> : null}
              {together_as ? <><br /><span className="hint">{t("togetherAs")} <Words of={together_as} /></span></> : null}
            </li>
          ))}
        </ul>
      ) : null}
      <p className="measure">{tiers.length > 0 ? t("awardedBody") : t("noAwardBody")}</p>
      <p className="hint">
        {t("published")} <Instant at={publishedAt} zone={zone} /> · <a href={`/results/${encodeURIComponent(slug)}`}>{t("list")}</a>
      </p>
    </section>
  );
}

function Heats({ results: { heats } }: { results: OwnResults }) {
  const { t } = useTranslation("result");
  return (
    <section className="stack" aria-labelledby="heats">
      <h2 id="heats">{t("heats")}</h2>
      {heats.length === 0 ? <p className="measure">{t("noHeats")}</p> : (
        <ol className={`plain ${styles.heats ?? ""}`}>
          {heats.map((heat) => <li key={heat.heat.key}><HeatResult heat={heat} /></li>)}
        </ol>
      )}
    </section>
  );
}
