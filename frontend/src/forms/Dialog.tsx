// A modal window on the platform's own dialog element: focus stays inside, Escape closes, focus returns.
import { useEffect, useId, useRef } from "react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import styles from "./Dialog.module.css";

interface Props {
  open: boolean;
  onClose: () => void;
  title: string;
  wide?: boolean;
  children: ReactNode;
}

/** Where what opened the dialog is gone, a reader goes on from the top of the page. */
function keepFocus() {
  if (document.activeElement === document.body) document.querySelector("h1")?.focus();
}

export function Dialog({ open, onClose, title, wide = false, children }: Props) {
  const { t } = useTranslation("shell");
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const element = dialog.current;
    if (open && element && !element.open) element.showModal();
    if (!open && element?.open) {
      element.close();
      keepFocus();
    }
  }, [open]);
  useEffect(() => () => { setTimeout(keepFocus); }, []);
  return (
    <dialog
      ref={dialog} className={styles.dialog} data-wide={wide} aria-labelledby={id} onClose={onClose}
    >
      {open ? (
        <div className={styles.body}>
          <div className={styles.head}>
            <h2 id={id}>{title}</h2>
            <button type="button" className={styles.close} onClick={onClose}>
              <span aria-hidden="true">×</span><span className="sr">{t("dialog.close")}</span>
            </button>
          </div>
          {children}
        </div>
      ) : null}
    </dialog>
  );
}
