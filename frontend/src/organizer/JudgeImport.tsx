// Judges from a CSV table: good rows are taken, bad rows are named with their column. The text stays.
import { Button, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { editionQuery, importJudges } from "../api/editions";
import { queries } from "../api/queries";
import type { ImportReport } from "../api/types";
import { useProblemSentence, useProblemText } from "../shell/problem-text";
import { TableFrame } from "../shell/TableFrame";
import { ChooseTextFile } from "./ChooseTextFile";
import styles from "./Organizer.module.css";

const COLUMNS = "heat,name_zh,name_en,email,language,role,organization_zh,organization_en";
// With a byte order mark, so that spreadsheet programs read Chinese.
const TEMPLATE = `data:text/csv;charset=utf-8,${encodeURIComponent(`\uFEFF${COLUMNS}\r\nfinal,王芳,Wang Fang,wang.fang@example.org,zh,chair,示例大学,Example University\r\nfinal,约翰·史密斯,John Smith,john.smith@example.org,en,judge,,\r\n`)}`;

export function JudgeImport({ edition }: { edition: string }) {
  const { t } = useTranslation("organizer");
  const { t: say } = useTranslation("judges");
  const sentence = useProblemSentence();
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [report, setReport] = useState<ImportReport | null>(null);
  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    if (busy || text.trim() === "") return;
    setBusy(true);
    setError(null);
    setReport(null);
    try {
      setReport(await importJudges(edition, text));
      void queries.invalidateQueries({ queryKey: editionQuery(edition).queryKey });
    } catch (refusal) {
      setError(refusal);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className="card stack" onSubmit={(event) => { void submit(event); }} aria-labelledby="import">
      <h2 id="import">{t("judgeImport.title")}</h2>
      <p>{t("judgeImport.lead")} <code>{COLUMNS}</code></p>
      <p className="hint measure">{say("importColumns")}</p>
      <p><a href={TEMPLATE} download="judges.csv">{t("judgeImport.template")}</a></p>
      <ChooseTextFile accept=".csv,text/csv,text/plain" label={t("judgeImport.choose")} onText={setText} />
      <Textarea className={styles.source} label={t("judgeImport.text")} autosize minRows={5} maxRows={20} spellCheck={false} value={text} onChange={(event) => { setText(event.currentTarget.value); }} />
      {error === null ? null : <p className="note bad" role="alert">{sentence(error)}</p>}
      <div><Button type="submit" loading={busy} disabled={text.trim() === ""}>{t("judgeImport.action")}</Button></div>
      {report ? <Report report={report} /> : null}
    </form>
  );
}

const TONE = { added: "good", updated: "info", unchanged: "", refused: "bad" } as const;

function Report({ report }: { report: ImportReport }) {
  const { t } = useTranslation("organizer");
  const sentence = useProblemText();
  const { added, updated, unchanged, refused } = report;
  return (
    <div className="stack tight" role="status">
      <p className={refused > 0 ? "note wait" : "note good"}>{t("judgeImport.summary", { added, updated, unchanged, refused })}</p>
      <TableFrame>
        <table className="list">
          <thead>
            <tr>
              <th scope="col" className="num">{t("judgeImport.line")}</th><th scope="col">{t("judges.name")}</th>
              <th scope="col">{t("judgeImport.email")}</th><th scope="col">{t("judgeImport.result")}</th>
            </tr>
          </thead>
          <tbody>
            {report.rows.map((row) => (
              <tr key={row.line}>
                <td className="num">{row.line}</td><th scope="row">{row.name}</th><td>{row.email}</td>
                <td style={row.errors.length > 0 ? { minWidth: "24ch" } : undefined}>
                  <span className={`tag ${TONE[row.state]}`}>{t(`judgeImport.states.${row.state}`)}</span>
                  {row.errors.map(({ column, code, params }) => (
                    <div key={`${column} ${code}`}><code className="strong">{column}</code> {sentence(code, params as Record<string, unknown>)}</div>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </div>
  );
}
