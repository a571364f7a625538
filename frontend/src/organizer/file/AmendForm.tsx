// Changing an edition: edit its file, see what would change, say why, and put it on the record. What may not change any
// more is named. The text stays on this device until it was taken.
import { Button, Textarea } from "@mantine/core";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { amendEdition, amendmentsQuery, checkAmendment, editionFileQuery } from "../../api/edition-file";
import type { FileChange } from "../../api/edition-file";
import { editionQuery, editionsQuery } from "../../api/editions";
import { asProblem } from "../../api/problem";
import type { Problem } from "../../api/problem";
import { queries } from "../../api/queries";
import { ConfirmDialog } from "../../forms/ConfirmDialog";
import { ChooseTextFile } from "../ChooseTextFile";
import { Changes } from "./Changes";
import { Findings } from "./Findings";
import { SourceText } from "./SourceText";
import type { SourceHandle } from "./SourceText";
import { useKeptText } from "./use-kept-text";

interface Props {
  edition: string;
  zone: string;
  file: { amendment: number; text: string };
}

/** What a check said of a text. It says nothing of another text. */
type Checked = { text: string; changes: FileChange[] } | { text: string; problem: Problem };

async function adopt(edition: string, amended: Awaited<ReturnType<typeof amendEdition>>) {
  queries.setQueryData(amendmentsQuery(edition).queryKey, amended);
  await queries.invalidateQueries({ queryKey: editionFileQuery(edition).queryKey });
  void queries.invalidateQueries({ queryKey: editionQuery(edition).queryKey });
  void queries.invalidateQueries({ queryKey: editionsQuery.queryKey });
}

export function AmendForm({ edition, zone, file }: Props) {
  const { t } = useTranslation("editionFile");
  const source = useRef<SourceHandle>(null);
  const { text, from, changed, setText, drop } = useKeptText(`file:${edition}`, { text: file.text, from: file.amendment });
  const [checked, setChecked] = useState<Checked | null>(null);
  const [busy, setBusy] = useState(false);
  const [throwsAway, setThrowsAway] = useState(false);
  const [done, setDone] = useState(false);
  const check = async (event: React.FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setDone(false);
    try {
      setChecked({ text, changes: (await checkAmendment(edition, text)).changes });
    } catch (refusal) {
      setChecked({ text, problem: asProblem(refusal) });
    } finally {
      setBusy(false);
    }
  };
  const amended = async (result: Awaited<ReturnType<typeof amendEdition>>) => {
    await adopt(edition, result);
    drop();
    setChecked(null);
    setDone(true);
  };
  return (
    <section className="stack" aria-labelledby="amend">
      <h2 id="amend">{t("amend.title")}</h2>
      <p className="measure">{t("amend.lead")}</p>
      {done ? <p className="note good" role="status">{t("amend.done")}</p> : null}
      {changed && from !== file.amendment ? <p className="note wait">{t("amend.moved", { from, now: file.amendment })}</p> : null}
      {checked && "problem" in checked ? (
        <Findings problem={checked.problem} text={checked.text} title={t("amend.refused")} onLine={(line) => { source.current?.showLine(line); }} />
      ) : null}
      <form className="stack" onSubmit={(event) => { void check(event); }}>
        <ChooseTextFile accept=".toml,application/toml,text/plain" label={t("choose")} onText={setText} />
        <SourceText ref={source} label={t("text")} hint={t("amend.hint")} value={text} onChange={setText} />
        <div className="row">
          <Button type="submit" variant="light" loading={busy} disabled={!changed}>{t("amend.check")}</Button>
          {changed ? <Button variant="subtle" onClick={() => { setThrowsAway(true); }}>{t("amend.discard")}</Button> : <span className="hint">{t("amend.unchanged")}</span>}
        </div>
      </form>
      {checked && "changes" in checked && changed ? (
        checked.text === text ? <Decide edition={edition} zone={zone} text={text} changes={checked.changes} onAmended={amended} /> : <p className="note">{t("amend.again")}</p>
      ) : null}
      <ConfirmDialog
        open={throwsAway} onClose={() => { setThrowsAway(false); }} title={t("amend.discardTitle")} action={t("amend.discard")} danger
        onConfirm={() => { drop(); setChecked(null); }}
      >
        <p>{t("amend.discardBody")}</p>
      </ConfirmDialog>
    </section>
  );
}

interface DecideProps {
  edition: string;
  zone: string;
  text: string;
  changes: FileChange[];
  onAmended: (result: Awaited<ReturnType<typeof amendEdition>>) => Promise<void>;
}

function Decide({ edition, zone, text, changes, onAmended }: DecideProps) {
  const { t } = useTranslation("editionFile");
  const [reason, setReason] = useState("");
  const [asks, setAsks] = useState(false);
  if (changes.length === 0) return <p className="note" role="status">{t("changes.none")}</p>;
  return (
    <div className="stack" role="group" aria-label={t("amend.title")}>
      <p className="sr" role="status">{t("changes.count", { count: changes.length })}</p>
      <Changes changes={changes} caption={t("changes.count", { count: changes.length })} zone={zone} />
      <Textarea
        label={t("amend.reason")} description={t("amend.reasonHint")} autosize minRows={2} value={reason}
        onChange={(event) => { setReason(event.currentTarget.value); }}
      />
      <div><Button disabled={reason.trim() === ""} onClick={() => { setAsks(true); }}>{t("amend.action")}</Button></div>
      <ConfirmDialog
        open={asks} onClose={() => { setAsks(false); }} title={t("amend.confirmTitle", { count: changes.length })} action={t("amend.action")}
        onConfirm={async () => { await onAmended(await amendEdition(edition, text, reason.trim())); }}
      >
        <p>{t("amend.confirmBody")}</p>
        <p><strong>{t("amend.reason")}</strong><br />{reason.trim()}</p>
      </ConfirmDialog>
    </div>
  );
}
