// One request: its steps, who did what when, its list, and what the reader may do to it.
import { Button, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { recallApproval, returnList, takenScanUrl } from "../../api/approvals";
import type { Approval } from "../../api/approvals";
import type { EditionRef } from "../../api/types";
import { ConfirmDialog } from "../../forms/ConfirmDialog";
import { usePick, Words } from "../../shell/bilingual";
import { Icon } from "../../shell/icons";
import { Instant } from "../../shell/Instant";
import styles from "../Organizer.module.css";
import { ApprovalList } from "./ApprovalList";
import { ApproveStep } from "./ApproveStep";
import { RegisterPaper } from "./RegisterPaper";
import { remember } from "./remember";
import { RequestSheet } from "./RequestSheet";
import type { Strikes } from "./strikes";

const TONE = { requested: "wait", approved: "good", returned: "bad", recalled: "bad" } as const;

interface Props {
  edition: string;
  of: EditionRef;
  approval: Approval;
  readAt: number;
  /** Whether the list is shown from the beginning. */
  open: boolean;
}

export function ApprovalCard({ edition, of, approval, readAt, open }: Props) {
  const { t } = useTranslation("approval");
  const pickText = usePick();
  const [strikes, setStrikes] = useState<Strikes>({});
  const { may } = approval;
  const next = approval.steps.find(({ step }) => step.key === approval.next_step)?.step;
  const strikesOff = may.approve || may.register;
  return (
    <article className={`card stack ${open ? "" : "no-print"}`} aria-label={t("number", { number: approval.number })}>
      <div className="row apart no-print">
        <h2>{t("number", { number: approval.number })} <span className={`tag ${TONE[approval.state]}`}>{t(`states.${approval.state}`)}</span></h2>
        <Acts edition={edition} approval={approval} />
      </div>
      <div className="no-print stack">
        <Steps edition={edition} approval={approval} zone={of.zone} />
        {next ? <p className="note">{t(next.by === "paper" ? "nextPaper" : "nextApplication", { step: pickText(next.title) })}</p> : null}
        {may.signed_before ? <p className="note wait">{t("signedBefore")}</p> : null}
      </div>
      {open && next ? <RequestSheet of={of} approval={approval} step={next} readAt={readAt} /> : null}
      <details open={open}>
        <summary className="no-print">{t("listTitle")} · {t("lines", { count: approval.items.filter(({ struck }) => struck === null).length })}</summary>
        <ApprovalList items={approval.items} strikes={strikes} onStrikes={strikesOff ? setStrikes : undefined} />
        <ListMark approval={approval} onPaper={next?.by === "paper"} />
      </details>
      {strikesOff ? <div id="decide" /> : null}
      {may.approve && next ? <ApproveStep edition={edition} approval={approval} step={next} strikes={strikes} onDone={() => { setStrikes({}); }} /> : null}
      {may.register ? <RegisterPaper edition={edition} approval={approval} strikes={strikes} onDone={() => { setStrikes({}); }} /> : null}
    </article>
  );
}

// Whoever registers a paper takes the code from it: shown beside the form, it would compare the list with itself.
function ListMark({ approval, onPaper }: { approval: Approval; onPaper: boolean }) {
  const { t } = useTranslation("approval");
  if (onPaper) return <p className="hint no-print">{t("codeOnPaper")}</p>;
  return <p className="hint">{t("hash")} <span className="mono">{approval.list_hash}</span><br />{t("code")} <strong className="mono">{approval.code}</strong></p>;
}

function Steps({ edition, approval, zone }: { edition: string; approval: Approval; zone: string }) {
  const { t } = useTranslation("approval");
  const ended = approval.state === "returned" || approval.state === "recalled" ? approval.state : null;
  return (
    <ol className={styles.steps}>
      <li><Icon name="check" /><span>{t("requestedBy")} <strong><Words of={approval.requested_by.name} /></strong> · <Instant at={approval.requested_at} zone={zone} short /></span></li>
      {approval.steps.map(({ step, taken }, index) => (
        <li key={step.key}>
          <Icon name={taken ? "check" : "clock"} />
          <span>
            <strong><Words of={step.title} /></strong> <span className="hint">{t(`by.${step.by}`)}</span>
            {taken ? (
              <>
                <br />{t(taken.paper ? "registeredBy" : "approvedBy")} <strong><Words of={taken.by.name} /></strong> · <Instant at={taken.at} zone={zone} short />
                {taken.struck > 0 ? <> · {t("struck", { count: taken.struck })}</> : null}
                {taken.paper ? (
                  <>
                    <br />{t("document", { document: taken.paper.document, date: taken.paper.date, signers: taken.paper.signers.join(t("list")) })}{" "}
                    <a href={takenScanUrl(edition, approval.id, index + 1)}>{t("scanRead")}</a>
                  </>
                ) : null}
              </>
            ) : ended ? null : <span className="hint"> · {t(approval.next_step === step.key ? "waits" : "later")}</span>}
          </span>
        </li>
      ))}
      {ended && approval.ended_by && approval.ended_at ? (
        <li>
          <Icon name="alert" />
          <span>{t(`ended.${ended}`)} <strong><Words of={approval.ended_by.name} /></strong> · <Instant at={approval.ended_at} zone={zone} short /><br />{approval.end_reason}</span>
        </li>
      ) : null}
    </ol>
  );
}

function Acts({ edition, approval }: { edition: string; approval: Approval }) {
  const { t } = useTranslation("approval");
  const [asks, setAsks] = useState<"giveBack" | "recall" | null>(null);
  const [reason, setReason] = useState("");
  const act = asks === "recall" ? recallApproval : returnList;
  const close = () => { setAsks(null); setReason(""); };
  return (
    <div className="row">
      {approval.may.give_back ? <Button variant="light" color="cinnabar" onClick={() => { setAsks("giveBack"); }}>{t("giveBack")}</Button> : null}
      {approval.may.recall ? <Button variant="light" color="cinnabar" onClick={() => { setAsks("recall"); }}>{t("recall")}</Button> : null}
      <ConfirmDialog
        open={asks !== null} onClose={close} danger disabled={reason.trim() === ""} title={t(asks === "recall" ? "recallTitle" : "giveBackTitle")} action={t(asks ?? "giveBack")}
        onConfirm={async () => { remember(edition, await act(edition, approval.id, reason.trim())); }}
      >
        <p>{t(asks === "recall" ? "recallBody" : "giveBackBody")}</p>
        <Textarea label={t("reason")} autosize minRows={2} value={reason} onChange={(event) => { setReason(event.currentTarget.value); }} />
      </ConfirmDialog>
    </div>
  );
}
