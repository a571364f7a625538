// The calls of one edition: its contests as a list, each with what can be done about it now.
import { Button } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { meQuery } from "../api/account";
import { queries } from "../api/queries";
import { createEntry, ownEntryQuery } from "../api/team";
import type { Call } from "../api/types";
import { Words } from "../shell/bilingual";
import { Instant } from "../shell/Instant";
import { useProblemSentence } from "../shell/problem-text";
import styles from "./EntriesPage.module.css";

export type Calls = [Call, ...Call[]];

/** Calls together with those of the same edition, in the order in which editions first appear. */
export function byEdition(calls: Call[]): Calls[] {
  const groups = new Map<string, Calls>();
  for (const call of calls) {
    const group = groups.get(call.edition.slug);
    if (group) group.push(call);
    else groups.set(call.edition.slug, [call]);
  }
  return [...groups.values()];
}

/** The contests of an edition by track, in the order in which tracks first appear; those of no track by themselves. */
export function byTrack(calls: Call[]): Calls[] {
  const groups = new Map<string | null, Calls>();
  for (const call of calls) {
    const group = groups.get(call.track?.key ?? null);
    if (group) group.push(call);
    else groups.set(call.track?.key ?? null, [call]);
  }
  return [...groups.values()];
}

export function CallsOfEdition({ calls }: { calls: Calls }) {
  const { t } = useTranslation("team");
  const id = useId();
  const [{ edition, state, opens_at: opensAt, deadline }] = calls;
  return (
    <section className="card stack" aria-labelledby={id}>
      <div className="stack tight">
        <h3 id={id}><Words of={edition.title} /></h3>
        {/* An edition has one call: what is said of its first contest holds for all. */}
        <p className="hint">
          {state === "upcoming" ? t("calls.opens") : t("calls.closes")} <Instant at={state === "upcoming" ? opensAt : deadline} zone={edition.zone} />
        </p>
        {calls.length > 1 ? <p>{t("calls.several", { count: calls.length })}</p> : null}
      </div>
      {byTrack(calls).map((ofTrack) => <Contests key={ofTrack[0].track?.key ?? ""} calls={ofTrack} />)}
    </section>
  );
}

function Contests({ calls }: { calls: Calls }) {
  const id = useId();
  const [{ track }] = calls;
  return (
    <div className="stack tight">
      {track ? <h4 id={id} className={styles.track}><Words of={track.title} /></h4> : null}
      <ul className={`plain ${styles.contests ?? ""}`} aria-labelledby={track ? id : undefined}>
        {calls.map((call) => <Contest key={call.contest.key} call={call} />)}
      </ul>
    </div>
  );
}

function Contest({ call }: { call: Call }) {
  const { t } = useTranslation("team");
  const sentence = useProblemSentence();
  const id = useId();
  const { start, busy, error } = useStart(call);
  const Heading = call.track ? "h5" : "h4";
  return (
    <li className={styles.contest}>
      <Heading id={id}><Words of={call.contest.title} /></Heading>
      {call.may.create_entry ? (
        <Button loading={busy} aria-describedby={id} onClick={() => { void start(); }}>{t("calls.start")}</Button>
      ) : null}
      {error === null ? null : <p className="note bad" role="alert">{sentence(error)}</p>}
    </li>
  );
}

function useStart(call: Call) {
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
  return { start, busy, error };
}
