// Letting an entry into a planned heat that no heat sent: by number, by a route of the edition that has
// a place left, for a reason.
import { Button, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { admitEntry } from "../../api/advancement";
import type { Admissions } from "../../api/advancement";
import { editionQuery } from "../../api/editions";
import { asProblem, Problem } from "../../api/problem";
import { queries } from "../../api/queries";
import { ConfirmDialog } from "../../forms/ConfirmDialog";

interface Props {
  edition: string;
  heat: string;
  routes: Admissions["routes"];
}

export function AdmitEntry({ edition, heat, routes }: Props) {
  const { t } = useTranslation("advancement");
  const [asks, setAsks] = useState(false);
  const [number, setNumber] = useState("");
  const [chosen, setChosen] = useState("");
  const [reason, setReason] = useState("");
  const [done, setDone] = useState("");
  const open = routes.filter(({ quota, used }) => quota === null || used < quota);
  // One that has filled up in the meantime is chosen no longer; a single one needs no choosing.
  const route = open.find(({ key }) => key === chosen)?.key ?? (routes.length === 1 ? open[0]?.key : undefined) ?? "";
  const nameOf = ({ key, source, quota, used }: Admissions["routes"][number]) =>
    t("admit.option", { source: t(`admit.sources.${source}`), key, places: quota === null ? t("admit.unlimited", { used }) : t("admit.places", { used, quota }) });
  const ready = [number, route, reason].every((text) => text.trim() !== "");
  const admit = async () => {
    try {
      await admitEntry(edition, heat, number.trim().toUpperCase(), route, reason.trim());
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
        <NativeSelect
          label={t("admit.route")} value={route} onChange={(event) => { setChosen(event.currentTarget.value); }}
          data={[
            ...(route === "" ? [{ value: "", label: t("admit.chooseRoute") }] : []),
            ...routes.map((way) => ({ value: way.key, label: nameOf(way), disabled: !open.includes(way) })),
          ]}
        />
        {open.length === 0 ? <p className="note wait">{t("admit.full")}</p> : null}
        <Textarea label={t("admit.reason")} autosize minRows={2} value={reason} onChange={(event) => { setReason(event.currentTarget.value); }} />
      </ConfirmDialog>
    </>
  );
}
