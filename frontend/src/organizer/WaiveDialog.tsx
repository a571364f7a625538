// Waiving chosen sheets for a reason: of whom, how many of each, and what it does to the entries is said before it is
// done.
import { Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { editionQuery, progressQuery, waiveSheets } from "../api/editions";
import { queries } from "../api/queries";
import type { HeatProgress } from "../api/types";
import { ConfirmDialog } from "../forms/ConfirmDialog";
import { usePick } from "../shell/bilingual";
import { MoreRows, usePart } from "../shell/more";
import { groupedByJudge } from "./missing-sheets";
import { WithheldNote } from "./WithheldNote";

/** As many lines and numbers as one reads before agreeing. */
const READABLE = 8;

interface Props {
  edition: string;
  progress: HeatProgress;
  /** Nothing while the dialog is shut. */
  sheets: readonly HeatProgress["missing"][number][] | null;
  onClose: () => void;
  onDone: () => void;
}

export function WaiveDialog({ edition, progress, sheets, onClose, onDone }: Props) {
  const { t } = useTranslation("organizer");
  const { t: say } = useTranslation("heats");
  const pickText = usePick();
  const [reason, setReason] = useState("");
  const chosen = sheets ?? [];
  const part = usePart(groupedByJudge(chosen), READABLE);
  const heat = progress.heat.key;
  const waive = async () => {
    const newer = await waiveSheets(edition, heat, chosen.map(({ assignment }) => assignment), reason.trim());
    queries.setQueryData(progressQuery(edition, heat).queryKey, newer);
    void queries.invalidateQueries({ queryKey: editionQuery(edition).queryKey, exact: true });
    setReason("");
    onDone();
  };
  return (
    <ConfirmDialog
      open={sheets !== null} onClose={onClose} onConfirm={waive} danger disabled={reason.trim() === ""}
      title={t("waiver.title", { count: chosen.length })} action={t("waiver.confirm")}
    >
      <p>{t("waiver.body")}</p>
      <ul>
        {part.shown.map(({ id, name, sheets: own }) => (
          <li key={id}>{say("judgeMisses", { name: pickText(name), count: own.length })}{chosen.length > READABLE ? null : <span className="hint"> {own.map(({ number }) => number).join(say("list"))}</span>}</li>
        ))}
      </ul>
      <MoreRows part={part} />
      <WithheldNote progress={progress} waived={chosen} />
      <Textarea label={t("reason")} description={t("waiver.reasonHint")} autosize minRows={2} value={reason} onChange={(event) => { setReason(event.currentTarget.value); }} />
    </ConfirmDialog>
  );
}
