// Declaring a conflict: asks for the reason, says what happens, and takes the sheet out of the queue.
import { Button, Textarea } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { judgeQueueQuery, judgeSheetQuery, recuseJudge } from "../api/judge";
import { queries } from "../api/queries";
import { ConfirmDialog } from "../forms/ConfirmDialog";
import { dropDeviceCopy } from "../forms/device-copy";
import { COPY_PREFIX } from "./sheet-source";

export function Recusal({ alias, number }: { alias: string; number: string }) {
  const { t } = useTranslation("judge");
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const declare = async () => {
    const queue = await recuseJudge(alias, reason.trim());
    dropDeviceCopy(COPY_PREFIX + alias);
    queries.setQueryData(judgeQueueQuery.queryKey, queue);
    queries.removeQueries({ queryKey: judgeSheetQuery(alias).queryKey });
    await navigate({ to: "/judge" });
  };
  return (
    <>
      <Button size="sm" variant="default" px={10} onClick={() => { setOpen(true); }}>{t("recusal.open")}</Button>
      <ConfirmDialog
        open={open} onClose={() => { setOpen(false); }} onConfirm={declare} danger disabled={reason.trim() === ""}
        title={t("recusal.title", { number })} action={t("recusal.action")}
      >
        <p>{t("recusal.body")}</p>
        <Textarea label={t("recusal.reason")} description={t("recusal.reasonHint")} autosize minRows={2} value={reason} onChange={(event) => { setReason(event.currentTarget.value); }} />
      </ConfirmDialog>
    </>
  );
}
