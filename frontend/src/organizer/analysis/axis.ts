// Where points lie on the axis that all intervals of a column share. Pure.

export interface Interval {
  low: number;
  high: number;
}

export interface Axis extends Interval {
  /** From 0 at the low end to 100 at the high end; what lies beyond is drawn at the end. */
  at: (points: number) => number;
}

/** An axis that holds all of these intervals, and the further points. Nothing to draw has the axis from 0 to 1. */
export function axisOf(intervals: readonly Interval[], points: readonly number[] = []): Axis {
  const low = Math.min(...intervals.map((one) => one.low), ...points);
  const high = Math.max(...intervals.map((one) => one.high), ...points);
  if (!(high > low)) return { low: 0, high: 1, at: () => 50 };
  const at = (value: number) => Math.min(100, Math.max(0, (100 * (value - low)) / (high - low)));
  return { low, high, at };
}

/** The mean of the last figure that is in and the first that is out, where the line between them is drawn. */
export function cutBetween(figures: readonly number[], places: number | null): number | null {
  const best = [...figures].sort((one, other) => other - one);
  const [last, first] = [best[(places ?? 0) - 1], best[places ?? 0]];
  return places === null || last === undefined || first === undefined ? null : (last + first) / 2;
}
