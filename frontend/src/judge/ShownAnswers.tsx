// Answers as judges are shown them, in one language, whoever reads them.
import { useTranslation } from "react-i18next";
import type { Bilingual, JudgeSheet, Language } from "../api/types";
import { readable, splitAmount } from "../forms/amounts";
import { AnswerRows } from "../shell/AnswerRows";
import { pick, tagOf, Words } from "../shell/bilingual";
import styles from "./EntryPane.module.css";

const SHORT = 90;

type ShownAnswer = JudgeSheet["entry"]["answers"][number];

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

interface Props {
  title: Bilingual;
  answers: readonly ShownAnswer[];
  language: Language;
  /** Only what is said in a line, and the first longer answer. */
  short?: boolean;
}

export function ShownAnswers({ title, answers, language, short = false }: Props) {
  const { t } = useTranslation("judge");
  // The title stands above them already.
  const filled = answers.filter(({ key, value, table }) => key !== "title" && (pick(value, language).text.trim() !== "" || (table?.rows.length ?? 0) > 0));
  const isShort = ({ value, table }: ShownAnswer) => table === null && pick(value, language).text.length <= SHORT;
  const firstLong = filled.find((answer) => answer.table === null && !isShort(answer));
  const shown = short ? filled.filter((answer) => isShort(answer) || answer === firstLong) : filled;
  return (
    <div className="stack wide">
      <h2><Words of={title} in={language} /></h2>
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
