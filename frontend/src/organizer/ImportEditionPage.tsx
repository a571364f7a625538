// O2: an edition from its file. Errors name their key; the text stays in the box until it is right.
import { Button, Textarea } from "@mantine/core";
import { Link, useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { meQuery } from "../api/account";
import { editionQuery, editionsQuery, importEdition } from "../api/editions";
import { asProblem } from "../api/problem";
import type { Problem } from "../api/problem";
import { queries } from "../api/queries";
import { Icon } from "../shell/icons";
import { PageTitle } from "../shell/PageTitle";
import { useProblemText } from "../shell/problem-text";
import { ChooseTextFile } from "./ChooseTextFile";
import styles from "./Organizer.module.css";

export function ImportEditionPage() {
  const { t } = useTranslation("organizer");
  const navigate = useNavigate();
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    if (busy || text.trim() === "") return;
    setBusy(true);
    setProblem(null);
    try {
      const overview = await importEdition(text);
      queries.setQueryData(editionQuery(overview.edition.slug).queryKey, overview);
      void queries.invalidateQueries({ queryKey: editionsQuery.queryKey });
      // A new edition is a new workplace.
      await queries.invalidateQueries({ queryKey: meQuery.queryKey });
      await navigate({ to: "/editions/$edition", params: { edition: overview.edition.slug } });
    } catch (refusal) {
      setProblem(asProblem(refusal));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className="page narrow" onSubmit={(event) => { void submit(event); }}>
      <p><Link to="/editions" className="back"><Icon name="back" />{t("editions.title")}</Link></p>
      <PageTitle title={t("importEdition.title")} hasErrors={problem !== null}>{t("importEdition.title")}</PageTitle>
      <p className="lead">{t("importEdition.lead")}</p>
      {problem ? <Findings problem={problem} /> : null}
      <ChooseTextFile accept=".toml,application/toml,text/plain" label={t("importEdition.choose")} onText={setText} />
      <Textarea
        className={styles.source} label={t("importEdition.text")} description={t("importEdition.hint")} autosize minRows={14} maxRows={32}
        spellCheck={false} value={text} onChange={(event) => { setText(event.currentTarget.value); }}
      />
      <div><Button type="submit" loading={busy} disabled={text.trim() === ""}>{t("importEdition.action")}</Button></div>
    </form>
  );
}

/** "/heats/0/rule/drop_high" as the file's reader writes it: "heats[0].rule.drop_high". */
function keyPath(pointer: string): string {
  return pointer.slice(1).split("/").map((part, index) => (/^\d+$/.test(part) ? `[${part}]` : `${index > 0 ? "." : ""}${part}`)).join("");
}

function Findings({ problem }: { problem: Problem }) {
  const { t } = useTranslation("organizer");
  const sentence = useProblemText();
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => { frame.current?.focus(); }, [problem]);
  return (
    <div ref={frame} className="note bad" role="alert" tabIndex={-1}>
      <h2>{t("importEdition.refused")}</h2>
      {problem.details.length === 0 ? <p>{sentence(problem.code, null, problem.message)}</p> : (
        <ul>
          {problem.details.map((detail) => (
            <li key={`${detail.pointer} ${detail.code}`}>
              <code className="strong">{keyPath(detail.pointer)}</code> {sentence(detail.code, detail.params)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
