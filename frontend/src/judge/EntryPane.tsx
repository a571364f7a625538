// The entry beside the sheet: summary, answers, files; its own language switch; scrolls alone.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { judgeAttachmentUrl } from "../api/judge";
import type { JudgeSheet, Language } from "../api/types";
import { readable, splitAmount } from "../forms/amounts";
import { TabBar } from "../forms/TabBar";
import { AnswerRows } from "../shell/AnswerRows";
import { pick, tagOf, useLanguage, usePick, Words } from "../shell/bilingual";
import { AttachmentView } from "../forms/AttachmentView";
import styles from "./EntryPane.module.css";

const SHORT = 90;

type ShownAnswer = JudgeSheet["entry"]["answers"][number];

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

/** "1200000 CNY" and bare figures, as they are kept, are nothing that people read at a glance. */
function inWords({ kind, unit }: ShownAnswer, text: string, language: Language): string {
  switch (kind) {
    case "money": {
      const { amount, currency } = splitAmount(text);
      return `${currency} ${readable(amount, language)}`.trimStart();
    }
    case "number": return unit ? `${readable(text, language)} ${pick(unit, language).text}` : readable(text, language);
    case "choice":
    case "line":
    case "text":
    case "list": return text;
  }
}

function Answers({ sheet, language, short }: { sheet: JudgeSheet; language: Language; short: boolean }) {
  const { t } = useTranslation("judge");
  const { entry } = sheet;
  // The title stands above them already.
  const filled = entry.answers.filter(({ key, value, table }) => key !== "title" && (pick(value, language).text.trim() !== "" || (table?.rows.length ?? 0) > 0));
  const isShort = ({ value, table }: ShownAnswer) => table === null && pick(value, language).text.length <= SHORT;
  const firstLong = filled.find((answer) => answer.table === null && !isShort(answer));
  const shown = short ? filled.filter((answer) => isShort(answer) || answer === firstLong) : filled;
  return (
    <div className="stack wide">
      <h2><Words of={entry.title} in={language} /></h2>
      {shown.length === 0 ? <p className="hint">{t("entry.nothing")}</p> : null}
      {shown.map((answer) => {
        const { key, label, value, table } = answer;
        if (table !== null) {
          const columns = table.columns.map((column) => pick(column, language).text);
          return (
            <div key={key} className={styles.answer}>
              <h3><Words of={label} in={language} /></h3>
              <AnswerRows columns={columns} rows={table.rows} language={language} />
            </div>
          );
        }
        const { text, language: written } = pick(value, language);
        return (
          <div key={key} className={styles.answer}>
            <h3><Words of={label} in={language} /></h3>
            <p className="pre measure" lang={tagOf(written)}>{inWords(answer, text, language)}</p>
            {written === language ? null : <p className="hint">{t("entry.otherLanguage")}</p>}
          </div>
        );
      })}
    </div>
  );
}
