// Putting a relation on the record, and saying on the record that it does not bar.
import { NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { conflictsQuery, declareConflict, liftConflict } from "../../api/judges";
import type { Conflict, ConflictList, RosterRow } from "../../api/judges";
import { asProblem, Problem } from "../../api/problem";
import { queries } from "../../api/queries";
import { ConfirmDialog } from "../../forms/ConfirmDialog";
import { usePick, Words } from "../../shell/bilingual";

function remember(edition: string, list: ConflictList) {
  queries.setQueryData(conflictsQuery(edition).queryKey, list);
  // A proposal of assignments may be outdated by it.
  void queries.invalidateQueries({ queryKey: ["edition", edition, "proposal"], refetchType: "none" });
}

export function DeclareDialog({ edition, judges, open, onClose }: { edition: string; judges: RosterRow[]; open: boolean; onClose: () => void }) {
  const { t } = useTranslation("judges");
  const pickText = usePick();
  const [judge, setJudge] = useState("");
  const [number, setNumber] = useState("");
  const [reason, setReason] = useState("");
  const declare = async () => {
    try {
      remember(edition, await declareConflict(edition, judge, number.trim().toUpperCase(), reason.trim()));
    } catch (refusal) {
      // The judge was chosen from a list: what is not found is the entry.
      throw asProblem(refusal).status === 404 ? new Problem(404, { code: "unknown_number" }) : refusal;
    }
    setNumber("");
    setReason("");
  };
  return (
    <ConfirmDialog
      open={open} onClose={onClose} onConfirm={declare} disabled={judge === "" || number.trim() === "" || reason.trim() === ""}
      title={t("conflicts.declare.title")} action={t("conflicts.declare.confirm")}
    >
      <p>{t("conflicts.declare.body")}</p>
      <NativeSelect
        label={t("conflicts.declare.judge")} value={judge} onChange={(event) => { setJudge(event.currentTarget.value); }}
        data={[{ value: "", label: t("conflicts.declare.chooseJudge") }, ...judges.map((row) => ({ value: row.judge, label: row.email ? `${pickText(row.name)} · ${row.email}` : pickText(row.name) }))]}
      />
      <TextInput label={t("conflicts.declare.number")} value={number} spellCheck={false} onChange={(event) => { setNumber(event.currentTarget.value); }} />
      <Textarea label={t("conflicts.declare.reason")} autosize minRows={2} value={reason} onChange={(event) => { setReason(event.currentTarget.value); }} />
    </ConfirmDialog>
  );
}

export function LiftDialog({ edition, conflict, onClose }: { edition: string; conflict: Conflict | null; onClose: () => void }) {
  const { t } = useTranslation("judges");
  const pickText = usePick();
  const [reason, setReason] = useState("");
  const close = () => { setReason(""); onClose(); };
  const lift = async () => {
    if (conflict) remember(edition, await liftConflict(edition, conflict.judge, conflict.number, reason.trim()));
  };
  return (
    <ConfirmDialog open={conflict !== null} onClose={close} onConfirm={lift} danger disabled={reason.trim() === ""} title={t("conflicts.lift.title")} action={t("conflicts.lift.confirm")}>
      {conflict ? (
        <>
          <p><strong><Words of={conflict.title} /></strong><br /><span className="hint">{conflict.number} · <Words of={conflict.team} /></span></p>
          <p>{t("conflicts.lift.body", { judge: pickText(conflict.name), number: conflict.number })}</p>
        </>
      ) : null}
      <Textarea label={t("conflicts.lift.reason")} autosize minRows={2} value={reason} onChange={(event) => { setReason(event.currentTarget.value); }} />
    </ConfirmDialog>
  );
}
