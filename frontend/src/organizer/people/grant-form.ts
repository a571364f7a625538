// The form of a new grant as it is typed, what is missing in it, and what is sent of it.
import type { GivenRole, NewGrant } from "../../api/people";
import type { Language } from "../../api/types";
import { instantOf } from "../../shell/time";

export interface GrantForm {
  role: GivenRole;
  email: string;
  nameZh: string;
  nameEn: string;
  language: Language;
  divisions: string[];
  /** A day such as 2026-12-01, or nothing. */
  until: string;
}

export type GrantField = "email" | "name" | "divisions" | "until";

/** The end of a day in a zone: the first instant of the next. */
export function endOfDay(day: string, zone: string): string | null {
  const [year = NaN, month = NaN, date = NaN] = day.split("-").map(Number);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return null;
  const next = new Date(Date.UTC(year, month - 1, date + 1)).toISOString().slice(0, 10);
  return instantOf(`${next}T00:00`, zone);
}

/** Which fields keep it from being sent. The server looks at the rest. */
export function missingIn(form: GrantForm, zone: string, now: number): GrantField[] {
  const until = form.until === "" ? null : endOfDay(form.until, zone);
  const missing: [GrantField, boolean][] = [
    ["email", !form.email.includes("@")],
    ["name", form.nameZh.trim() === "" && form.nameEn.trim() === ""],
    ["divisions", form.role === "host" && form.divisions.length === 0],
    ["until", form.until !== "" && (until === null || Date.parse(until) <= now)],
  ];
  return missing.filter(([, wrong]) => wrong).map(([field]) => field);
}

export function grantOf(form: GrantForm, zone: string): NewGrant {
  return {
    email: form.email.trim(),
    name: { zh: form.nameZh.trim(), en: form.nameEn.trim() },
    language: form.language,
    role: form.role,
    // Only hosts are limited; what was ticked for one and then left is not sent.
    divisions: form.role === "host" ? form.divisions : [],
    until: form.until === "" ? null : endOfDay(form.until, zone),
  };
}
