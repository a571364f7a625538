// Tabs by the book: one tab stop, arrows move and choose. The panel is the caller's.
import { useRef } from "react";
import styles from "./TabBar.module.css";

interface Props {
  tabs: { key: string; label: string }[];
  current: string;
  onChange: (key: string) => void;
  label: string;
  /** The id of the panel. */
  panel: string;
}

export function TabBar({ tabs, current, onChange, label, panel }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: React.KeyboardEvent, index: number) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const next = event.key === "Home" ? 0 : event.key === "End" ? tabs.length - 1 : step === undefined ? null : (index + step + tabs.length) % tabs.length;
    const target = next === null ? undefined : tabs[next];
    if (!target || next === null) return;
    event.preventDefault();
    onChange(target.key);
    frame.current?.querySelectorAll<HTMLElement>("[role=tab]")[next]?.focus();
  };
  return (
    <div ref={frame} role="tablist" aria-label={label} className={styles.bar}>
      {tabs.map(({ key, label: text }, index) => (
        <button
          key={key} type="button" role="tab" id={`${panel}-${key}`} className={styles.tab} aria-selected={key === current}
          aria-controls={panel} tabIndex={key === current ? 0 : -1}
          onClick={() => { onChange(key); }} onKeyDown={(event) => { onKeyDown(event, index); }}
        >
          {text}
        </button>
      ))}
    </div>
  );
}
