// A list that is a table at a desk and on paper, and on a phone a stack of cards, each cell with its column's name
// beside it. The roles are said aloud, since some browsers forget a table that is not laid out as one.
import type { ComponentProps } from "react";
import styles from "./Cards.module.css";

/** A cell of a table, not of a grid: nothing in it is worked by arrow keys. */
const CELL = { role: "cell" };

function named(...names: (string | undefined)[]): string {
  return names.filter((name) => name !== undefined && name !== "").join(" ");
}

export function Cards({ className, ...rest }: ComponentProps<"table">) {
  return <table role="table" className={named("list", styles.cards, className)} {...rest} />;
}

export function CardRow(props: ComponentProps<"tr">) {
  return <tr role="row" {...props} />;
}

/** What the card is about; it stands on top of it. */
export function CardName({ className, ...rest }: ComponentProps<"th">) {
  return <th scope="row" role="rowheader" className={named(styles.name, className)} {...rest} />;
}

interface CellProps extends ComponentProps<"td"> {
  /** The name of its column; left out where the cell speaks for itself. */
  label?: string;
}

export function CardCell({ label, ...rest }: CellProps) {
  return <td {...CELL} data-label={label} {...rest} />;
}

/** A cell in the corner of the card: a box to choose it by. */
export function CardCorner({ className, ...rest }: ComponentProps<"td">) {
  return <td {...CELL} className={named(styles.corner, className)} {...rest} />;
}
