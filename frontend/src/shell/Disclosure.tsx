// A button that opens a small panel below it. Escape and a click elsewhere close it; focus returns to the button.
import { useEffect, useId, useRef, useState } from "react";
import type { ReactNode } from "react";
import styles from "./Disclosure.module.css";

interface Props {
  label: ReactNode;
  /** Spoken name, where the label alone does not say it. */
  name?: string;
  align?: "start" | "end";
  up?: boolean;
  className?: string;
  children: ReactNode;
}

export function Disclosure({ label, name, align = "end", up = false, className, children }: Props) {
  const [open, setOpen] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  useEffect(() => {
    if (!open) return undefined;
    const outside = (event: Event) => {
      if (event.target instanceof Node && !frame.current?.contains(event.target)) setOpen(false);
    };
    const escape = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      setOpen(false);
      button.current?.focus();
    };
    document.addEventListener("pointerdown", outside);
    document.addEventListener("focusin", outside);
    document.addEventListener("keydown", escape);
    return () => {
      document.removeEventListener("pointerdown", outside);
      document.removeEventListener("focusin", outside);
      document.removeEventListener("keydown", escape);
    };
  }, [open]);
  const closeOnLink = (event: React.MouseEvent) => {
    if (event.target instanceof Element && event.target.closest("a, [data-closes]")) setOpen(false);
  };
  return (
    <div className={styles.frame} ref={frame}>
      <button
        ref={button} type="button" className={`${styles.button ?? ""} ${className ?? ""}`}
        aria-expanded={open} aria-controls={id} aria-label={name} onClick={() => { setOpen(!open); }}
      >
        {label}
      </button>
      {/* eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- only reacts to links inside */}
      <div id={id} className={styles.panel} data-align={align} data-up={up} hidden={!open} onClick={closeOnLink}>
        {children}
      </div>
    </div>
  );
}
