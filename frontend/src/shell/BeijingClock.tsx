// The time in Beijing by the server's clock; opening it shows UTC, this device, and how far the device is off.
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { deviceSkewMinutes, serverNow } from "../api/server-clock";
import { useLanguage } from "./bilingual";
import { Disclosure } from "./Disclosure";
import { Icon } from "./icons";
import { useZoneWords } from "./Instant";
import { clockText, dateText, deviceZone, zoneLabel } from "./time";
import styles from "./TopBar.module.css";

const BEIJING = "Asia/Shanghai";

function useMinute(): Date {
  const [now, setNow] = useState(() => new Date(serverNow()));
  useEffect(() => {
    const timer = setInterval(() => { setNow(new Date(serverNow())); }, 5_000);
    return () => { clearInterval(timer); };
  }, []);
  return now;
}

export function BeijingClock({ up = false, className }: { up?: boolean; className?: string }) {
  const { t } = useTranslation("shell");
  const language = useLanguage();
  const words = useZoneWords();
  const now = useMinute();
  const skew = deviceSkewMinutes();
  const zones = [...new Set([BEIJING, "UTC", deviceZone()])];
  const clock = clockText(now, BEIJING);
  return (
    <Disclosure
      up={up} className={className} name={t("clock.name", { time: clock })}
      label={<><Icon name="clock" /><span>{t("clock.chip", { time: clock })}</span></>}
    >
      <dl className={styles.zones}>
        {zones.map((zone) => (
          <div key={zone}>
            <dt>{zoneLabel(now, zone, language, words)}{zone === deviceZone() ? ` · ${t("clock.device")}` : ""}</dt>
            <dd>{dateText(now, zone, language)} {clockText(now, zone)}</dd>
          </div>
        ))}
      </dl>
      {Math.abs(skew) > 2 ? <p className="note wait">{t("clock.skew", { count: Math.abs(skew) })}</p> : null}
      <p className="hint">{t("clock.rule")}</p>
    </Disclosure>
  );
}
