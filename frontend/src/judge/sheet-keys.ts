// What a key means on the score sheet. Pure: the page applies the outcome. Acts on the place of a key
// (event.code), so a Chinese input method or full-width mode neither eats nor doubles it.
import type { Criterion } from "../api/types";
import { nextPart, stepsOfDigit } from "./marks";

export interface SheetKey {
  code: string;
  shiftKey?: boolean;
  ctrlKey?: boolean;
  metaKey?: boolean;
  altKey?: boolean;
  isComposing?: boolean;
  keyCode?: number;
  repeat?: boolean;
}

export interface SheetFocus {
  /** The criterion that has focus. */
  at: number;
  /** The criterion that a digit has just left; the part key belongs to it until something else happens. */
  justMarked: number | null;
}

export interface Outcome {
  focus: SheetFocus;
  mark?: { index: number; steps: number | null };
  command?: "submit_and_next" | "submit_and_stay";
}

type Marks = readonly (number | null)[];

/** The outcome of a key, or null where the key is not ours. */
export function onSheetKey(key: SheetKey, focus: SheetFocus, criteria: readonly Criterion[], marks: Marks): Outcome | null {
  if (key.isComposing || key.keyCode === 229 || key.ctrlKey || key.metaKey || key.altKey) return null;
  const name = key.code.replace(/^Numpad(?=Enter|\d)/, "");
  if (name === "Enter") return onEnter(Boolean(key.shiftKey), Boolean(key.repeat), focus, criteria);
  if (key.shiftKey) return null;
  const last = criteria.length - 1;
  const moveTo = (at: number): Outcome => ({ focus: { at: Math.max(0, Math.min(last, at)), justMarked: null } });
  switch (name) {
    case "ArrowUp": return moveTo(focus.at - 1);
    case "ArrowDown": return moveTo(focus.at + 1);
    case "Backspace":
    case "Delete": return { focus: { at: focus.at, justMarked: null }, mark: { index: focus.at, steps: null } };
    case "Period":
    case "NumpadDecimal": return onPart(focus, criteria, marks);
    default: return onDigit(name, Boolean(key.repeat), focus, criteria);
  }
}

function onDigit(name: string, repeat: boolean, focus: SheetFocus, criteria: readonly Criterion[]): Outcome | null {
  const digit = /^(?:Digit)?(\d)$/.exec(name)?.[1];
  const criterion = criteria[focus.at];
  if (digit === undefined || !criterion) return null;
  const steps = repeat ? null : stepsOfDigit(Number(digit), criterion);
  if (steps === null) return { focus };
  const at = Math.min(criteria.length - 1, focus.at + 1);
  return { focus: { at, justMarked: focus.at }, mark: { index: focus.at, steps } };
}

function onPart(focus: SheetFocus, criteria: readonly Criterion[], marks: Marks): Outcome {
  const index = focus.justMarked ?? focus.at;
  const criterion = criteria[index];
  const steps = marks[index] ?? null;
  const next = criterion && steps !== null ? nextPart(steps, criterion) : null;
  return next === null ? { focus } : { focus, mark: { index, steps: next } };
}

/** On the last criterion Enter submits; whether anything is missing is said by the page. */
function onEnter(shift: boolean, repeat: boolean, focus: SheetFocus, criteria: readonly Criterion[]): Outcome {
  if (repeat) return { focus };
  if (shift) return { focus, command: "submit_and_stay" };
  const last = criteria.length - 1;
  if (focus.at < last) return { focus: { at: focus.at + 1, justMarked: null } };
  return { focus, command: "submit_and_next" };
}
