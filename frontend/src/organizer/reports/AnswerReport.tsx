// Headquarters accept what a host handed in, or return it with what has to be put right.
import { Button, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { advancementQuery, answerReport, reportsQuery } from "../../api/advancement";
import type { HeatReport } from "../../api/advancement";
import { editionQuery } from "../../api/editions";
import { queries } from "../../api/queries";
import { ConfirmDialog } from "../../forms/ConfirmDialog";

export function AnswerReport({ edition, heat, report }: { edition: string; heat: string; report: HeatReport }) {
  const { t } = useTranslation("report");
  const [asks, setAsks] = useState<"accept" | "return" | null>(null);
  const [reason, setReason] = useState("");
  const done = () => { setAsks(null); };
  const answer = async (returned?: string) => {
    queries.setQueryData(reportsQuery(edition, heat).queryKey, await answerReport(edition, heat, report.number, returned));
    void queries.invalidateQueries({ queryKey: advancementQuery(edition, heat).queryKey });
    // What the overview counts is read again when it is opened.
    void queries.invalidateQueries({ queryKey: editionQuery(edition).queryKey, refetchType: "none" });
    setReason("");
  };
  return (
    <section className="card stack tight" aria-labelledby="answer">
      <h2 id="answer">{t("answer.title")}</h2>
      {report.scan === null ? <p className="note wait">{t("answer.noScan")}</p> : null}
      <div className="row">
        <Button onClick={() => { setAsks("accept"); }}>{t("answer.accept")}</Button>
        <Button color="cinnabar" variant="light" onClick={() => { setAsks("return"); }}>{t("answer.return")}</Button>
      </div>
      <ConfirmDialog open={asks === "accept"} onClose={done} onConfirm={() => answer()} title={t("answer.acceptTitle", { number: report.number })} action={t("answer.accept")}>
        <p>{t("answer.acceptBody")}</p>
        {report.scan === null ? <p className="note wait">{t("answer.noScan")}</p> : null}
      </ConfirmDialog>
      <ConfirmDialog
        open={asks === "return"} onClose={done} onConfirm={() => answer(reason.trim())} danger disabled={reason.trim() === ""}
        title={t("answer.returnTitle", { number: report.number })} action={t("answer.return")}
      >
        <p>{t("answer.returnBody")}</p>
        <Textarea label={t("answer.reason")} autosize minRows={3} value={reason} onChange={(event) => { setReason(event.currentTarget.value); }} />
      </ConfirmDialog>
    </section>
  );
}
