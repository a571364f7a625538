// O2: a new edition from its file. Begin from a template, a file or a pasted text; faults name their place; what was typed
// stays on this device until the edition exists.
import { Button } from "@mantine/core";
import { Link, useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { meQuery } from "../api/account";
import { editionQuery, editionsQuery, importEdition } from "../api/editions";
import { asProblem } from "../api/problem";
import type { Problem } from "../api/problem";
import { queries } from "../api/queries";
import { Icon } from "../shell/icons";
import { PageTitle } from "../shell/PageTitle";
import { ChooseTextFile } from "./ChooseTextFile";
import { Findings } from "./file/Findings";
import { SourceText } from "./file/SourceText";
import type { SourceHandle } from "./file/SourceText";
import { Templates } from "./file/Templates";
import { useKeptText } from "./file/use-kept-text";

export function ImportEditionPage() {
  const { t } = useTranslation("organizer");
  const navigate = useNavigate();
  const source = useRef<SourceHandle>(null);
  const { text, setText, drop } = useKeptText("file:", { text: "", from: 0 });
  /** The template that the text is, word for word. */
  const [template, setTemplate] = useState("");
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<{ problem: Problem; text: string } | null>(null);
  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    if (busy || text.trim() === "") return;
    setBusy(true);
    setRefused(null);
    try {
      const overview = await importEdition(text);
      drop();
      queries.setQueryData(editionQuery(overview.edition.slug).queryKey, overview);
      void queries.invalidateQueries({ queryKey: editionsQuery.queryKey });
      // A new edition is a new workplace.
      await queries.invalidateQueries({ queryKey: meQuery.queryKey });
      await navigate({ to: "/editions/$edition", params: { edition: overview.edition.slug } });
    } catch (refusal) {
      setRefused({ problem: asProblem(refusal), text });
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="page">
      <p><Link to="/editions" className="back"><Icon name="back" />{t("editions.title")}</Link></p>
      <PageTitle title={t("importEdition.title")} hasErrors={refused !== null}>{t("importEdition.title")}</PageTitle>
      <p className="lead">{t("importEdition.lead")}</p>
      {refused ? (
        <Findings
          problem={refused.problem} text={refused.text} title={t("importEdition.refused")}
          onLine={(line) => { source.current?.showLine(line); }}
        />
      ) : null}
      <Templates
        replaces={text.trim() !== "" && text !== template}
        onChoose={(chosen) => { setTemplate(chosen); setText(chosen); setRefused(null); }}
      />
      <form className="stack" onSubmit={(event) => { void submit(event); }}>
        <ChooseTextFile accept=".toml,application/toml,text/plain" label={t("importEdition.choose")} onText={setText} />
        <SourceText ref={source} label={t("importEdition.text")} hint={t("importEdition.hint")} value={text} onChange={setText} />
        <div><Button type="submit" loading={busy} disabled={text.trim() === ""}>{t("importEdition.action")}</Button></div>
      </form>
    </div>
  );
}
