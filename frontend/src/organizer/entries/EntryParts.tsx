// An entry in parts: its answers in both languages, its files, its versions. Shared by its page and the desk.
import { useTranslation } from "react-i18next";
import { entryAttachmentUrl } from "../../api/entries";
import type { OrganizerEntry } from "../../api/types";
import { useBytes } from "../../forms/bytes";
import { AnswerRows } from "../../shell/AnswerRows";
import { useLanguage, usePick, Words } from "../../shell/bilingual";
import { Icon } from "../../shell/icons";
import { Instant } from "../../shell/Instant";
import { TableFrame } from "../../shell/TableFrame";
import styles from "../Organizer.module.css";
import { amountInWords } from "./figures";

/** Both languages side by side; what is the same in both is said once. */
export function Answers({ answers }: { answers: OrganizerEntry["answers"] }) {
  const { t } = useTranslation("organizer");
  const language = useLanguage();
  const pickText = usePick();
  return (
    <dl className="stack">
      {answers.map(({ key, label, value, table, when }) => (
        <div key={key} className={styles.answer}>
          <dt><Words of={label} />{when === "supplement" ? <span className="hint"> {t("entry.later")}</span> : null}</dt>
          <dd className={table ? undefined : styles.twin}>
            {table ? (table.rows.length === 0 ? "—" : <AnswerRows columns={table.columns.map(pickText)} rows={table.rows} />) : value.zh === value.en ? <p className="pre">{amountInWords(value.zh, language) || "—"}</p> : (
              <><p lang="zh-Hans" className="pre">{value.zh || "—"}</p><p lang="en" className="pre">{value.en || "—"}</p></>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface Props {
  edition: string;
  entry: OrganizerEntry;
  zone: string;
}

export function Files({ edition, entry }: Omit<Props, "zone">) {
  const { t } = useTranslation("organizer");
  const size = useBytes();
  return (
    <section className="card stack tight" aria-labelledby="files">
      <h2 id="files">{t("entries.files")}</h2>
      {entry.attachments.length === 0 ? <p className="hint">{t("entry.noFiles")}</p> : (
        <ul className="plain stack tight">
          {entry.attachments.map(({ slot, name, bytes, sha256 }) => (
            <li key={slot}>
              <Icon name="file" />{" "}
              {entry.may.read_attachments
                ? <a href={entryAttachmentUrl(edition, entry.number, slot)} target="_blank" rel="noreferrer">{name}</a>
                : name}{" "}
              <span className="hint">{size(bytes)}</span>
              <span className={styles.detail}><code>{sha256}</code></span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

export function Versions({ entry, zone }: Omit<Props, "edition">) {
  const { t } = useTranslation("organizer");
  if (entry.versions.length === 0) return <p className="note">{t("entry.noVersions")}</p>;
  return (
    <TableFrame>
      <table className="list">
        <caption>{t("entry.versions")}</caption>
        <thead><tr><th scope="col" className="num">{t("entry.version")}</th><th scope="col">{t("entry.arrived")}</th><th scope="col">{t("entry.fingerprint")}</th></tr></thead>
        <tbody>
          {entry.versions.map((version) => (
            <tr key={version.version}>
              <th scope="row" className="num">{version.version}</th>
              <td><Instant at={version.arrived_at} zone={zone} seconds /></td>
              <td className="mono">{version.fingerprint}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
