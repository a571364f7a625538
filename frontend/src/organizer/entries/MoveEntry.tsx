// Headquarters give an entry another division, for a reason that goes on the record.
import { Button, NativeSelect, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { entryLists, entryQuery, moveEntry } from "../../api/entries";
import { queries } from "../../api/queries";
import type { OrganizerEntry } from "../../api/types";
import { ConfirmDialog } from "../../forms/ConfirmDialog";
import { usePick } from "../../shell/bilingual";
import type { NamedThing } from "../edition-names";

interface Props {
  edition: string;
  entry: OrganizerEntry;
  divisions: readonly NamedThing[];
}

export function MoveEntry({ edition, entry, divisions }: Props) {
  const { t } = useTranslation("entries");
  const { t: old } = useTranslation("organizer");
  const pickText = usePick();
  const [asks, setAsks] = useState(false);
  const [division, setDivision] = useState("");
  const [reason, setReason] = useState("");
  const [done, setDone] = useState(false);
  const others = divisions.filter(({ key }) => key !== entry.division?.division.key);
  if (!entry.screening.may.move_entry || others.length === 0) return null;
  const move = async () => {
    queries.setQueryData(entryQuery(edition, entry.number).queryKey, await moveEntry(edition, entry.number, division, reason.trim()));
    void queries.invalidateQueries({ queryKey: entryLists(edition) });
    setDivision("");
    setReason("");
    setDone(true);
  };
  return (
    <>
      <Button size="sm" variant="default" onClick={() => { setDone(false); setAsks(true); }}>{t(entry.division === null ? "move.give" : "move.action")}</Button>
      <span role="status" className="hint">{done && entry.division ? t("move.done", { division: pickText(entry.division.division.title) }) : ""}</span>
      <ConfirmDialog
        open={asks} onClose={() => { setAsks(false); }} onConfirm={move} disabled={division === "" || reason.trim() === ""}
        title={t(entry.division === null ? "move.giveTitle" : "move.title", { number: entry.number })} action={t("move.confirm")}
      >
        <p>{t("move.body")}</p>
        <NativeSelect
          label={t(entry.division === null ? "entry.division" : "move.division")} value={division} onChange={(event) => { setDivision(event.currentTarget.value); }}
          data={[{ value: "", label: t("move.choose") }, ...others.map(({ key, title }) => ({ value: key, label: pickText(title) }))]}
        />
        <Textarea label={old("reason")} description={t("move.reasonHint")} autosize minRows={2} maxLength={1000} value={reason} onChange={(event) => { setReason(event.currentTarget.value); }} />
      </ConfirmDialog>
    </>
  );
}
