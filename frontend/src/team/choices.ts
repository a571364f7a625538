// A long list of choices: how each is called in it, and which are left when something was typed.
import type { Language, Question } from "../api/types";
import { pick } from "../shell/bilingual";

type Choice = Question["choices"][number];

/** "中国 · China": whoever knows one of the two names finds it. */
export function bothNames({ label }: Choice, language: Language): string {
  const own = pick(label, language).text;
  const other = label[language === "zh" ? "en" : "zh"];
  return other.trim() === "" || other === own ? own : `${own} · ${other}`;
}

/** The choices whose name or key holds what was typed. */
export function narrowed(choices: Choice[], typed: string): Choice[] {
  const wanted = typed.normalize("NFKC").trim().toLowerCase();
  if (wanted === "") return choices;
  return choices.filter(({ key, label }) => [key, label.zh, label.en].some((name) => name.toLowerCase().includes(wanted)));
}
