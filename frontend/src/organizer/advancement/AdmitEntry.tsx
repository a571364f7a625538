// Letting an entry into a planned heat that no heat sent: by number, by a route of the edition, for a reason.
import { Button, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { admitEntry } from "../../api/advancement";
import { editionQuery } from "../../api/editions";
import { asProblem, Problem } from "../../api/problem";
import { queries } from "../../api/queries";
import { ConfirmDialog } from "../../forms/ConfirmDialog";

export function AdmitEntry({ edition, heat }: { edition: string; heat: string }) {
  const { t } = useTranslation("advancement");
  const [asks, setAsks] = useState(false);
  const [number, setNumber] = useState("");
  const [route, setRoute] = useState("");
  const [reason, setReason] = useState("");
  const [done, setDone] = useState("");
  const ready = [number, route, reason].every((text) => text.trim() !== "");
  const admit = async () => {
    try {
      await admitEntry(edition, heat, number.trim(), route.trim(), reason.trim());
    } catch (refusal) {
      const problem = asProblem(refusal);
      throw problem.status === 404 ? new Problem(404, { code: "unknown_number" }) : problem;
    }
    setDone(number.trim());
    setNumber("");
    setReason("");
    void queries.invalidateQueries({ queryKey: editionQuery(edition).queryKey });
  };
  return (
    <>
      <Button variant="default" onClick={() => { setAsks(true); }}>{t("admit.action")}</Button>
      <span className="hint" role="status">{done === "" ? null : t("admit.done", { number: done })}</span>
      <ConfirmDialog open={asks} onClose={() => { setAsks(false); }} onConfirm={admit} disabled={!ready} title={t("admit.title")} action={t("admit.confirm")}>
        <p>{t("admit.body")}</p>
        <TextInput label={t("admit.number")} description={t("admit.numberHint")} value={number} onChange={(event) => { setNumber(event.currentTarget.value); }} />
        <TextInput label={t("admit.route")} description={t("admit.routeHint")} value={route} autoCapitalize="none" spellCheck={false} onChange={(event) => { setRoute(event.currentTarget.value); }} />
        <Textarea label={t("admit.reason")} autosize minRows={2} value={reason} onChange={(event) => { setReason(event.currentTarget.value); }} />
      </ConfirmDialog>
    </>
  );
}
