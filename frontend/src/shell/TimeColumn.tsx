// A column of instants: the zone once in its heading, so that rows stay short. Where the zone changed its clock
// between the rows, each says its own.
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "./bilingual";
import { Instant, useZoneWords } from "./Instant";
import { clockText, dateText, offsetMinutes, zoneLabel } from "./time";

interface TimeColumn {
  /** For the heading; null where the rows say it. */
  zone: string | null;
  /** The heading with the zone, where the rows do not say it. */
  head: (name: string) => string;
  show: (at: string) => ReactNode;
}

export function useTimeColumn(zone: string, instants: readonly (string | null)[], seconds = false): TimeColumn {
  const { t } = useTranslation("shell");
  const language = useLanguage();
  const words = useZoneWords();
  const known = instants.filter((at) => at !== null);
  const offsets = new Set(known.map((at) => offsetMinutes(new Date(at), zone)));
  const first = known[0];
  if (first === undefined || offsets.size > 1) {
    return { zone: null, head: (name) => name, show: (at) => <Instant at={at} zone={zone} seconds={seconds} short /> };
  }
  const show = (at: string) => {
    const instant = new Date(at);
    return <time dateTime={at} data-short>{dateText(instant, zone, language)} {clockText(instant, zone, seconds)}</time>;
  };
  const label = zoneLabel(new Date(first), zone, language, words);
  return { zone: label, head: (name) => t("time.column", { name, zone: label }), show };
}
