// Marks are whole numbers of steps. Everything here is exact: a step is a fraction of integers, never a float.
import type { Criterion } from "../api/types";

interface Step {
  numerator: number;
  denominator: number;
}

/** "0.25" is 25/100. */
function stepOf(text: string): Step {
  const [whole = "0", digits = ""] = text.split(".");
  return { numerator: Number(whole + digits), denominator: 10 ** digits.length };
}

/** The decimal text of a mark: 33 steps of "0.25" are "8.25". */
export function valueText(steps: number, step: string): string {
  const { numerator, denominator } = stepOf(step);
  const scaled = steps * numerator;
  const whole = Math.trunc(scaled / denominator);
  const rest = Math.abs(scaled % denominator);
  if (rest === 0) return String(whole);
  const digits = String(rest).padStart(String(denominator).length - 1, "0").replace(/0+$/, "");
  return `${scaled < 0 && whole === 0 ? "-" : ""}${String(whole)}.${digits}`;
}

/** The steps of a value typed as text, or null where it is no mark of this criterion. */
export function stepsOf(text: string, criterion: Criterion): number | null {
  const plain = text.normalize("NFKC").trim().replace("。", ".").replace(",", ".");
  if (!/^\d+(\.\d+)?$/.test(plain)) return null;
  const value = stepOf(plain);
  const step = stepOf(criterion.step);
  const steps = (value.numerator * step.denominator) / (value.denominator * step.numerator);
  return Number.isInteger(steps) && inRange(steps, criterion) ? steps : null;
}

export function inRange(steps: number, criterion: Criterion): boolean {
  return steps >= criterion.min_steps && steps <= criterion.max_steps;
}

export interface Scale {
  /** The steps of each cell: whole numbers where the step divides one, else every step. */
  cells: number[];
  /** The steps that may be added to a cell: 1, 2, 3 for a step of "0.25"; empty where cells are all there is. */
  parts: number[];
  /** Too many cells to show: a number is typed instead. */
  typed: boolean;
}

const MOST_CELLS = 12;

export function scaleOf(criterion: Criterion): Scale {
  const { numerator, denominator } = stepOf(criterion.step);
  const perWhole = denominator % numerator === 0 ? denominator / numerator : 1;
  const first = Math.ceil(criterion.min_steps / perWhole) * perWhole;
  const cells: number[] = [];
  for (let steps = first; steps <= criterion.max_steps; steps += perWhole) cells.push(steps);
  const parts = Array.from({ length: perWhole - 1 }, (_, index) => index + 1);
  return { cells, parts, typed: cells.length > MOST_CELLS };
}

/** The cell under a mark and the part above it. */
export function split(steps: number, scale: Scale): { cell: number | null; part: number } {
  const cell = scale.cells.filter((candidate) => candidate <= steps).pop() ?? null;
  return { cell, part: cell === null ? 0 : steps - cell };
}

/** The steps of a pressed digit; 0 is ten, or zero where ten is out of range. */
export function stepsOfDigit(digit: number, criterion: Criterion): number | null {
  if (digit !== 0) return stepsOf(String(digit), criterion);
  return stepsOf("10", criterion) ?? stepsOf("0", criterion);
}

/** The mark after one more press of the part key: 8, 8.25, 8.5, 8.75, 8. */
export function nextPart(steps: number, criterion: Criterion): number | null {
  const scale = scaleOf(criterion);
  const { cell, part } = split(steps, scale);
  if (cell === null || scale.parts.length === 0) return null;
  const next = cell + ((part + 1) % (scale.parts.length + 1));
  return inRange(next, criterion) ? next : cell === steps ? null : cell;
}

/** The anchor that a mark reaches: the highest level at or below it. */
export function levelAt(steps: number | null, criterion: Criterion) {
  if (steps === null) return undefined;
  return [...criterion.levels].sort((a, b) => b.steps - a.steps).find((level) => level.steps <= steps);
}

/**
 * The weighted total of the marks set so far, on the rubric's own scale, to two digits.
 * Linear in the weights, so it holds whether the scale is the weighted sum itself or a share of a hundred.
 */
export function totalSoFar(
  criteria: Criterion[], marks: Record<string, number | null | undefined>, maxTotal: string,
): string {
  let sum = 0;
  let most = 0;
  for (const criterion of criteria) {
    const weight = Number(criterion.weight) * Number(criterion.step);
    sum += weight * (marks[criterion.key] ?? 0);
    most += weight * criterion.max_steps;
  }
  const total = most === 0 ? 0 : (Number(maxTotal) * sum) / most;
  return String(Number(total.toFixed(2)));
}
