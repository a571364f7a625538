// One publication: its state, who did what when, and the two dangerous buttons.
import { Button, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { beginCorrection, confirmPublication, editionQuery, publicationsQuery, stopPublication, withdrawCorrection } from "../api/editions";
import { queries } from "../api/queries";
import type { PublicationItem, Publications } from "../api/types";
import { ConfirmDialog } from "../forms/ConfirmDialog";
import { Words } from "../shell/bilingual";
import { Icon } from "../shell/icons";
import { Instant } from "../shell/Instant";
import { ListDifference } from "./ListDifference";
import styles from "./Organizer.module.css";

export function remember(edition: string, publications: Publications) {
  void queries.invalidateQueries({ queryKey: editionQuery(edition).queryKey, exact: true });
  // Awards, approvals and the record follow from it, and are read again when they are opened.
  void queries.invalidateQueries({ queryKey: editionQuery(edition).queryKey, refetchType: "none" });
  queries.setQueryData(publicationsQuery(edition).queryKey, publications);
}

export function PublicationTag({ state }: { state: PublicationItem["state"] }) {
  const { t } = useTranslation("organizer");
  const tone = { proposed: "wait", confirmed: "info", public: "good", stopped: "bad" }[state];
  return <span className={`tag ${tone}`}>{t(`publication.states.${state}`)}</span>;
}

interface Props {
  edition: string;
  zone: string;
  item: PublicationItem;
  draftHash: string;
}

export function PublicationCard({ edition, zone, item, draftHash }: Props) {
  const { t } = useTranslation("organizer");
  const { t: say } = useTranslation("versions");
  const [asks, setAsks] = useState<"confirm" | "stop" | "begin" | "withdraw" | null>(null);
  const [reason, setReason] = useState("");
  const close = () => { setAsks(null); setReason(""); };
  return (
    <article className="card stack" aria-label={t("publication.number", { number: item.number })}>
      <div className="row apart">
        <h3>
          {t("publication.number", { number: item.number })} <PublicationTag state={item.state} /> <span className="tag info">{say(`kinds.${item.kind}`)}</span>
        </h3>
        <div className="row">
          {item.may.confirm ? <Button onClick={() => { setAsks("confirm"); }}>{t("publication.confirm")}</Button> : null}
          {item.may.begin_correction ? <Button variant="default" onClick={() => { setAsks("begin"); }}>{say("begin")}</Button> : null}
          {item.may.withdraw_correction ? <Button variant="default" onClick={() => { setAsks("withdraw"); }}>{say("withdraw")}</Button> : null}
          {item.may.stop ? <Button color="cinnabar" variant="light" onClick={() => { setAsks("stop"); }}>{t("publication.stop")}</Button> : null}
        </div>
      </div>
      <p><strong><Instant at={item.publish_at} zone={zone} /></strong></p>
      <p className="hint">{t("publication.items", { count: item.items })} · <span className="mono">{item.list_hash}</span></p>
      {item.version === null ? null : (
        <p>
          <span className={`tag ${item.in_force ? "good" : ""}`}>{say(item.in_force ? "inForce" : "past")}</span> {say("version", { number: item.version })}
          {" · "}<a href={`/results/${edition}${item.in_force ? "" : `/versions/${String(item.version)}`}`}>{say("read")}</a>
        </p>
      )}
      {item.note ? <div className="note"><strong>{say("note")}</strong><p lang="zh-Hans">{item.note.zh}</p><p lang="en">{item.note.en}</p></div> : null}
      {item.difference ? <ListDifference of={item.difference} /> : null}
      <ol className={styles.steps}>
        <Act words={t("publication.proposedBy")} by={item.proposed_by} at={item.proposed_at} zone={zone} />
        {item.confirmed_by && item.confirmed_at
          ? <Act words={t("publication.confirmedBy")} by={item.confirmed_by} at={item.confirmed_at} zone={zone} />
          : item.state === "proposed" ? <li><Icon name="clock" /><span className="hint">{t("publication.waits")}</span></li> : null}
        {item.stopped_by && item.stopped_at ? <Act words={t("publication.stoppedBy")} by={item.stopped_by} at={item.stopped_at} zone={zone} bad /> : null}
        {item.correction ? <Act words={say("begunBy")} by={item.correction.by} at={item.correction.at} zone={zone} bad /> : null}
      </ol>
      {item.correction ? <p className="note wait"><span>{t("reason")}: {item.correction.reason}</span></p> : null}
      {item.stop_reason ? <p className="note bad"><span>{t("reason")}: {item.stop_reason}</span></p> : null}
      <ConfirmDialog
        open={asks === "confirm"} onClose={close} title={t("publication.confirmTitle")} action={t("publication.confirm")}
        onConfirm={async () => { remember(edition, await confirmPublication(edition, item.id, item.list_hash)); }}
      >
        <p>{t("publication.confirmBody", { count: item.items })}</p>
        <p><strong><Instant at={item.publish_at} zone={zone} /></strong></p>
        <p><strong>{say(`kinds.${item.kind}`)}</strong> · {say(`kindHints.${item.kind}`)}</p>
        {item.note ? <div className="note"><p lang="zh-Hans">{item.note.zh}</p><p lang="en">{item.note.en}</p></div> : null}
        {item.difference ? <ListDifference of={item.difference} /> : null}
        <p className="mono">{item.list_hash}</p>
        {item.list_hash === draftHash ? null : <p className="note wait">{t("publication.differs")}</p>}
      </ConfirmDialog>
      <ConfirmDialog
        open={asks === "begin"} onClose={close} disabled={reason.trim() === ""} title={say("beginTitle")} action={say("begin")}
        onConfirm={async () => { remember(edition, await beginCorrection(edition, item.id, reason.trim())); }}
      >
        <p>{say("beginBody")}</p>
        <Textarea label={t("reason")} description={say("beginHint")} autosize minRows={2} value={reason} onChange={(event) => { setReason(event.currentTarget.value); }} />
      </ConfirmDialog>
      <ConfirmDialog
        open={asks === "withdraw"} onClose={close} disabled={reason.trim() === ""} title={say("withdrawTitle")} action={say("withdraw")}
        onConfirm={async () => { remember(edition, await withdrawCorrection(edition, item.id, reason.trim())); }}
      >
        <p>{say("withdrawBody")}</p>
        <Textarea label={t("reason")} description={say("beginHint")} autosize minRows={2} value={reason} onChange={(event) => { setReason(event.currentTarget.value); }} />
      </ConfirmDialog>
      <ConfirmDialog
        open={asks === "stop"} onClose={close} danger disabled={reason.trim() === ""} title={t("publication.stopTitle")} action={t("publication.stop")}
        onConfirm={async () => { remember(edition, await stopPublication(edition, item.id, reason.trim())); }}
      >
        <p>{t("publication.stopBody")}</p>
        <Textarea label={t("reason")} autosize minRows={2} value={reason} onChange={(event) => { setReason(event.currentTarget.value); }} />
      </ConfirmDialog>
    </article>
  );
}

interface ActProps {
  words: string;
  by: PublicationItem["proposed_by"];
  at: string;
  zone: string;
  bad?: boolean;
}

function Act({ words, by, at, zone, bad = false }: ActProps) {
  return (
    <li>
      <Icon name={bad ? "alert" : "check"} />
      <span>{words} <strong><Words of={by.name} /></strong> · <Instant at={at} zone={zone} short /></span>
    </li>
  );
}
