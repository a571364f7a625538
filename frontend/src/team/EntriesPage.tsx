// T3: my entries, each with its next action; and the calls in which another can be started.
import { useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Fragment, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { serverNow } from "../api/server-clock";
import { callsQuery, ownEntriesQuery } from "../api/team";
import type { TeamEntryCard } from "../api/types";
import { pick, useLanguage, Words } from "../shell/bilingual";
import { Icon } from "../shell/icons";
import { Instant } from "../shell/Instant";
import { Empty } from "../shell/PageStates";
import { PageTitle } from "../shell/PageTitle";
import { CallsOfEdition, byEdition } from "./Calls";
import { ConfidenceCard } from "./confidence-card";
import { EntryStatusTag, Reason } from "./EntryStatus";
import { SUPPLEMENT_TONE } from "./SupplementNote";
import styles from "./EntriesPage.module.css";

export function EntriesPage() {
  const { t } = useTranslation("team");
  const { data: { entries } } = useSuspenseQuery(ownEntriesQuery);
  const { data: { calls } } = useSuspenseQuery(callsQuery);
  const shown = calls.filter(({ state }) => state !== "closed");
  return (
    <div className="page">
      <PageTitle title={t("entries.title")}>{t("entries.title")}</PageTitle>
      <Suspense fallback={null}><ConfidenceCard /></Suspense>
      {entries.length === 0 ? (
        <Empty title={t("entries.emptyTitle")}>
          <p className="measure">{t("entries.empty")}</p>
          <ul className="measure">
            {(["needTitle", "needSummary", "needDeck"] as const).map((need) => <li key={need}>{t(`entries.${need}`)}</li>)}
          </ul>
        </Empty>
      ) : (
        <ul className={`plain ${styles.cards ?? ""}`}>
          {entries.map((entry) => <li key={entry.number}><EntryCard entry={entry} /></li>)}
        </ul>
      )}
      <section className="stack" aria-labelledby="calls">
        <h2 id="calls">{t("calls.title")}</h2>
        {shown.length === 0 ? <p className="hint">{t("calls.none")}</p> : (
          byEdition(shown).map((ofEdition) => <CallsOfEdition key={ofEdition[0].edition.slug} calls={ofEdition} />)
        )}
      </section>
    </div>
  );
}

function EntryCard({ entry }: { entry: TeamEntryCard }) {
  const { t } = useTranslation("team");
  const language = useLanguage();
  const params = { number: entry.number };
  const named = pick(entry.title, language).text.trim() !== "";
  const submitted = entry.state === "submitted";
  const over = Date.parse(entry.deadline) < serverNow();
  return (
    <article className="card stack tight">
      <p className="hint">{entry.number} · <Words of={entry.edition.title} /></p>
      <h2>{named ? <Words of={entry.title} /> : t("entries.untitled")}</h2>
      <div className="row">
        <EntryStatusTag status={entry.status} over={over} />
        {entry.has_unsubmitted_changes && submitted && !over ? <span className="tag wait"><Icon name="alert" />{t("state.changed")}</span> : null}
      </div>
      {entry.supplement ? (
        <p className={`note ${SUPPLEMENT_TONE[entry.supplement.state]}`}>
          <span>{t(`supplement.notes.${entry.supplement.state}`)} {t("supplement.due")} <Instant at={entry.supplement.due_at} zone={entry.edition.zone} /></span>
        </p>
      ) : null}
      <Reason reason={entry.reason} />
      <p className="hint"><Place entry={entry} /></p>
      <p className="hint">{over ? t("entries.closed") : t("entries.deadline")} <Instant at={entry.deadline} zone={entry.edition.zone} /></p>
      <div className="row">
        <Link to="/team/entries/$number" params={params} className={styles.action}>
          {entry.supplement?.state === "requested" ? t("supplement.action") : submitted || over ? t("entries.open") : t("entries.continue")} <Icon name="next" />
        </Link>
        {submitted ? <Link to="/team/entries/$number/receipt" params={params}>{t("receipt.title")}</Link> : null}
        {submitted && over ? <Link to="/team/entries/$number/results" params={params}>{t("entries.results")}</Link> : null}
      </div>
    </article>
  );
}

/** Where it competes: track, contest and division, as far as there are such. */
function Place({ entry: { track, contest, division } }: { entry: TeamEntryCard }) {
  const places = [track, contest, division].filter((place) => place !== null);
  return (
    <>
      {places.map(({ title }, index) => (
        <Fragment key={index}>{index > 0 ? " · " : ""}<Words of={title} /></Fragment>
      ))}
    </>
  );
}
