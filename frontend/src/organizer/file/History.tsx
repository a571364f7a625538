// The amendments of an edition, newest first; the first of all is the import.
import { useTranslation } from "react-i18next";
import type { Amendment } from "../../api/edition-file";
import { Words } from "../../shell/bilingual";
import { Instant } from "../../shell/Instant";
import { Changes } from "./Changes";
import styles from "./File.module.css";

export function History({ amendments, zone }: { amendments: Amendment[]; zone: string }) {
  const { t } = useTranslation("editionFile");
  return (
    <section className="stack" aria-labelledby="history">
      <h2 id="history">{t("history.title")}</h2>
      <ol className={styles.history} reversed start={amendments.length - 1}>
        {amendments.map(({ number, reason, changes, by, at }) => (
          <li key={number} className="card stack tight">
            <h3>{number === 0 ? t("history.import") : t("history.amendment", { number })}</h3>
            <p className="hint"><Instant at={at} zone={zone} />{by ? <> · <Words of={by.name} /></> : null}</p>
            {reason === "" ? null : <p className="measure">{reason}</p>}
            {changes.length === 0 ? null : (
              <details>
                <summary>{t("changes.count", { count: changes.length })}</summary>
                <Changes changes={changes} caption={t("changes.of", { number })} zone={zone} />
              </details>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
