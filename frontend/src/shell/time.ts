// Instants in words: the edition's zone first, then the reader's device. Never prints an abbreviation such as
// the one that China, Cuba and Chicago have in common.
import type { Language } from "../api/types";

export interface ZoneWords {
  /** What Asia/Shanghai is called: "Beijing time". */
  beijing: string;
  /** "{{place}} time", for every other zone in English. */
  other: (place: string) => string;
}

const BEIJING = new Set(["Asia/Shanghai", "Asia/Chongqing", "Asia/Harbin", "PRC"]);
const locales: Record<Language, string> = { zh: "zh-CN", en: "en-GB" };

export function deviceZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
}

/** Minutes east of UTC in a zone at an instant. */
export function offsetMinutes(at: Date, zone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric",
    hour: "numeric", minute: "numeric", second: "numeric",
  }).formatToParts(at);
  const get = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  const local = Date.UTC(get("year"), get("month") - 1, get("day"), get("hour"), get("minute"), get("second"));
  return Math.round((local - Math.floor(at.getTime() / 1000) * 1000) / 60_000);
}

export function offsetLabel(minutes: number): string {
  if (minutes === 0) return "UTC";
  const size = Math.abs(minutes);
  const rest = size % 60;
  return `UTC${minutes < 0 ? "−" : "+"}${String(Math.floor(size / 60))}${rest ? `:${String(rest).padStart(2, "0")}` : ""}`;
}

/** "Beijing time (UTC+8)", "Berlin time (UTC+1)", "纽约时间（UTC−5）". */
export function zoneLabel(at: Date, zone: string, language: Language, words: ZoneWords): string {
  const offset = offsetLabel(offsetMinutes(at, zone));
  const name = zoneName(at, zone, language, words);
  if (name === offset) return offset;
  return language === "zh" ? `${name}（${offset}）` : `${name} (${offset})`;
}

function zoneName(at: Date, zone: string, language: Language, words: ZoneWords): string {
  if (BEIJING.has(zone)) return words.beijing;
  if (!zone.includes("/") || zone.startsWith("Etc/")) return offsetLabel(offsetMinutes(at, zone));
  if (language === "zh") {
    const part = new Intl.DateTimeFormat("zh-CN", { timeZone: zone, timeZoneName: "shortGeneric" })
      .formatToParts(at)
      .find((candidate) => candidate.type === "timeZoneName")?.value;
    if (part && /\p{Script=Han}/u.test(part)) return part;
  }
  const place = (zone.split("/").pop() ?? zone).replaceAll("_", " ");
  return words.other(place);
}

export function dateText(at: Date, zone: string, language: Language): string {
  return new Intl.DateTimeFormat(locales[language], {
    timeZone: zone, weekday: "short", year: "numeric", month: language === "zh" ? "long" : "short", day: "numeric",
  }).format(at);
}

export function clockText(at: Date, zone: string, seconds = false): string {
  return new Intl.DateTimeFormat("en-GB", {
    timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23", ...(seconds ? { second: "2-digit" } : {}),
  }).format(at);
}

export interface InstantText {
  edition: string;
  /** Absent when the device's zone shows the same clock at that instant. */
  device: string | null;
}

export function instantText(
  iso: string, zone: string, device: string, language: Language, words: ZoneWords, seconds = false,
): InstantText {
  const at = new Date(iso);
  const whole = (name: string) =>
    `${dateText(at, name, language)}${language === "zh" ? " " : ", "}${clockText(at, name, seconds)}`;
  const join = language === "zh" ? "" : " ";
  const same = offsetMinutes(at, zone) === offsetMinutes(at, device);
  const label = (name: string) => zoneLabel(at, name, language, words);
  return {
    edition: language === "zh" ? `${label(zone)}${whole(zone)}` : `${whole(zone)}${join}${label(zone)}`,
    device: same ? null : language === "zh" ? `${label(device)}${whole(device)}` : `${whole(device)}${join}${label(device)}`,
  };
}

/** The instant of a local date and time ("2026-12-01T20:00") in a zone. */
export function instantOf(local: string, zone: string): string | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})$/.exec(local);
  if (!match) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = match.slice(1).map(Number);
  const wall = Date.UTC(year, month - 1, day, hour, minute);
  const first = wall - offsetMinutes(new Date(wall), zone) * 60_000;
  const settled = wall - offsetMinutes(new Date(first), zone) * 60_000;
  return new Date(settled).toISOString();
}
