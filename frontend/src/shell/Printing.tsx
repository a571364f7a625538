// A list on paper: a button, a head that says what it is, who took it and as of when, and a running head that
// repeats on every sheet. The rules of the sheet itself are in printing.css.
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { meQuery } from "../api/account";
import { serverNow } from "../api/server-clock";
import type { EditionRef } from "../api/types";
import { useProblemSentence } from "./problem-text";
import { usePick, Words } from "./bilingual";
import { Icon } from "./icons";
import { Instant } from "./Instant";
import "./printing.css";

interface ButtonProps {
  /** What is printed, where "Print" does not say it. */
  label?: string;
  /** Brings onto the page what is to be printed and was not shown. */
  prepare?: () => Promise<void>;
  /** The window has closed, printed or not. */
  done?: () => void;
}

export function PrintButton({ label, prepare, done }: ButtonProps) {
  const { t } = useTranslation("shell");
  const sentence = useProblemSentence();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const print = async () => {
    setBusy(true);
    setError(null);
    try {
      await prepare?.();
      await painted();
      // Some browsers go on while the window is open.
      if (done) window.addEventListener("afterprint", done, { once: true });
      window.print();
    } catch (refusal) {
      setError(refusal);
    } finally {
      setBusy(false);
    }
  };
  return (
    <span className="no-print">
      <Button variant="default" loading={busy} leftSection={<Icon name="print" />} onClick={() => { void print(); }}>
        {label ?? t("printed.action")}
      </Button>
      {error === null ? null : <span className="note bad" role="alert">{sentence(error)}</span>}
    </span>
  );
}

/** After the next paint: what was set just now is on the page. */
function painted(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => { requestAnimationFrame(() => { resolve(); }); });
  });
}

/** The instant by the server's clock at which this device read something. */
function instantOfReading(readAt: number): string {
  return new Date(serverNow() - (Date.now() - readAt)).toISOString();
}

interface HeadProps {
  edition: EditionRef;
  title: string;
  /** When the data was read, as the device's clock had it (`dataUpdatedAt` of a query). */
  readAt: number;
  /** What narrows the list, in words; empty for all. Left out where a list cannot be narrowed. */
  filters?: readonly string[];
}

/** Only on paper, above the list. */
export function PrintHead({ edition, title, readAt, filters }: HeadProps) {
  const { t } = useTranslation("shell");
  const pickText = usePick();
  const { data: me } = useQuery(meQuery);
  return (
    <div className="print-only print-head">
      <p className="print-title">{title}</p>
      <p><Words of={edition.title} /> · {t("product")}</p>
      {filters ? <p>{t("printed.filters", { filters: filters.length > 0 ? filters.join(t("printed.and")) : t("printed.nothing") })}</p> : null}
      <p>{t("printed.asOf", { at: "" })}<Instant at={instantOfReading(readAt)} zone={edition.zone} short /></p>
      {me?.account ? <p>{t("printed.by", { name: pickText(me.account.name) })}</p> : null}
    </div>
  );
}

interface RunningHeadProps extends HeadProps {
  /** How many columns the table has. */
  columns: number;
}

/** The first row of a printed table's head, which paper repeats on every sheet. */
export function RunningHead({ edition, title, readAt, columns }: RunningHeadProps) {
  return (
    <tr className="print-running" aria-hidden="true">
      <td colSpan={columns}><Words of={edition.title} /> · {title} · <Instant at={instantOfReading(readAt)} zone={edition.zone} short /></td>
    </tr>
  );
}
