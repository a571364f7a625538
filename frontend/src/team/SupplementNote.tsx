// What a shortlisted team is asked for after the call: until when, what to mind, and how it stands.
import { useTranslation } from "react-i18next";
import { serverNow } from "../api/server-clock";
import type { TeamEntry } from "../api/types";
import { isBlank, useLanguage, Words } from "../shell/bilingual";
import { Icon } from "../shell/icons";
import { Instant } from "../shell/Instant";
import { timeLeft } from "./Deadline";

type Supplement = NonNullable<TeamEntry["supplement"]>;

export const SUPPLEMENT_TONE: Record<Supplement["state"], string> = { requested: "wait", received: "good", lapsed: "bad" };

export function SupplementNote({ supplement, zone }: { supplement: Supplement; zone: string }) {
  const { t } = useTranslation("team");
  const language = useLanguage();
  const { state, remark, due_at: due, received_at: received } = supplement;
  const left = timeLeft(due, serverNow(), language);
  return (
    <div className={`note ${SUPPLEMENT_TONE[state]}`} data-testid="supplement">
      <p>
        <Icon name={state === "received" ? "check" : state === "lapsed" ? "lock" : "clock"} /> <strong>{t(`supplement.notes.${state}`)}</strong>
      </p>
      <p>{left === null ? t("supplement.due") : t("supplement.dueIn", { left })} <Instant at={due} zone={zone} seconds /></p>
      {received === null ? null : <p>{t("supplement.receivedAt")} <Instant at={received} zone={zone} seconds />{left === null ? null : <> · {t("supplement.again")}</>}</p>}
      {isBlank(remark) ? null : <p className="pre measure"><strong>{t("supplement.remark")}</strong> <Words of={remark} /></p>}
    </div>
  );
}
