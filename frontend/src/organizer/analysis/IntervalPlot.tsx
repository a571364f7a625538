// An estimate and how far it may be off, on the axis of its column.
import type { Axis, Interval } from "./axis";
import styles from "./Analysis.module.css";

interface Props extends Interval {
  axis: Axis;
  value: number;
  /** A line that all rows share. */
  cut?: number | null;
  /** What a reader who does not see it is told. */
  label: string;
}

const percent = (part: number) => `${part.toFixed(2)}%`;

export function IntervalPlot({ axis, low, high, value, cut = null, label }: Props) {
  const [from, to] = [axis.at(low), axis.at(high)];
  return (
    <span className={styles.plot} role="img" aria-label={label}>
      <span className={styles.bar} style={{ left: percent(from), width: percent(to - from) }} />
      {cut === null ? null : <span className={styles.cut} style={{ left: percent(axis.at(cut)) }} />}
      <span className={styles.dot} style={{ left: percent(axis.at(value)) }} />
    </span>
  );
}
