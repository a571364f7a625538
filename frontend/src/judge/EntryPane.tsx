// The entry beside the sheet: summary, answers, files; its own language switch; scrolls alone.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { judgeAttachmentUrl } from "../api/judge";
import type { JudgeSheet, Language } from "../api/types";
import { TabBar } from "../forms/TabBar";
import { tagOf, useLanguage, usePick } from "../shell/bilingual";
import { AttachmentView } from "../forms/AttachmentView";
import { ShownAnswers } from "./ShownAnswers";
import styles from "./EntryPane.module.css";

function EntryLanguage({ value, onChange }: { value: Language; onChange: (language: Language) => void }) {
  const { t } = useTranslation("judge");
  return (
    <div className={styles.languages} role="group" aria-label={t("entry.language")}>
      {(["zh", "en"] as const).map((language) => (
        <button key={language} type="button" lang={tagOf(language)} aria-pressed={value === language} onClick={() => { onChange(language); }}>
          {language === "zh" ? "中文" : "EN"}
        </button>
      ))}
    </div>
  );
}

export function EntryPane({ sheet }: { sheet: JudgeSheet }) {
  const { t } = useTranslation("judge");
  const reader = useLanguage();
  const pickText = usePick();
  const [chosen, setChosen] = useState<Language | null>(null);
  const language = chosen ?? reader;
  const { entry } = sheet;
  const tabs = [
    { key: "summary", label: t("entry.summary") },
    { key: "answers", label: t("entry.answers") },
    ...entry.attachments.map(({ slot, label }) => ({ key: `file-${slot}`, label: pickText(label) })),
  ];
  const [tab, setTab] = useState("summary");
  const file = entry.attachments.find(({ slot }) => `file-${slot}` === tab);
  return (
    <section className={styles.pane} aria-label={t("entry.name")}>
      <div className={styles.bar}>
        <TabBar tabs={tabs} current={tab} onChange={setTab} label={t("entry.name")} panel="entry-panel" />
        <EntryLanguage value={language} onChange={setChosen} />
      </div>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard */}
      <div id="entry-panel" role="tabpanel" aria-labelledby={`entry-panel-${tab}`} className={styles.body} tabIndex={0} data-file={file !== undefined}>
        {file ? (
          <AttachmentView url={judgeAttachmentUrl(sheet.alias, file.slot)} label={pickText(file.label)} bytes={file.bytes} mediaType={file.media_type} />
        ) : (
          <Answers sheet={sheet} language={language} short={tab === "summary"} />
        )}
      </div>
    </section>
  );
}

/** What the judges of an entry read of it, or the short of it: what is said in a line, and the first longer answer. */
function Answers({ sheet, language, short }: { sheet: JudgeSheet; language: Language; short: boolean }) {
  const { title, answers } = sheet.entry;
  return <ShownAnswers title={title} answers={answers} language={language} short={short} />;
}
