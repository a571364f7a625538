// T3: my entries, each with its next action; and the calls in which another can be started.
import { Button } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { meQuery } from "../api/account";
import { queries } from "../api/queries";
import { callsQuery, createEntry, ownEntriesQuery, ownEntryQuery } from "../api/team";
import type { Call, TeamEntryCard } from "../api/types";
import { pick, useLanguage, Words } from "../shell/bilingual";
import { Icon } from "../shell/icons";
import { Instant } from "../shell/Instant";
import { Empty } from "../shell/PageStates";
import { PageTitle } from "../shell/PageTitle";
import { useProblemSentence } from "../shell/problem-text";
import { CanalLine } from "./CanalLine";
import styles from "./EntriesPage.module.css";

export function EntriesPage() {
  const { t } = useTranslation("team");
  const { data: { entries } } = useSuspenseQuery(ownEntriesQuery);
  const { data: { calls } } = useSuspenseQuery(callsQuery);
  const shown = calls.filter(({ state }) => state !== "closed");
  return (
    <div className="page">
      <PageTitle title={t("entries.title")}>{t("entries.title")}</PageTitle>
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
          <ul className={`plain ${styles.cards ?? ""}`}>
            {shown.map((call) => <li key={`${call.edition.slug} ${call.contest.key}`}><CallCard call={call} /></li>)}
          </ul>
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
  return (
    <article className="card stack tight">
      <p className="hint">{entry.number} · <Words of={entry.edition.title} /></p>
      <h2>{named ? <Words of={entry.title} /> : t("entries.untitled")}</h2>
      <div className="row">
        {submitted
          ? <span className="tag good"><Icon name="check" />{t("state.submitted")}</span>
          : <span className="tag wait">{t("state.draft")}</span>}
        {entry.has_unsubmitted_changes && submitted ? <span className="tag wait">{t("state.changed")}</span> : null}
      </div>
      <CanalLine position={entry.stage.position} of={entry.stage.of} />
      <p className="hint">{t("entries.deadline")} <Instant at={entry.deadline} zone={entry.edition.zone} /></p>
      <div className="row">
        <Link to="/team/entries/$number" params={params} className={styles.action}>
          {submitted ? t("entries.open") : t("entries.continue")} <Icon name="next" />
        </Link>
        {submitted ? <Link to="/team/entries/$number/receipt" params={params}>{t("receipt.title")}</Link> : null}
      </div>
    </article>
  );
}

function CallCard({ call }: { call: Call }) {
  const { t } = useTranslation("team");
  const sentence = useProblemSentence();
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const start = async () => {
    if (busy) return;
    setBusy(true);
    setError(null);
    try {
      const entry = await createEntry(call.edition.slug, call.contest.key);
      queries.setQueryData(ownEntryQuery(entry.number).queryKey, entry);
      // A first entry makes the edition a workplace.
      void queries.invalidateQueries({ queryKey: meQuery.queryKey });
      await navigate({ to: "/team/entries/$number", params: { number: entry.number } });
    } catch (refusal) {
      setError(refusal);
    } finally {
      setBusy(false);
    }
  };
  return (
    <article className="card stack tight">
      <p className="hint"><Words of={call.edition.title} /></p>
      <h3><Words of={call.contest.title} /></h3>
      <p className="hint">
        {call.state === "upcoming"
          ? <>{t("calls.opens")} <Instant at={call.opens_at} zone={call.edition.zone} /></>
          : <>{t("calls.closes")} <Instant at={call.deadline} zone={call.edition.zone} /></>}
      </p>
      {error === null ? null : <p className="note bad" role="alert">{sentence(error)}</p>}
      {call.may.create_entry ? (
        <div><Button loading={busy} onClick={() => { void start(); }}>{t("calls.start")}</Button></div>
      ) : null}
    </article>
  );
}
