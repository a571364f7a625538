// Asking teams for more: whom, until when, what to mind. What will happen is read back before anybody is told.
import { Button, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { queries } from "../../api/queries";
import { serverNow } from "../../api/server-clock";
import { requestSupplement, supplementsQuery } from "../../api/supplements";
import { ConfirmDialog } from "../../forms/ConfirmDialog";
import { ErrorSummary } from "../../forms/ErrorSummary";
import { useLanguage, usePick } from "../../shell/bilingual";
import { Instant, useZoneWords } from "../../shell/Instant";
import { instantOf, zoneLabel } from "../../shell/time";
import type { EditionNames } from "../edition-names";
import { numbersIn } from "./numbers";

const EMPTY = { heat: "", numbers: "", due: "", zh: "", en: "" };
type Form = typeof EMPTY;

function missingIn(form: Form, due: string | null): ("whom" | "due" | "remark")[] {
  const missing: ["whom" | "due" | "remark", boolean][] = [
    ["whom", form.heat === "" && numbersIn(form.numbers).length === 0],
    ["due", due === null || Date.parse(due) <= serverNow()],
    ["remark", form.zh.trim() === "" && form.en.trim() === ""],
  ];
  return missing.filter(([, wrong]) => wrong).map(([field]) => field);
}

export function RequestForm({ edition, names }: { edition: string; names: EditionNames }) {
  const { t } = useTranslation("supplements");
  const pickText = usePick();
  const language = useLanguage();
  const words = useZoneWords();
  const { zone } = names.overview.edition;
  const [form, setForm] = useState(EMPTY);
  const [missing, setMissing] = useState<ReturnType<typeof missingIn>>([]);
  const [attempt, setAttempt] = useState(0);
  const [asks, setAsks] = useState(false);
  const [done, setDone] = useState(false);
  const [opened] = useState(serverNow);
  const due = instantOf(form.due, zone);
  const numbers = numbersIn(form.numbers);
  const type = (key: keyof Form) => ({
    value: form[key],
    onChange: (event: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>) => {
      const { value } = event.currentTarget;
      setForm((before) => ({ ...before, [key]: value }));
      setDone(false);
    },
  });
  const check = (event: React.FormEvent) => {
    event.preventDefault();
    const lacking = missingIn(form, due);
    setMissing(lacking);
    setAttempt((count) => count + 1);
    setAsks(lacking.length === 0);
  };
  const send = async () => {
    if (due === null) return;
    const wish = { numbers, due_at: due, remark: { zh: form.zh.trim(), en: form.en.trim() }, ...(form.heat === "" ? {} : { heat: form.heat }) };
    queries.setQueryData(supplementsQuery(edition).queryKey, await requestSupplement(edition, wish));
    setForm(EMPTY);
    setDone(true);
  };
  const wrong = (field: "whom" | "due" | "remark") => (missing.includes(field) ? t(`request.errors.${field}`) : undefined);
  const ids = { whom: "supplement-heat", due: "supplement-due", remark: "supplement-remark" };
  return (
    <>
      <form className="card stack no-print" noValidate onSubmit={check} aria-labelledby="request">
        <h2 id="request">{t("request.title")}</h2>
        <p className="measure">{t("request.lead")}</p>
        {missing.length === 0 ? null : (
          <ErrorSummary title={t("request.refused")} attempt={attempt} items={missing.map((field) => ({ field: ids[field], text: t(`request.errors.${field}`) }))} />
        )}
        <NativeSelect
          id={ids.whom} label={t("request.heat")} description={t("request.heatHint")} error={wrong("whom")} style={{ maxWidth: 420 }} {...type("heat")}
          data={[{ value: "", label: t("request.noHeat") }, ...names.overview.heats.map(({ key, title }) => ({ value: key, label: pickText(title) }))]}
        />
        <Textarea label={t("request.numbers")} description={t("request.numbersHint")} autosize minRows={2} maxRows={8} style={{ maxWidth: 640 }} {...type("numbers")} />
        <TextInput
          id={ids.due} type="datetime-local" label={t("request.due", { zone: zoneLabel(new Date(due ?? opened), zone, language, words) })}
          description={t("request.dueHint")} error={wrong("due")} style={{ maxWidth: 360 }} {...type("due")}
        />
        {due === null ? null : <p><Instant at={due} zone={zone} /></p>}
        <Textarea id={ids.remark} label={t("request.remarkZh")} lang="zh-Hans" error={wrong("remark")} autosize minRows={2} style={{ maxWidth: 640 }} {...type("zh")} />
        <Textarea label={t("request.remarkEn")} lang="en" autosize minRows={2} style={{ maxWidth: 640 }} {...type("en")} />
        {done ? <p className="note good" role="status">{t("request.done")}</p> : null}
        <div><Button type="submit">{t("request.action")}</Button></div>
      </form>
      <ConfirmDialog open={asks} onClose={() => { setAsks(false); }} onConfirm={send} title={t("request.confirmTitle")} action={t("request.confirm")}>
        <p>{t("request.body")}</p>
        {form.heat === "" ? null : <p>{t("request.heat")}: <strong>{names.heat(form.heat)}</strong></p>}
        {numbers.length === 0 ? null : <p>{t("request.named", { count: numbers.length })} {numbers.join(", ")}</p>}
        {due === null ? null : <p><strong><Instant at={due} zone={zone} /></strong></p>}
      </ConfirmDialog>
    </>
  );
}
