// How long a text is, as its writer counts. The server counts the same way; word-count-vectors.json is the proof
// for both.
import type { Language } from "../api/types";

// The unified ideographs, extensions A to H, compatibility forms and 〇; otherwise runs of letters and digits.
const ZH = /[\u3007\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF\u{20000}-\u{323AF}]|(?:(?![\u3007\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF\u{20000}-\u{323AF}])[\p{Alphabetic}\p{N}])+/gu;
const EN = /\P{White_Space}+/gu;

/** Chinese: every Han character and every run of other letters or digits is one. English: words between white space. */
export function countWords(text: string, language: Language): number {
  return text.match(language === "zh" ? ZH : EN)?.length ?? 0;
}

/** The part of a text beyond its limit, for marking; empty while within. */
export function excessOf(text: string, language: Language, limit: number): string {
  let count = 0;
  for (const match of text.matchAll(language === "zh" ? ZH : EN)) {
    count += 1;
    if (count > limit) return text.slice(match.index);
  }
  return "";
}
