// The text of an edition file in a plain box. Its lines do not wrap, so that a line can be shown by its number.
import { useId, useImperativeHandle, useRef } from "react";
import styles from "./File.module.css";

const LINE_PX = 20;

export interface SourceHandle {
  /** Selects a line, counted from 1, and brings it into view. */
  showLine: (line: number) => void;
}

interface Props {
  label: string;
  hint?: string;
  value: string;
  readOnly?: boolean;
  onChange?: (text: string) => void;
  ref?: React.Ref<SourceHandle>;
}

export function SourceText({ label, hint, value, readOnly = false, onChange, ref }: Props) {
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  useImperativeHandle(ref, () => ({
    showLine: (line) => {
      const element = box.current;
      if (!element) return;
      const before = element.value.split("\n").slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
      const end = element.value.indexOf("\n", before);
      element.focus({ preventScroll: true });
      element.setSelectionRange(before, end === -1 ? element.value.length : end);
      element.scrollTop = Math.max(0, (line - 4) * LINE_PX);
      element.scrollLeft = 0;
      element.scrollIntoView({ block: "nearest" });
    },
  }), []);
  return (
    <div className={styles.source}>
      <label htmlFor={id}>{label}</label>
      {hint === undefined ? null : <p className="hint" id={`${id}-hint`}>{hint}</p>}
      <textarea
        ref={box} id={id} className={styles.text} wrap="off" spellCheck={false} autoCapitalize="off" autoComplete="off" autoCorrect="off"
        readOnly={readOnly} value={value} aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => { onChange?.(event.currentTarget.value); }}
      />
    </div>
  );
}
