// A long list a part at a time: its first rows, and a button that brings the next ones where they belong.
import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

const STEP = 100;

export interface Part<T> {
  shown: readonly T[];
  left: number;
  more: () => void;
}

/** The first rows of a list; `whole` shows them all, as on paper. */
export function usePart<T>(rows: readonly T[], first: number, whole = false): Part<T> {
  const [room, setRoom] = useState(first);
  const shown = whole ? rows : rows.slice(0, room);
  return { shown, left: rows.length - shown.length, more: () => { setRoom((now) => now + STEP); } };
}

export function MoreRows<T>({ part: { shown, left, more } }: { part: Part<T> }) {
  const { t } = useTranslation("shell");
  if (left === 0) return null;
  return (
    <div className="row no-print">
      <Button size="sm" variant="default" onClick={more}>{t("more.action", { count: Math.min(left, STEP) })}</Button>
      <span className="hint" role="status">{t("more.shown", { shown: shown.length, all: shown.length + left })}</span>
    </div>
  );
}
