// The list as a file, narrowed as it is on the page. The server puts on the record who took it.
import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { exportEntries } from "../../api/entries";
import type { EntryFilter, FileFormat } from "../../api/entries";
import { Disclosure } from "../../shell/Disclosure";
import { Icon } from "../../shell/icons";
import { useProblemSentence } from "../../shell/problem-text";
import styles from "./Entries.module.css";

interface Props {
  edition: string;
  filter: EntryFilter;
  total: number;
}

function save(file: Blob, name: string) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The browser has taken hold of the file by the next turn; some need a moment more.
  setTimeout(() => { URL.revokeObjectURL(link.href); }, 10_000);
}

export function ExportMenu({ edition, filter, total }: Props) {
  const { t } = useTranslation("entries");
  const sentence = useProblemSentence();
  const [busy, setBusy] = useState<FileFormat | null>(null);
  const [saved, setSaved] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const take = async (format: FileFormat) => {
    setBusy(format);
    setSaved(null);
    setError(null);
    try {
      const name = `${edition}-entries.${format}`;
      save(await exportEntries(edition, filter, format), name);
      setSaved(name);
    } catch (refusal) {
      setError(refusal);
    } finally {
      setBusy(null);
    }
  };
  return (
    <Disclosure className={styles.exportButton} label={<>{t("export.menu")} <Icon name="down" /></>}>
      <div className={styles.menu}>
        <p className="hint">{t("export.what", { count: total })}</p>
        {(["xlsx", "csv"] as const).map((format) => (
          <Button key={format} variant="default" loading={busy === format} disabled={busy !== null} onClick={() => { void take(format); }}>
            {t(`export.${format}`)}
          </Button>
        ))}
        <p role="status" className="hint">{busy ? t("export.busy") : saved === null ? "" : t("export.done", { name: saved })}</p>
        {error === null ? null : <p className="note bad" role="alert">{sentence(error)}</p>}
      </div>
    </Disclosure>
  );
}
