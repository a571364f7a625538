// How an entry stands, in the words its team is told: a tag with its icon, and where it was not accepted, why.
import { useTranslation } from "react-i18next";
import { Link } from "@tanstack/react-router";
import type { TeamEntry, TeamEntryCard } from "../api/types";
import { Icon } from "../shell/icons";
import type { IconName } from "../shell/icons";

type Status = TeamEntryCard["status"];

const LOOK: Record<Status | "missed", { tone: string; icon: IconName }> = {
  draft: { tone: "wait", icon: "file" },
  missed: { tone: "", icon: "lock" },
  submitted: { tone: "good", icon: "check" },
  in_screening: { tone: "info", icon: "clock" },
  accepted: { tone: "good", icon: "check" },
  not_accepted: { tone: "bad", icon: "alert" },
};

/** `over`: nothing can be submitted any more. */
export function EntryStatusTag({ status, over }: { status: Status; over: boolean }) {
  const { t } = useTranslation("team");
  const shown = status === "draft" && over ? "missed" : status;
  const { tone, icon } = LOOK[shown];
  return <span className={`tag ${tone}`}><Icon name={icon} />{t(`state.${shown}`)}</span>;
}

/** Why the screeners turned it away, in their words. */
export function Reason({ reason }: { reason: string }) {
  const { t } = useTranslation("team");
  if (reason.trim() === "") return null;
  return <p className="pre measure"><strong>{t("state.reason")}</strong> {reason}</p>;
}

export function NotAccepted({ entry }: { entry: TeamEntry }) {
  const { t } = useTranslation("team");
  if (entry.status !== "not_accepted") return null;
  return (
    <div className="note bad">
      <p><Icon name="alert" /> <strong>{t("notAccepted.title")}</strong> {t(entry.may.submit ? "notAccepted.again" : "notAccepted.final")}</p>
      <Reason reason={entry.reason} />
      {entry.submitted ? <p><Link to="/team/entries/$number/receipt" params={{ number: entry.number }}>{t("receipt.title")}</Link></p> : null}
    </div>
  );
}
