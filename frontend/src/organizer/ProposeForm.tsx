// Choosing what the list says of itself and the instant of publication, in the edition's zone, with both zones and
// the difference from what is public read back before anything happens.
import { Button, Textarea, TextInput } from "@mantine/core";
import { OneOf } from "../forms/Choices";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { proposePublication } from "../api/editions";
import type { Publications, VersionKind } from "../api/types";
import { ConfirmDialog } from "../forms/ConfirmDialog";
import { useLanguage } from "../shell/bilingual";
import { Instant, useZoneWords } from "../shell/Instant";
import { instantOf, zoneLabel } from "../shell/time";
import { ListDifference } from "./ListDifference";
import { remember } from "./PublicationParts";

type Draft = Publications["draft"];

export function ProposeForm({ edition, zone, draft }: { edition: string; zone: string; draft: Draft }) {
  const { t } = useTranslation("organizer");
  const { t: say } = useTranslation("versions");
  const language = useLanguage();
  const words = useZoneWords();
  const [local, setLocal] = useState("");
  const [asks, setAsks] = useState(false);
  const [chosen, setChosen] = useState<VersionKind | null>(null);
  const [note, setNote] = useState({ zh: "", en: "" });
  const kind = chosen !== null && draft.kinds.includes(chosen) ? chosen : draft.kinds.at(-1) ?? "final";
  const corrects = kind === "corrected";
  const mute = corrects && (note.zh.trim() === "" || note.en.trim() === "");
  const blocked = draft.blockers.length > 0 || mute;
  const [opened] = useState(() => Date.now());
  const instant = instantOf(local, zone);
  const label = zoneLabel(new Date(instant ?? opened), zone, language, words);
  return (
    <>
      <form className="card stack" onSubmit={(event) => { event.preventDefault(); setAsks(instant !== null && !blocked); }}>
        <h3>{t("propose.title")}</h3>
        <OneOf
          label={say("kind")} value={kind} onChange={setChosen}
          options={draft.kinds.map((value) => ({ value, label: <>{say(`kinds.${value}`)}<span className="hint" style={{ display: "block" }}>{say(`kindHints.${value}`)}</span></> }))}
        />
        {corrects ? (
          <fieldset className="stack tight" style={{ border: 0, padding: 0, margin: 0 }}>
            <legend className="strong">{say("note")}</legend>
            <p className="hint">{say("noteHint")}</p>
            <Textarea label={say("noteZh")} lang="zh-Hans" autosize minRows={2} value={note.zh} onChange={(event) => { setNote({ ...note, zh: event.currentTarget.value }); }} />
            <Textarea label={say("noteEn")} lang="en" autosize minRows={2} value={note.en} onChange={(event) => { setNote({ ...note, en: event.currentTarget.value }); }} />
          </fieldset>
        ) : null}
        <TextInput
          type="datetime-local" label={t("propose.at", { zone: label })} description={t("propose.hint")} value={local} style={{ maxWidth: 360 }}
          onChange={(event) => { setLocal(event.currentTarget.value); }}
        />
        {instant === null ? null : <p><Instant at={instant} zone={zone} /></p>}
        {draft.blockers.length > 0 ? <p className="hint">{t("propose.blocked")}</p> : null}
        <div><Button type="submit" disabled={instant === null || blocked}>{t("propose.action")}</Button></div>
      </form>
      <ConfirmDialog
        open={asks} onClose={() => { setAsks(false); }} title={t("propose.confirmTitle")} action={t("propose.action")}
        onConfirm={async () => { if (instant !== null) remember(edition, await proposePublication(edition, draft.list_hash, instant, kind, corrects ? { zh: note.zh.trim(), en: note.en.trim() } : null)); }}
      >
        <p><strong>{say(`kinds.${kind}`)}</strong> · {say(`kindHints.${kind}`)}</p>
        {draft.difference ? <ListDifference of={draft.difference} /> : null}
        <p>{t("propose.body")}</p>
        {instant === null ? null : <p><strong><Instant at={instant} zone={zone} /></strong></p>}
      </ConfirmDialog>
    </>
  );
}
