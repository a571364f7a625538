// A dangerous action says what will happen and asks once. A refusal is shown here, and the dialog stays open.
import { Button } from "@mantine/core";
import { useState } from "react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useProblemSentence } from "../shell/problem-text";
import { Dialog } from "./Dialog";

interface Props {
  open: boolean;
  onClose: () => void;
  onConfirm: () => unknown;
  title: string;
  action: string;
  danger?: boolean;
  disabled?: boolean;
  children: ReactNode;
}

export function ConfirmDialog(props: Props) {
  const { open, onClose, onConfirm, title, action, danger = false, disabled = false, children } = props;
  const { t } = useTranslation("shell");
  const sentence = useProblemSentence();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const close = () => { setError(null); onClose(); };
  const confirm = async (event: React.FormEvent) => {
    event.preventDefault();
    if (busy || disabled) return;
    setBusy(true);
    setError(null);
    try {
      await onConfirm();
      onClose();
    } catch (refusal) {
      setError(refusal);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog open={open} onClose={close} title={title}>
      <form className="stack" onSubmit={(event) => { void confirm(event); }}>
        {children}
        {error === null ? null : <p className="note bad" role="alert">{sentence(error)}</p>}
        <div className="row">
          <Button type="submit" color={danger ? "cinnabar" : "canal"} loading={busy} disabled={disabled}>{action}</Button>
          <Button variant="default" onClick={close}>{t("dialog.cancel")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
