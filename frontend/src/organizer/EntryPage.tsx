// One entry as its organizer sees it: answers in both languages, files, versions, members.
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { editionQuery, entryAttachmentUrl, entryQuery } from "../api/editions";
import type { OrganizerEntry } from "../api/types";
import { useBytes } from "../forms/bytes";
import { usePick, Words } from "../shell/bilingual";
import { Icon } from "../shell/icons";
import { Instant } from "../shell/Instant";
import { PageTitle } from "../shell/PageTitle";
import { TableFrame } from "../shell/TableFrame";
import styles from "./Organizer.module.css";

const route = getRouteApi("/signed-in/editions/$edition/entries/$number");

export function EntryPage() {
  const { t } = useTranslation("organizer");
  const pickText = usePick();
  const { edition, number } = route.useParams();
  const { data: entry } = useSuspenseQuery(entryQuery(edition, number));
  const { data: overview } = useSuspenseQuery(editionQuery(edition));
  const title = pickText(entry.title) || t("entries.untitled");
  return (
    <div className="page">
      <div className="stack tight">
        <p className="hint"><Link to="/editions/$edition/entries" params={{ edition }} className="back"><Icon name="back" />{t("entries.title")}</Link></p>
        <PageTitle title={`${entry.number} ${title}`}>{title}</PageTitle>
        <p className="hint">
          {entry.number} · <Words of={entry.team} /> · <span className={entry.state === "submitted" ? "tag good" : "tag"}>{t(`entries.states.${entry.state}`)}</span>
        </p>
      </div>
      <section className="card stack" aria-labelledby="answers">
        <h2 id="answers">{t("entry.answers")}</h2>
        <dl className="stack">
          {entry.answers.map(({ key, label, value }) => (
            <div key={key} className={styles.answer}>
              <dt><Words of={label} /></dt>
              <dd className={styles.twin}>
                {value.zh === value.en ? <p className="pre">{value.zh || "—"}</p> : (
                  <><p lang="zh-Hans" className="pre">{value.zh || "—"}</p><p lang="en" className="pre">{value.en || "—"}</p></>
                )}
              </dd>
            </div>
          ))}
        </dl>
      </section>
      <Files edition={edition} entry={entry} zone={overview.edition.zone} />
      <Versions entry={entry} zone={overview.edition.zone} />
      <section className="card stack tight" aria-labelledby="members">
        <h2 id="members">{t("entry.members")}</h2>
        <ul>{entry.members.map(({ name, email }) => <li key={`${name.en} ${email ?? ""}`}><Words of={name} /> <span className="hint">{email}</span></li>)}</ul>
      </section>
    </div>
  );
}

function Files({ edition, entry, zone }: { edition: string; entry: OrganizerEntry; zone: string }) {
  const { t } = useTranslation("organizer");
  const size = useBytes();
  return (
    <section className="card stack tight" aria-labelledby="files">
      <h2 id="files">{t("entries.files")}</h2>
      {entry.attachments.length === 0 ? <p className="hint">{t("entry.noFiles")}</p> : (
        <ul className="plain stack tight">
          {entry.attachments.map(({ slot, name, bytes, sha256, uploaded_at: at }) => (
            <li key={slot}>
              <Icon name="file" />{" "}
              {entry.may.read_attachments
                ? <a href={entryAttachmentUrl(edition, entry.number, slot)} target="_blank" rel="noreferrer">{name}</a>
                : name}{" "}
              <span className="hint">{size(bytes)} · <Instant at={at} zone={zone} short /></span>
              <span className={styles.detail}><code>{sha256}</code></span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Versions({ entry, zone }: { entry: OrganizerEntry; zone: string }) {
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
