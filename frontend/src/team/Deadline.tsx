// When the call closes: both zones, and how long is left by the server's clock.
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { serverNow } from "../api/server-clock";
import type { Language, TeamEntry } from "../api/types";
import { useLanguage } from "../shell/bilingual";
import { Icon } from "../shell/icons";
import { Instant } from "../shell/Instant";

const HOUR = 3_600_000;

/** "in 3 days", "in 5 hours", and minutes in the last hour; null once it is past. */
export function timeLeft(deadline: string, now: number, language: Language): string | null {
  const left = Date.parse(deadline) - now;
  if (left <= 0) return null;
  const words = new Intl.RelativeTimeFormat(language === "zh" ? "zh-CN" : "en-GB", { numeric: "always" });
  if (left < HOUR) return words.format(Math.max(1, Math.floor(left / 60_000)), "minute");
  if (left < 48 * HOUR) return words.format(Math.floor(left / HOUR), "hour");
  return words.format(Math.floor(left / (24 * HOUR)), "day");
}

export function Deadline({ entry }: { entry: TeamEntry }) {
  const { t } = useTranslation("team");
  const language = useLanguage();
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const timer = setInterval(() => { setNow(serverNow()); }, 15_000);
    return () => { clearInterval(timer); };
  }, []);
  const { deadline, grace_minutes: grace, state } = entry.call;
  const left = timeLeft(deadline, now, language);
  const soon = left !== null && Date.parse(deadline) - now < 72 * HOUR;
  const at = <Instant at={deadline} zone={entry.edition.zone} />;
  if (state === "closed" || left === null) {
    return <p className="note"><span><Icon name="lock" /> <strong>{t("deadline.closed")}</strong> {at}</span></p>;
  }
  return (
    <div className={soon ? "note wait" : "note"}>
      <p><Icon name="clock" /> <strong>{t("deadline.closes", { left })}</strong> · {at}</p>
      {soon && grace > 0 ? <p className="hint">{t("deadline.grace", { count: grace })}</p> : null}
    </div>
  );
}
