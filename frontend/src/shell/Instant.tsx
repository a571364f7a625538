// An instant as a reader needs it: in the edition's zone and, where it differs, on this device.
import { useTranslation } from "react-i18next";
import { serverNow } from "../api/server-clock";
import { useLanguage } from "./bilingual";
import { clockText, dateText, deviceZone, instantText } from "./time";
import type { InstantText, ZoneWords } from "./time";

export function useZoneWords(): ZoneWords {
  const { t } = useTranslation("shell");
  return { beijing: t("time.beijing"), other: (place) => t("time.other", { place }) };
}

export function useInstantText(): (at: string, zone: string, seconds?: boolean) => InstantText {
  const language = useLanguage();
  const words = useZoneWords();
  return (at, zone, seconds) => instantText(at, zone, deviceZone(), language, words, seconds);
}

interface Props {
  at: string;
  zone: string;
  seconds?: boolean;
  /** Without the device's zone, where space is short. */
  short?: boolean;
}

export function Instant({ at, zone, seconds = false, short = false }: Props) {
  const { t } = useTranslation("shell");
  const text = useInstantText()(at, zone, seconds);
  return (
    <time dateTime={at}>
      {text.edition}
      {!short && text.device !== null ? ` · ${t("time.device", { time: text.device })}` : null}
    </time>
  );
}

/** "14:03:22" on this device, with the date where it is not today's. */
export function useDeviceClock(): (at: string) => string {
  const language = useLanguage();
  return (at) => {
    const zone = deviceZone();
    const instant = new Date(at);
    const clock = clockText(instant, zone, true);
    const day = dateText(instant, zone, language);
    return day === dateText(new Date(serverNow()), zone, language) ? clock : `${day} ${clock}`;
  };
}
