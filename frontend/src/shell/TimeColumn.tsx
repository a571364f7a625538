// A column of instants: the zone once in its heading, so that rows stay short. Where the zone changed its clock
// between the rows, each says its own.
import type { ReactNode } from "react";
import { useLanguage } from "./bilingual";
import { Instant, useZoneWords } from "./Instant";
import { clockText, dateText, offsetMinutes, zoneLabel } from "./time";

interface TimeColumn {
  /** For the heading; null where the rows say it. */
  zone: string | null;
  show: (at: string) => ReactNode;
}

export function useTimeColumn(zone: string, instants: readonly string[]): TimeColumn {
  const language = useLanguage();
  const words = useZoneWords();
  const offsets = new Set(instants.map((at) => offsetMinutes(new Date(at), zone)));
  const first = instants[0];
  if (first === undefined || offsets.size > 1) {
    return { zone: null, show: (at) => <Instant at={at} zone={zone} short /> };
  }
  const show = (at: string) => {
    const instant = new Date(at);
    return <time dateTime={at}>{dateText(instant, zone, language)} {clockText(instant, zone)}</time>;
  };
  return { zone: zoneLabel(new Date(first), zone, language, words), show };
}
