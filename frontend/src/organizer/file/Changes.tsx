// What an amendment changes, place by place.
import { useTranslation } from "react-i18next";
import type { FileChange } from "../../api/edition-file";
import { CardCell, CardName, CardRow, Cards } from "../../shell/Cards";
import { Instant } from "../../shell/Instant";
import { TableFrame } from "../../shell/TableFrame";
import { keyPath } from "./toml-lines";
import styles from "./File.module.css";

interface Props {
  changes: FileChange[];
  caption: string;
  zone: string;
}

export function Changes({ changes, caption, zone }: Props) {
  const { t } = useTranslation("editionFile");
  return (
    <TableFrame>
      <Cards>
        <caption>{caption}</caption>
        <thead>
          <CardRow>
            <th scope="col">{t("changes.place")}</th><th scope="col">{t("changes.before")}</th><th scope="col">{t("changes.after")}</th>
          </CardRow>
        </thead>
        <tbody>
          {changes.map(({ path, before, after }) => (
            <CardRow key={path}>
              <CardName className={styles.path}><code>{keyPath(path)}</code></CardName>
              <CardCell label={t("changes.before")}><Value value={before} zone={zone} none={t("changes.added")} /></CardCell>
              <CardCell label={t("changes.after")}><Value value={after} zone={zone} none={t("changes.removed")} /></CardCell>
            </CardRow>
          ))}
        </tbody>
      </Cards>
    </TableFrame>
  );
}

/** An instant as the file writes it, with its offset. */
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

function Value({ value, none, zone }: { value: unknown; none: string; zone: string }) {
  if (value === null || value === undefined) return <span className="hint">{none}</span>;
  if (typeof value === "string" && INSTANT.test(value)) {
    return <><Instant at={value} zone={zone} short /><br /><code className={`hint ${styles.value ?? ""}`}>{value}</code></>;
  }
  return <code className={styles.value}>{typeof value === "string" ? value : JSON.stringify(value, null, 1)}</code>;
}
