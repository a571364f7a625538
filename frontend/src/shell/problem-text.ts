// One sentence per problem code, in the reader's language.
import { useTranslation } from "react-i18next";
import { asProblem } from "../api/problem";
import type { Problem, ProblemDetail } from "../api/problem";
import { loadTexts } from "./language";

/** Sentences that only staff meet as a rule come with their pages, apart from those of everybody. */
const PARTS = ["problems", "staffProblems"] as const;

/** Turns a code into its sentence; an unknown code falls back to the server's title. */
export function useProblemText(): (code: string, params?: Record<string, unknown> | null, title?: string) => string {
  const { t, i18n } = useTranslation("problems", { bindI18nStore: "added" });
  const say = t as unknown as (key: string, params?: Record<string, unknown>) => string;
  return (code, params, title) => {
    const part = PARTS.find((one) => i18n.exists(`${one}:${code}`));
    if (part) return say(`${part}:${code}`, params ?? {});
    // Whoever meets one elsewhere reads it as soon as it has come.
    if (!i18n.hasLoadedNamespace("staffProblems")) void loadTexts("staffProblems");
    return title ? `${title} (${code})` : say("unknown", { code });
  };
}

export function useProblemSentence(): (error: unknown) => string {
  const sentence = useProblemText();
  return (error) => {
    const problem = asProblem(error);
    return sentence(problem.code, problem.details[0]?.params, problem.message);
  };
}

export function detailAt(problem: Problem | null, pointer: string): ProblemDetail | undefined {
  return problem?.details.find((detail) => detail.pointer === pointer || detail.pointer.startsWith(`${pointer}/`));
}
