// What an amendment changes, place by place.
import { useTranslation } from "react-i18next";
import type { FileChange } from "../../api/edition-file";
import { TableFrame } from "../../shell/TableFrame";
import { keyPath } from "./toml-lines";
import styles from "./File.module.css";

export function Changes({ changes, caption }: { changes: FileChange[]; caption: string }) {
  const { t } = useTranslation("editionFile");
  return (
    <TableFrame>
      <table className="list">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t("changes.place")}</th><th scope="col">{t("changes.before")}</th><th scope="col">{t("changes.after")}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ path, before, after }) => (
            <tr key={path}>
              <th scope="row" className={styles.path}><code>{keyPath(path)}</code></th>
              <td><Value value={before} none={t("changes.added")} /></td>
              <td><Value value={after} none={t("changes.removed")} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

function Value({ value, none }: { value: unknown; none: string }) {
  if (value === null || value === undefined) return <span className="hint">{none}</span>;
  return <code className={styles.value}>{typeof value === "string" ? value : JSON.stringify(value, null, 1)}</code>;
}
