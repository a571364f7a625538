// Content in two languages, shown in one: the reader's, or the other where that is missing, with its lang.
import { useTranslation } from "react-i18next";
import type { Bilingual, Language } from "../api/types";

export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return i18n.language === "zh" ? "zh" : "en";
}

/** The text for a reader of `language`, and the language it is in. */
export function pick(value: Bilingual, language: Language): { text: string; language: Language } {
  const other: Language = language === "zh" ? "en" : "zh";
  const own = value[language];
  return own.trim() === "" && value[other].trim() !== "" ? { text: value[other], language: other } : { text: own, language };
}

export function tagOf(language: Language): string {
  return language === "zh" ? "zh-Hans" : "en";
}

export function Words({ of, in: wanted }: { of: Bilingual; in?: Language }) {
  const reader = useLanguage();
  const { text, language } = pick(of, wanted ?? reader);
  return language === reader ? <>{text}</> : <span lang={tagOf(language)}>{text}</span>;
}

/** Whether there is nothing to say in either language. */
export function isBlank({ zh, en }: Bilingual): boolean {
  return zh.trim() === "" && en.trim() === "";
}

/** A function that picks the reader's text, for attributes and titles. */
export function usePick(): (value: Bilingual) => string {
  const language = useLanguage();
  return (value) => pick(value, language).text;
}
