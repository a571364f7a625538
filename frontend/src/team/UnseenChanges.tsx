// The submitted version stays valid; this says when the draft has gone on without it.
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { TeamEntry } from "../api/types";
import { Icon } from "../shell/icons";
import { Instant } from "../shell/Instant";

interface Props {
  entry: TeamEntry;
  /** On the page of the receipt, which needs no way to itself. */
  onReceipt?: boolean;
}

export function UnseenChanges({ entry, onReceipt = false }: Props) {
  const { t } = useTranslation("team");
  // What was turned away goes to no judge.
  if (!entry.submitted || entry.status === "not_accepted") return null;
  const { version, recorded_at: recordedAt } = entry.submitted;
  const params = { number: entry.number };
  if (!entry.has_unsubmitted_changes) {
    return (
      <p className="note good">
        <span>
          <Icon name="check" /> {t("unseen.none", { version })} <Instant at={recordedAt} zone={entry.edition.zone} short />
          {onReceipt ? null : <> · <Link to="/team/entries/$number/receipt" params={params}>{t("receipt.title")}</Link></>}
        </span>
      </p>
    );
  }
  return (
    <div className="note wait">
      <p><Icon name="alert" /> <strong>{t("unseen.title")}</strong> {t("unseen.body", { version })}</p>
      {entry.may.submit || entry.may.supplement ? <p><Link to="/team/entries/$number/check" params={params}>{t("unseen.action")}</Link></p> : null}
    </div>
  );
}
