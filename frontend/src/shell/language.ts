// The interface language: chosen from ?lang=, the cookie or the browser; texts are loaded per language and
// part of the application. The cookie is what the server-rendered pages follow.
import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import type { Language } from "../api/types";

const files = import.meta.glob<{ default: Record<string, unknown> }>("../locales/*/*.json");

export type TextPart = "shell" | "problems" | "signIn" | "team" | "receipt" | "result" | "judge" | "organizer" | "staffProblems" | "entries" | "screening"
  | "today" | "advancement" | "analysis" | "assignment" | "awards" | "judges" | "report" | "editionFile" | "people" | "heats" | "ballot" | "field" | "versions" | "confided" | "approval" | "supplements";

export function languageFrom(search: string, cookie: string, browser: readonly string[]): Language {
  const asked = new URLSearchParams(search).get("lang");
  if (asked === "zh" || asked === "en") return asked;
  const kept = /(?:^|;\s*)lang=(zh|en)(?:;|$)/.exec(cookie)?.[1];
  if (kept === "zh" || kept === "en") return kept;
  const first = browser.find((tag) => /^(zh|en)\b/i.test(tag));
  return first?.toLowerCase().startsWith("zh") ? "zh" : "en";
}

export async function startTexts(): Promise<void> {
  i18next.use(initReactI18next).use({
    type: "backend" as const,
    init: () => undefined,
    read: (language: string, part: string, done: (error: unknown, texts: Record<string, unknown> | false) => void) => {
      const load = files[`../locales/${language}/${part}.json`];
      if (!load) done(new Error(part), false);
      else load().then((file) => { done(null, file.default); }, (error: unknown) => { done(error, false); });
    },
  });
  const language = languageFrom(location.search, document.cookie, navigator.languages);
  i18next.on("languageChanged", applyLanguage);
  await i18next.init({
    lng: language,
    supportedLngs: ["zh", "en"],
    fallbackLng: false,
    ns: ["shell", "problems"],
    defaultNS: "shell",
    interpolation: { escapeValue: false },
    react: { useSuspense: true },
  });
  applyLanguage(i18next.language);
}

/** Loads the texts of a part of the application before its pages are shown. */
export function loadTexts(part: TextPart): Promise<void> {
  return i18next.loadNamespaces(part);
}

export function changeLanguage(language: Language): Promise<unknown> {
  document.cookie = `lang=${language}; path=/; max-age=31536000; samesite=lax`;
  return i18next.changeLanguage(language);
}

function applyLanguage(language: string) {
  document.documentElement.lang = language === "zh" ? "zh-Hans" : "en";
}
