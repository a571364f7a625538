// An invitation to judge: for what, what it asks of a judge, and yes or no. Both can be changed until sheets wait.
import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answerInvitation } from "../api/judge";
import type { EditionRef, QueueHeat } from "../api/types";
import { ConfirmDialog } from "../forms/ConfirmDialog";
import { usePick, Words } from "../shell/bilingual";
import { Icon } from "../shell/icons";
import { Instant } from "../shell/Instant";
import { useProblemSentence } from "../shell/problem-text";

type Answer = "accepted" | "declined";

function useAnswer(edition: string) {
  const [given, setGiven] = useState<Answer | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const send = async (answer: Answer) => {
    await answerInvitation(edition, answer === "accepted");
    setGiven(answer);
    setError(null);
  };
  const accept = async () => {
    if (busy) return;
    setBusy(true);
    try {
      await send("accepted");
    } catch (refusal) {
      setError(refusal);
    } finally {
      setBusy(false);
    }
  };
  return { given, busy, error, accept, decline: () => send("declined") };
}

export function Invitation({ edition, heats }: { edition: EditionRef; heats: QueueHeat[] }) {
  const { t } = useTranslation("judge");
  const sentence = useProblemSentence();
  const pickText = usePick();
  const [declines, setDeclines] = useState(false);
  const { given, busy, error, accept, decline } = useAnswer(edition.slug);
  const id = `invitation-${edition.slug}`;
  return (
    <section className="card stack" aria-labelledby={id}>
      <h2 id={id}>{t("invitation.title", { edition: pickText(edition.title) })}</h2>
      <ul>
        {heats.map(({ heat, closes_at: closesAt }) => (
          <li key={heat.key}><Words of={heat.title} /> <span className="hint">{t("heat.closes")} <Instant at={closesAt} zone={edition.zone} short /></span></li>
        ))}
      </ul>
      <dl className="stack">
        {(["conflicts", "confidential", "time"] as const).map((topic) => (
          <div key={topic} className="measure">
            <dt className="strong">{t(`invitation.${topic}.title`)}</dt>
            <dd>{t(`invitation.${topic}.body`)}</dd>
          </div>
        ))}
      </dl>
      <div role="status">
        {given === null ? <p className="hint">{t("invitation.stands")}</p> : (
          <p className={given === "accepted" ? "note good" : "note"}>
            <span><Icon name={given === "accepted" ? "check" : "flag"} /> {t(`invitation.${given}`)}</span>
          </p>
        )}
      </div>
      {error === null ? null : <p className="note bad" role="alert">{sentence(error)}</p>}
      <div className="row">
        {given === "accepted" ? null : <Button loading={busy} onClick={() => { void accept(); }}>{t("invitation.accept")}</Button>}
        {given === "declined" ? null : <Button variant="default" onClick={() => { setDeclines(true); }}>{t("invitation.decline")}</Button>}
      </div>
      <ConfirmDialog
        open={declines} onClose={() => { setDeclines(false); }} onConfirm={decline} title={t("invitation.declineTitle")} action={t("invitation.decline")} danger
      >
        <p>{t("invitation.declineBody", { edition: pickText(edition.title) })}</p>
      </ConfirmDialog>
    </section>
  );
}
