import { describe, expect, it } from "vitest";
import type { Criterion } from "../api/types";
import { nextPart, scaleOf, stepsOf, stepsOfDigit, totalSoFar, valueText } from "./marks";
import { onSheetKey } from "./sheet-keys";
import type { SheetFocus, SheetKey } from "./sheet-keys";

function criterion(key: string, changes: Partial<Criterion> = {}): Criterion {
  const words = { zh: key, en: key };
  return {
    key, title: words, help: words, weight: "1.0", share_percent: "16.67",
    min_steps: 0, max_steps: 40, step: "0.25", levels: [], ...changes,
  };
}

const six = ["a", "b", "c", "d", "e", "f"].map((key) => criterion(key));

function type(keys: (string | SheetKey)[], criteria: Criterion[] = six) {
  let focus: SheetFocus = { at: 0, justMarked: null };
  const marks: (number | null)[] = criteria.map(() => null);
  const commands: string[] = [];
  let ignored = 0;
  for (const key of keys) {
    const outcome = onSheetKey(typeof key === "string" ? { code: key } : key, focus, criteria, marks);
    if (!outcome) {
      ignored += 1;
      continue;
    }
    focus = outcome.focus;
    if (outcome.mark) marks[outcome.mark.index] = outcome.mark.steps;
    if (outcome.command) commands.push(outcome.command);
  }
  return { focus, values: marks.map((steps) => (steps === null ? null : valueText(steps, "0.25"))), commands, ignored };
}

describe("the keys of the score sheet", () => {
  it("scores and submits six criteria in seven keys", () => {
    const result = type(["Digit8", "Digit7", "Digit9", "Digit0", "Digit6", "Digit8", "Enter"]);
    expect(result.values).toEqual(["8", "7", "9", "10", "6", "8"]);
    expect(result.commands).toEqual(["submit_and_next"]);
  });

  it("takes the keypad like the row of digits", () => {
    expect(type(["Numpad8", "Numpad0", "NumpadEnter"]).values.slice(0, 2)).toEqual(["8", "10"]);
  });

  it("adds parts to the mark just given, and goes round", () => {
    expect(type(["Digit8", "Period"]).values[0]).toBe("8.25");
    expect(type(["Digit8", "Period", "Period", "Period"]).values[0]).toBe("8.75");
    expect(type(["Digit8", "Period", "Period", "Period", "Period"]).values[0]).toBe("8");
    expect(type(["Digit8", "Period", "Digit7"]).values.slice(0, 2)).toEqual(["8.25", "7"]);
  });

  it("adds parts to the focused criterion once the focus was moved", () => {
    const result = type(["Digit8", "Digit7", "ArrowUp", "Period"]);
    expect(result.values.slice(0, 2)).toEqual(["8", "7.25"]);
  });

  it("never goes beyond the range with a part", () => {
    expect(type(["Digit0", "Period"]).values[0]).toBe("10");
  });

  it("clears to not scored, which is not zero", () => {
    expect(type(["Digit8", "ArrowUp", "Backspace"]).values[0]).toBeNull();
  });

  it("leaves keys of an input method and of shortcuts alone", () => {
    const keys = [
      { code: "Digit8", isComposing: true }, { code: "Digit8", keyCode: 229 }, { code: "Digit8", ctrlKey: true },
      { code: "Digit1", shiftKey: true }, { code: "KeyA" },
    ];
    const result = type(keys);
    expect(result.ignored).toBe(keys.length);
    expect(result.values.every((value) => value === null)).toBe(true);
  });

  it("does not score the next criterion while a digit is held down", () => {
    const result = type(["Digit8", { code: "Digit8", repeat: true }]);
    expect(result.values.slice(0, 2)).toEqual(["8", null]);
  });

  it("walks on with Enter and submits in place with Shift and Enter", () => {
    expect(type(["Enter"]).focus.at).toBe(1);
    expect(type([{ code: "Enter", shiftKey: true }]).commands).toEqual(["submit_and_stay"]);
  });

  it("ignores a digit outside the range", () => {
    const fives = [criterion("a", { min_steps: 1, max_steps: 5, step: "1" }), criterion("b")];
    expect(type(["Digit7"], fives)).toMatchObject({ focus: { at: 0 }, values: [null, null] });
  });
});

describe("marks", () => {
  it("keeps ten or eleven cells whatever the step", () => {
    expect(scaleOf(criterion("a", { min_steps: 4 })).cells).toHaveLength(10);
    expect(scaleOf(criterion("a")).cells).toHaveLength(11);
    expect(scaleOf(criterion("a")).parts).toEqual([1, 2, 3]);
    expect(scaleOf(criterion("a", { step: "1", max_steps: 10 })).parts).toEqual([]);
    expect(scaleOf(criterion("a", { step: "1", max_steps: 100 })).typed).toBe(true);
  });

  it("reads and writes exact values", () => {
    expect(valueText(33, "0.25")).toBe("8.25");
    expect(valueText(17, "0.5")).toBe("8.5");
    expect(valueText(3, "0.1")).toBe("0.3");
    expect(stepsOf("8.25", criterion("a"))).toBe(33);
    expect(stepsOf("８．２５", criterion("a"))).toBe(33);
    expect(stepsOf("8.3", criterion("a"))).toBeNull();
    expect(stepsOf("11", criterion("a"))).toBeNull();
    expect(stepsOfDigit(0, criterion("a", { max_steps: 20 }))).toBe(0);
    expect(nextPart(40, criterion("a"))).toBeNull();
  });

  it("sums what is set on the rubric's scale", () => {
    const criteria = [criterion("a", { weight: "2.0" }), criterion("b")];
    expect(totalSoFar(criteria, { a: 40, b: 40 }, "100")).toBe("100");
    expect(totalSoFar(criteria, { a: 20, b: null }, "30")).toBe("10");
  });
});
