// The entry in the middle of the desk and what decides about it at its right.
import { Button, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { entryAttachmentUrl, entryQuery } from "../../api/entries";
import type { OrganizerEntry } from "../../api/types";
import { AttachmentView } from "../../forms/AttachmentView";
import { TabBar } from "../../forms/TabBar";
import { Words } from "../../shell/bilingual";
import { Icon } from "../../shell/icons";
import type { EditionNames } from "../edition-names";
import { Answers } from "../entries/EntryParts";
import { EntryTitle } from "../entries/EntryTable";
import { Checklist, ScreeningHistory, ScreeningTag } from "../entries/ScreeningParts";
import { DecisionBox } from "./DecisionBox";
import type { Desk } from "./use-screening";
import styles from "./Screening.module.css";

interface Props {
  desk: Desk;
  number: string;
  names: EditionNames;
  wide: boolean;
}

export function ScreeningWork({ desk, number, names, wide }: Props) {
  const { t } = useTranslation("entries");
  const { data: entry } = useQuery({ ...entryQuery(desk.edition, number), throwOnError: true });
  const { zone } = names.overview.edition;
  if (!entry) return <div className={styles.work} aria-busy="true"><Skeleton height={480} /></div>;
  return (
    <div className={styles.work}>
      <EntryView key={number} desk={desk} entry={entry} wide={wide} />
      <div className={styles.panel}>
        <section className="card stack tight" aria-labelledby="checks">
          <h3 id="checks">{t("screening.checks")}</h3>
          <Checklist entry={entry} />
        </section>
        <DecisionBox key={number} desk={desk} entry={entry} />
        <section className="card"><ScreeningHistory entry={entry} zone={zone} /></section>
      </div>
    </div>
  );
}

function EntryView({ desk, entry, wide }: { desk: Desk; entry: OrganizerEntry; wide: boolean }) {
  const { t } = useTranslation("screening");
  const { t: words } = useTranslation("entries");
  const [tab, setTab] = useState("answers");
  const heading = useRef<HTMLHeadingElement>(null);
  const follows = desk.led === entry.number;
  useEffect(() => {
    if (!follows) return;
    heading.current?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  }, [follows]);
  const tabs = [
    { key: "answers", label: t("entry.answers") },
    ...entry.attachments.map(({ slot, name }) => ({ key: `file-${slot}`, label: name })),
  ];
  const file = entry.attachments.find(({ slot }) => `file-${slot}` === tab);
  return (
    <article className={`card ${styles.entry ?? ""}`} aria-labelledby="entry-title">
      <div className="row apart">
        {wide ? <span className="hint">{desk.at >= 0 && desk.total !== undefined ? t("queue.position", { at: desk.at + 1, of: desk.total }) : ""}</span> : (
          <Button variant="subtle" size="sm" leftSection={<Icon name="back" />} onClick={() => { desk.show(undefined); }}>{t("queue.toQueue")}</Button>
        )}
        <div className="row">
          <Button variant="default" size="sm" disabled={desk.at <= 0} aria-keyshortcuts="k" onClick={() => { desk.step(-1); }}>{t("queue.previous")}</Button>
          <Button variant="default" size="sm" disabled={desk.rows.length === 0 || desk.at === desk.rows.length - 1} aria-keyshortcuts="j" onClick={() => { desk.step(1); }}>{t("queue.next")}</Button>
        </div>
      </div>
      <header className="stack tight">
        <h2 id="entry-title" ref={heading} tabIndex={-1}><EntryTitle row={entry} /></h2>
        <p className="hint">
          <span className="figures">{entry.number}</span> · <Words of={entry.team} />
          {entry.division ? <> · <Words of={entry.division.division.title} /></> : null} · {words(`sources.${entry.source}`)} · <ScreeningTag state={entry.screening.state} />
        </p>
        <p className="hint"><Link to="/editions/$edition/entries/$number" params={{ edition: desk.edition, number: entry.number }}>{t("entry.full")}</Link></p>
      </header>
      {tabs.length > 1 ? <TabBar tabs={tabs} current={tab} onChange={setTab} label={t("entry.panel")} panel="screening-panel" /> : null}
      <div id="screening-panel" {...(tabs.length > 1 ? { role: "tabpanel", "aria-labelledby": `screening-panel-${tab}` } : {})}>
        {file
          ? <AttachmentView url={entryAttachmentUrl(desk.edition, entry.number, file.slot)} label={file.name} bytes={file.bytes} mediaType={file.media_type} />
          : <Answers answers={entry.answers} />}
      </div>
    </article>
  );
}
