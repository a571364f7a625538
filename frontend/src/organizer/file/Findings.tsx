// What is wrong with an edition file: each fault with its key path, its line where the text has one, and how to mend it.
import { useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Problem, ProblemDetail } from "../../api/problem";
import { useProblemText } from "../../shell/problem-text";
import { keyPath, lineOf, tomlLines } from "./toml-lines";
import styles from "./File.module.css";

interface Props {
  problem: Problem;
  /** The text that was refused. */
  text: string;
  title: string;
  onLine: (line: number) => void;
}

export function Findings({ problem, text, title, onLine }: Props) {
  const { t } = useTranslation("editionFile");
  const sentence = useProblemText();
  const frame = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => tomlLines(text), [text]);
  useEffect(() => { frame.current?.focus(); }, [problem]);
  const lineAt = ({ pointer, params }: ProblemDetail) => (typeof params?.line === "number" ? params.line : lineOf(pointer, lines));
  return (
    <div ref={frame} className="note bad" role="alert" tabIndex={-1}>
      <h2>{title}</h2>
      {problem.details.length === 0 ? <p>{sentence(problem.code, null, problem.message)}</p> : (
        <>
          {problem.code === "invalid_edition_file" ? null : <p>{sentence(problem.code)}</p>}
          <p className="hint">{t("findings.count", { count: problem.details.length })}</p>
          <ul className={styles.findings}>
            {problem.details.map((detail) => {
              const line = lineAt(detail);
              return (
                <li key={`${detail.pointer} ${detail.code}`} className={styles.finding}>
                  {line === null ? <span /> : (
                    <button type="button" className={styles.line} onClick={() => { onLine(line); }}>{t("findings.line", { line })}</button>
                  )}
                  <span>
                    {detail.pointer === "" ? null : <><code className="strong">{keyPath(detail.pointer)}</code>{" "}</>}
                    {sentence(detail.code, inWords(detail.params))}
                  </span>
                </li>
              );
            })}
          </ul>
        </>
      )}
    </div>
  );
}

/** Figures that are pointers themselves, as readers of the file write them. */
function inWords(params: Record<string, unknown> | null | undefined): Record<string, unknown> {
  const entries = Object.entries(params ?? {});
  return Object.fromEntries(entries.map(([name, value]) => [name, typeof value === "string" && value.startsWith("/") ? keyPath(value) : value]));
}
