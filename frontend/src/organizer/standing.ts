// Narrowing a standing to what one looks for. Ranks and ties stay those of the whole. Pure.
import type { Bilingual, StandingLine } from "../api/types";

export interface StandingSearch {
  text?: string;
}

export function standingSearch({ text }: Record<string, unknown>): StandingSearch {
  // A router reads `?text=2020` as a number.
  const words = typeof text === "number" ? String(text) : text;
  return typeof words === "string" && words.trim() !== "" ? { text: words.slice(0, 200) } : {};
}

interface Named {
  number: string;
  title: Bilingual;
  team: Bilingual | null;
}

/** Every word is somewhere in the number, the title or the name of the team, in whatever case. */
export function narrowedStanding<Line extends Named>(lines: readonly Line[], { text = "" }: StandingSearch): readonly Line[] {
  const words = text.toLowerCase().split(/\s+/);
  return lines.filter(({ number, title, team }) => {
    const all = [number, title.zh, title.en, team?.zh, team?.en].join("\n").toLowerCase();
    return words.every((word) => all.includes(word));
  });
}

/** The figures that more than one line has: there the tie chain decides. */
export function sharedFigures(lines: readonly StandingLine[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const { figure } of lines) {
    if (figure !== null && seen.has(figure)) shared.add(figure);
    if (figure !== null) seen.add(figure);
  }
  return shared;
}
