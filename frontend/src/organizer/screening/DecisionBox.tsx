// Accept or reject. What passes is accepted with one key; everything else asks for its reason in place.
import { Button, Textarea } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { OrganizerEntry } from "../../api/types";
import { usePick } from "../../shell/bilingual";
import { useProblemSentence } from "../../shell/problem-text";
import { ScreeningTag } from "../entries/ScreeningParts";
import { needsReason } from "./queue-steps";
import type { Decision } from "./queue-steps";
import { useDeskKeys } from "./use-desk-keys";
import type { Desk } from "./use-screening";
import styles from "./Screening.module.css";

interface Props {
  desk: Desk;
  entry: OrganizerEntry;
}

export function DecisionBox({ desk, entry }: Props) {
  const { t } = useTranslation("screening");
  const { screening } = entry;
  const settled = screening.state !== "pending";
  const [asks, setAsks] = useState<Decision | null>(null);
  const [changes, setChanges] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const sentence = useProblemSentence();
  const decide = async (decision: Decision, reason: string) => {
    if (busy) return;
    setBusy(true);
    setError(null);
    try {
      await desk.decide(entry, decision, reason);
      setAsks(null);
      setChanges(false);
    } catch (refusal) {
      setError(refusal);
    } finally {
      setBusy(false);
    }
  };
  const choose = (decision: Decision) => {
    if (!screening.may.screen || busy) return;
    // A decision that is taken back is never taken back by one key alone.
    if (!settled && !needsReason(decision, screening.checks)) void decide(decision, "");
    else setAsks(decision);
  };
  useDeskKeys({ accept: () => { choose("accept"); }, reject: () => { choose("reject"); } });
  return (
    <section className={`card ${styles.decide ?? ""}`} aria-labelledby="decide">
      <h3 id="decide">{t("decide.title")} {settled ? <ScreeningTag state={screening.state} /> : null}</h3>
      <Said desk={desk} />
      {error === null ? null : <p className="note bad" role="alert">{t("decide.refused")}{t("decide.colon")}{sentence(error)}</p>}
      {asks !== null ? (
        <ReasonForm key={asks} entry={entry} decision={asks} busy={busy} onCancel={() => { setAsks(null); setError(null); }} onDecide={(reason) => { void decide(asks, reason); }} />
      ) : !screening.may.screen ? (
        <p className="hint">{settled ? t("decide.fixed") : t("decide.readOnly")}</p>
      ) : settled && !changes ? (
        <Button variant="default" onClick={() => { setChanges(true); }}>{t("decide.change")}</Button>
      ) : (
        <>
          <div className={styles.buttons}>
            <Button loading={busy} aria-keyshortcuts="a" onClick={() => { choose("accept"); }}>
              {needsReason("accept", screening.checks) ? t("decide.acceptAgainst") : t("decide.accept")} <kbd className={styles.key}>A</kbd>
            </Button>
            <Button color="cinnabar" variant="light" disabled={busy} aria-keyshortcuts="r" onClick={() => { choose("reject"); }}>
              {t("decide.reject")} <kbd className={styles.key}>R</kbd>
            </Button>
          </div>
          {settled ? <p className="hint">{t("decide.changeBody")}</p> : <p className={`hint ${styles.keys ?? ""}`}>{t("decide.keys")}</p>}
        </>
      )}
    </section>
  );
}

/** What was decided last and the way back to it. */
function Said({ desk }: { desk: Desk }) {
  const { t } = useTranslation("screening");
  const { decided, shown } = desk;
  const text = decided === null ? "" : t("said.both", {
    what: t(decided.decision === "accept" ? "said.accepted" : "said.rejected", { number: decided.number }),
    then: decided.next === null ? t("said.last") : t("said.next", { number: decided.next }),
  });
  return (
    <div className={styles.said}>
      <p role="status" className="hint">{decided && decided.next === shown ? text : ""}</p>
      {decided && decided.number !== shown ? (
        <button type="button" className={styles.undo} aria-keyshortcuts="u" onClick={desk.undo}>{t("said.back", { number: decided.number })}</button>
      ) : null}
    </div>
  );
}

interface FormProps {
  entry: OrganizerEntry;
  decision: Decision;
  busy: boolean;
  onCancel: () => void;
  onDecide: (reason: string) => void;
}

function ReasonForm({ entry, decision, busy, onCancel, onDecide }: FormProps) {
  const { t } = useTranslation("screening");
  const pickText = usePick();
  const { checks } = entry.screening;
  const required = needsReason(decision, checks);
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => { field.current?.focus(); }, []);
  const suggestions = decision === "accept" ? [] : checks.flatMap(({ rule, title, outcome }) =>
    outcome === "pass" ? [] : [{ rule, text: t(outcome === "fail" ? "decide.suggestFail" : "decide.suggestEvidence", { rule: pickText(title) }) }]);
  const send = () => {
    if (required && reason.trim() === "") {
      setMissing(true);
      field.current?.focus();
      return;
    }
    onDecide(reason);
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape") onCancel();
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    send();
  };
  const take = (text: string) => {
    setReason(reason.trim() === "" ? text : `${reason.trimEnd()}\n${text}`);
    setMissing(false);
    field.current?.focus();
  };
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- shortcuts of the fields inside
    <form className="stack tight" noValidate onKeyDown={onKeyDown} onSubmit={(event) => { event.preventDefault(); send(); }}>
      <Textarea
        ref={field} label={t(decision === "accept" && required ? "decide.reasonAccept" : decision === "accept" ? "decide.reasonOptional" : "decide.reasonReject")}
        description={t("decide.submitKey")} autosize minRows={3} maxRows={10} maxLength={2000} value={reason}
        error={missing ? t("decide.missing") : undefined} required={required} withAsterisk={false}
        onChange={(event) => { setReason(event.currentTarget.value); setMissing(false); }}
      />
      {suggestions.length > 0 ? (
        <ul className={styles.suggestions} aria-label={t("decide.suggest")}>
          {suggestions.map(({ rule, text }) => <li key={rule}><button type="button" onClick={() => { take(text); }}>+ {text}</button></li>)}
        </ul>
      ) : null}
      <div className="row">
        <Button type="submit" color={decision === "accept" ? "canal" : "cinnabar"} loading={busy}>
          {t(decision === "accept" ? "decide.confirmAccept" : "decide.confirmReject", { number: entry.number })}
        </Button>
        <Button variant="default" onClick={onCancel}>{t("decide.cancel")}</Button>
      </div>
    </form>
  );
}
