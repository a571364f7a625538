// Giving somebody a role: what it does stands beside it; what is missing is named at its field; what was typed stays.
import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { giveGrant, grantsQuery } from "../../api/people";
import type { Grants } from "../../api/people";
import { asProblem } from "../../api/problem";
import type { Problem } from "../../api/problem";
import { queries } from "../../api/queries";
import { serverNow } from "../../api/server-clock";
import { ErrorSummary } from "../../forms/ErrorSummary";
import { useLanguage, Words } from "../../shell/bilingual";
import { useZoneWords } from "../../shell/Instant";
import { detailAt, useProblemSentence, useProblemText } from "../../shell/problem-text";
import { zoneLabel } from "../../shell/time";
import { grantOf, missingIn } from "./grant-form";
import type { GrantField, GrantForm } from "./grant-form";
import styles from "../Organizer.module.css";
import own from "./People.module.css";

const ROLES = ["screener", "host", "auditor"] as const;
const POINTERS: Record<GrantField, string> = { email: "/email", name: "/name", divisions: "/divisions", until: "/until" };
const IDS: Record<GrantField, string> = { email: "grant-email", name: "grant-name-zh", divisions: "grant-divisions", until: "grant-until" };

function useGiveGrant(edition: string, zone: string, empty: GrantForm) {
  const [form, setForm] = useState(empty);
  const [missing, setMissing] = useState<GrantField[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [busy, setBusy] = useState(false);
  const [given, setGiven] = useState(false);
  const change = (part: Partial<GrantForm>) => {
    setForm((before) => ({ ...before, ...part }));
    setGiven(false);
  };
  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const lacking = missingIn(form, zone, serverNow());
    setMissing(lacking);
    setProblem(null);
    setAttempt((count) => count + 1);
    if (lacking.length > 0) return;
    setBusy(true);
    try {
      queries.setQueryData(grantsQuery(edition).queryKey, await giveGrant(edition, grantOf(form, zone)));
      setForm({ ...empty, role: form.role });
      setGiven(true);
    } catch (refusal) {
      setProblem(asProblem(refusal));
    } finally {
      setBusy(false);
    }
  };
  return { form, change, missing, problem, attempt, busy, given, submit };
}

export function GiveGrant({ edition, data }: { edition: string; data: Grants }) {
  const { t } = useTranslation("people");
  const language = useLanguage();
  const words = useZoneWords();
  const sentence = useProblemSentence();
  const text = useProblemText();
  const zone = data.edition.zone;
  const empty: GrantForm = { role: "screener", email: "", nameZh: "", nameEn: "", language, divisions: [], until: "" };
  const { form, change, missing, problem, attempt, busy, given, submit } = useGiveGrant(edition, zone, empty);
  const [opened] = useState(serverNow);
  const wrong = (field: GrantField) => {
    if (missing.includes(field)) return t(`give.errors.${field}`);
    const detail = detailAt(problem, POINTERS[field]);
    return detail ? text(detail.code, detail.params) : undefined;
  };
  const fields: GrantField[] = ["email", "name", "divisions", "until"];
  const items = fields.flatMap((field) => {
    const words = wrong(field);
    return words === undefined ? [] : [{ field: IDS[field], text: words }];
  });
  const type = (key: "email" | "nameZh" | "nameEn" | "until") => ({
    value: form[key], onChange: (event: React.ChangeEvent<HTMLInputElement>) => { change({ [key]: event.currentTarget.value }); },
  });
  return (
    <form className="card stack no-print" noValidate onSubmit={(event) => { void submit(event); }} aria-labelledby="give">
      <h2 id="give">{t("give.title")}</h2>
      {items.length > 0 ? <ErrorSummary title={t("give.refused")} items={items} attempt={attempt} /> : problem
        ? <ErrorSummary title={t("give.refused")} items={[{ text: sentence(problem) }]} attempt={attempt} /> : null}
      <fieldset className={styles.radios}>
        <legend className="strong">{t("role")}</legend>
        {ROLES.filter((role) => role !== "host" || data.divisions.length > 0).map((role) => (
          <label key={role} className={own.role}>
            <input type="radio" name="grant-role" value={role} checked={form.role === role} onChange={() => { change({ role }); }} />
            <span>{t(`roles.${role}`)}<span className="hint">{t(`does.${role}`)}</span></span>
          </label>
        ))}
      </fieldset>
      <TextInput
        id={IDS.email} label={t("give.email")} description={t("give.emailHint")} type="email" inputMode="email" autoComplete="off" spellCheck={false}
        className={own.field} error={wrong("email")} {...type("email")}
      />
      <div className={own.names}>
        <TextInput id={IDS.name} label={t("give.nameZh")} lang="zh-Hans" autoComplete="off" error={wrong("name")} {...type("nameZh")} />
        <TextInput label={t("give.nameEn")} lang="en" autoComplete="off" {...type("nameEn")} />
      </div>
      <p className="hint">{t("give.nameHint")}</p>
      <fieldset className={styles.radios}>
        <legend className="strong">{t("give.language")}</legend>
        <div className="row">
          {(["zh", "en"] as const).map((code) => (
            <label key={code}>
              <input type="radio" name="grant-language" value={code} checked={form.language === code} onChange={() => { change({ language: code }); }} />
              <span lang={code === "zh" ? "zh-Hans" : "en"}>{code === "zh" ? "中文" : "English"}</span>
            </label>
          ))}
        </div>
      </fieldset>
      {form.role !== "host" ? null : (
        <fieldset className={styles.radios} id={IDS.divisions} tabIndex={-1} aria-describedby="grant-divisions-hint">
          <legend className="strong">{t("give.divisions")}</legend>
          <p className="hint" id="grant-divisions-hint">{t("give.divisionsHost")}</p>
          {wrong("divisions") === undefined ? null : <p className={own.error}>{wrong("divisions")}</p>}
          <div className={own.divisions}>
            {data.divisions.map(({ key, title }) => (
              <label key={key}>
                <input
                  type="checkbox" checked={form.divisions.includes(key)}
                  onChange={(event) => {
                    change({ divisions: event.currentTarget.checked ? [...form.divisions, key] : form.divisions.filter((one) => one !== key) });
                  }}
                />
                <span><Words of={title} /></span>
              </label>
            ))}
          </div>
        </fieldset>
      )}
      <TextInput
        id={IDS.until} type="date" label={t("give.until")} description={t("give.untilHint", { zone: zoneLabel(new Date(opened), zone, language, words) })}
        className={own.field} error={wrong("until")} {...type("until")}
      />
      {given ? <p className="note good" role="status">{t("give.given")}</p> : null}
      <div><Button type="submit" loading={busy}>{t("give.action")}</Button></div>
    </form>
  );
}
