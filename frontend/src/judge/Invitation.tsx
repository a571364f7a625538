// An invitation to judge: for what, what it asks of a judge, and yes or no. Both can be changed until sheets wait.
import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answerInvitation, judgeQueueQuery } from "../api/judge";
import { queries } from "../api/queries";
import type { QueueHeat } from "../api/types";
import { ConfirmDialog } from "../forms/ConfirmDialog";
import { usePick, Words } from "../shell/bilingual";
import { Icon } from "../shell/icons";
import { Instant } from "../shell/Instant";
import { useProblemSentence } from "../shell/problem-text";
import type { JudgeInvitation } from "./queue-order";

function useAnswer(edition: string) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const send = async (accepts: boolean) => {
    setError(null);
    try {
      await answerInvitation(edition, accepts);
    } finally {
      // Where it came too late, the page says what has happened since.
      await queries.invalidateQueries({ queryKey: judgeQueueQuery.queryKey });
    }
  };
  const accept = async () => {
    if (busy) return;
    setBusy(true);
    try {
      await send(true);
    } catch (refusal) {
      setError(refusal);
    } finally {
      setBusy(false);
    }
  };
  return { busy, error, accept, decline: () => send(false) };
}

export function Invitation({ invitation, heats }: { invitation: JudgeInvitation; heats: QueueHeat[] }) {
  const { t } = useTranslation("judge");
  const sentence = useProblemSentence();
  const pickText = usePick();
  const [declines, setDeclines] = useState(false);
  const { edition, state, invited_at: invitedAt, answered_at: answeredAt } = invitation;
  const { busy, error, accept, decline } = useAnswer(edition.slug);
  const id = `invitation-${edition.slug}`;
  return (
    <section className="card stack" aria-labelledby={id}>
      <div className="stack tight">
        <h2 id={id}>{t(state === "accepted" ? "invitation.titleAccepted" : "invitation.title", { edition: pickText(edition.title) })}</h2>
        {invitedAt ? <p className="hint">{t("invitation.invited")} <Instant at={invitedAt} zone={edition.zone} short /></p> : null}
      </div>
      {heats.length > 0 ? <ul>
        {heats.map(({ heat, closes_at: closesAt }) => (
          <li key={heat.key}><Words of={heat.title} /> <span className="hint">{t("heat.closes")} <Instant at={closesAt} zone={edition.zone} short /></span></li>
        ))}
      </ul> : null}
      <dl className="stack">
        {(["conflicts", "confidential", "time"] as const).map((topic) => (
          <div key={topic} className="measure">
            <dt className="strong">{t(`invitation.${topic}.title`)}</dt>
            <dd>{t(`invitation.${topic}.body`)}</dd>
          </div>
        ))}
      </dl>
      <div role="status" className="stack tight">
        {state === "accepted" || state === "declined" ? (
          <p className={state === "accepted" ? "note good" : "note"}>
            <span>
              <Icon name={state === "accepted" ? "check" : "flag"} /> {t(`invitation.${state}`)}
              {answeredAt ? <> <span className="hint">{t("invitation.answered")} <Instant at={answeredAt} zone={edition.zone} short /></span></> : null}
            </span>
          </p>
        ) : null}
        <p className="hint">{t("invitation.change")}</p>
      </div>
      {error === null ? null : <p className="note bad" role="alert">{sentence(error)}</p>}
      <div className="row">
        {state === "accepted" ? null : <Button loading={busy} onClick={() => { void accept(); }}>{t("invitation.accept")}</Button>}
        {state === "declined" ? null : <Button variant="default" onClick={() => { setDeclines(true); }}>{t("invitation.decline")}</Button>}
      </div>
      <ConfirmDialog
        open={declines} onClose={() => { setDeclines(false); }} onConfirm={decline} title={t("invitation.declineTitle")} action={t("invitation.decline")} danger
      >
        <p>{t("invitation.declineBody", { edition: pickText(edition.title) })}</p>
      </ConfirmDialog>
    </section>
  );
}
