// What is wrong, at the top of the form, in words; takes focus and links to each field.
import { useEffect, useRef } from "react";

export interface SummaryItem {
  /** The id of the field, where there is one. */
  field?: string;
  text: string;
}

interface Props {
  title: string;
  items: SummaryItem[];
  /** Grows with each attempt, so that a repeated error takes focus again. */
  attempt?: number;
  keepFocus?: boolean;
}

export function focusField(id: string) {
  const element = document.getElementById(id);
  element?.scrollIntoView({ block: "center" });
  element?.focus({ preventScroll: true });
}

export function ErrorSummary({ title, items, attempt = 0, keepFocus = false }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (keepFocus) return undefined;
    // A dialog that closes at the same moment gives the focus back to its button first.
    const turn = requestAnimationFrame(() => { frame.current?.focus(); });
    return () => { cancelAnimationFrame(turn); };
  }, [attempt, keepFocus]);
  return (
    <div ref={frame} className="note bad" role="alert" tabIndex={-1}>
      <h2>{title}</h2>
      <ul>
        {items.map(({ field, text }) => (
          <li key={`${field ?? ""} ${text}`}>
            {field === undefined ? text : (
              <a href={`#${field}`} onClick={(event) => { event.preventDefault(); focusField(field); }}>{text}</a>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
