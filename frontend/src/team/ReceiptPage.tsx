// T12: the proof of a submit, on screen and on paper.
import { Button } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ownEntryQuery, receiptQuery } from "../api/team";
import { useBytes } from "../forms/bytes";
import { usePick, Words } from "../shell/bilingual";
import { Icon, Mark } from "../shell/icons";
import { Instant } from "../shell/Instant";
import { PageTitle } from "../shell/PageTitle";
import { UnseenChanges } from "./UnseenChanges";
import styles from "./ReceiptPage.module.css";

const route = getRouteApi("/signed-in/team/entries/$number/receipt");

export function ReceiptPage() {
  const { t } = useTranslation("team");
  const { t: say } = useTranslation("receipt");
  const { number } = route.useParams();
  const { data: receipt } = useSuspenseQuery(receiptQuery(number));
  const { data: entry } = useSuspenseQuery(ownEntryQuery(number));
  const size = useBytes();
  const pickText = usePick();
  const title = entry.answers.title;
  const labelOf = (slot: string) => {
    const found = entry.form.slots.find((candidate) => candidate.slot === slot);
    return found ? pickText(found.label) : slot;
  };
  return (
    <div className="page narrow">
      <p className="no-print"><Link to="/team/entries/$number" params={{ number }} className="back"><Icon name="back" /> {number}</Link></p>
      <article className={styles.receipt}>
        <header className={styles.head}>
          <span className={styles.seal}><Mark /></span>
          <div>
            <PageTitle title={`${t("receipt.title")} ${number}`}>{t("receipt.title")}</PageTitle>
            <p>{say("lead")}</p>
          </div>
        </header>
        <p className={styles.number}>{receipt.number}</p>
        {title ? <p className="lead"><Words of={title} /></p> : null}
        <p className="hint"><Words of={entry.contest.title} /> · <Words of={entry.edition.title} /></p>
        <dl className={styles.facts}>
          <div><dt>{say("version")}</dt><dd>{receipt.version}</dd></div>
          <div><dt>{say("arrived")}</dt><dd><Instant at={receipt.arrived_at} zone={receipt.zone} seconds /></dd></div>
          <div><dt>{say("recorded")}</dt><dd><Instant at={receipt.recorded_at} zone={receipt.zone} seconds /></dd></div>
          <div><dt>{say("deadline")}</dt><dd><Instant at={receipt.deadline} zone={receipt.zone} /></dd></div>
          <div><dt>{say("fingerprint")}</dt><dd className="mono">{receipt.fingerprint}</dd></div>
          {receipt.attachments.map((attachment) => (
            <div key={attachment.slot}>
              <dt>{labelOf(attachment.slot)}</dt>
              <dd>{attachment.name} · {size(attachment.bytes)}<br /><span className="mono">{attachment.sha256}</span></dd>
            </div>
          ))}
          {receipt.mailed_to.length > 0 ? <div><dt>{say("mailed")}</dt><dd>{receipt.mailed_to.join(", ")}</dd></div> : null}
        </dl>
        <p className="hint">{say("meaning")}</p>
      </article>
      <div className="no-print stack">
        <UnseenChanges entry={entry} onReceipt />
        <div className="row">
          <Button leftSection={<Icon name="print" />} onClick={() => { window.print(); }}>{say("print")}</Button>
          <Link to="/team">{t("entries.title")}</Link>
        </div>
      </div>
    </div>
  );
}
