// Beginning an entry for a team that was invited, was recommended or asked for help. The team gets a mail and goes on.
// The page shows what was begun where it has room for it.
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { enterOnBehalf, entryLists } from "../../api/entries";
import { queries } from "../../api/queries";
import { ConfirmDialog } from "../../forms/ConfirmDialog";
import { useLanguage, usePick } from "../../shell/bilingual";
import { Icon } from "../../shell/icons";
import type { EditionNames } from "../edition-names";
import styles from "../Organizer.module.css";

const SOURCES = ["invited", "recommended", "staff"] as const;
type Source = (typeof SOURCES)[number];

export interface Begun {
  number: string;
  email: string;
}

interface Props {
  edition: string;
  names: EditionNames;
  /** Nothing while another is being begun. */
  onBegun: (begun: Begun | null) => void;
}

export function EnterOnBehalf({ edition, names, onBegun }: Props) {
  const { t } = useTranslation("entries");
  const pickText = usePick();
  const reader = useLanguage();
  const [asks, setAsks] = useState(false);
  const [contest, setContest] = useState(names.contests.length === 1 ? names.contests[0]?.key ?? "" : "");
  const [source, setSource] = useState<Source>("invited");
  const [body, setBody] = useState({ zh: "", en: "" });
  const [email, setEmail] = useState("");
  const [language, setLanguage] = useState(reader);
  const begin = async () => {
    const { number } = await enterOnBehalf(edition, {
      contest, source, email: email.trim(), language, ...(source === "recommended" ? { recommended_by: body } : {}),
    });
    void queries.invalidateQueries({ queryKey: entryLists(edition) });
    onBegun({ number, email: email.trim() });
    setEmail("");
  };
  return (
    <>
      <Button variant="default" leftSection={<Icon name="person" />} onClick={() => { onBegun(null); setAsks(true); }}>{t("behalf.action")}</Button>
      <ConfirmDialog
        open={asks} onClose={() => { setAsks(false); }} onConfirm={begin} disabled={contest === "" || email.trim() === ""}
        title={t("behalf.title")} action={t("behalf.confirm")}
      >
        <p>{t("behalf.body")}</p>
        {names.contests.length === 1 ? null : (
          <NativeSelect
            label={t("filters.contest")} value={contest} onChange={(event) => { setContest(event.currentTarget.value); }}
            data={[{ value: "", label: t("behalf.chooseContest") }, ...names.contests.map(({ key, title }) => ({ value: key, label: pickText(title) }))]}
          />
        )}
        <fieldset className={styles.radios}>
          <legend className="strong">{t("behalf.source")}</legend>
          {SOURCES.map((key) => (
            <label key={key}>
              <input type="radio" name="behalf-source" value={key} checked={source === key} onChange={() => { setSource(key); }} />
              <span>{t(`behalf.sources.${key}`)}</span>
            </label>
          ))}
        </fieldset>
        {source !== "recommended" ? null : (
          <>
            {(["zh", "en"] as const).map((code) => (
              <TextInput
                key={code} label={t(`behalf.recommendedBy.${code}`)} lang={code === "zh" ? "zh-Hans" : "en"} autoComplete="off" value={body[code]}
                onChange={(event) => { setBody({ ...body, [code]: event.currentTarget.value }); }}
              />
            ))}
          </>
        )}
        <TextInput
          label={t("behalf.email")} description={t("behalf.emailHint")} type="email" inputMode="email" autoComplete="off" spellCheck={false}
          value={email} onChange={(event) => { setEmail(event.currentTarget.value); }}
        />
        <fieldset className={styles.radios}>
          <legend className="strong">{t("behalf.language")}</legend>
          <div className="row">
            {(["zh", "en"] as const).map((code) => (
              <label key={code}>
                <input type="radio" name="behalf-language" value={code} checked={language === code} onChange={() => { setLanguage(code); }} />
                <span lang={code === "zh" ? "zh-Hans" : "en"}>{code === "zh" ? "中文" : "English"}</span>
              </label>
            ))}
          </div>
        </fieldset>
      </ConfirmDialog>
    </>
  );
}

export function BegunNote({ edition, begun }: { edition: string; begun: Begun | null }) {
  const { t } = useTranslation("entries");
  if (begun === null) return null;
  return (
    <p className="note good no-print" role="status">
      <span>
        <Icon name="check" /> {t("behalf.begun", { ...begun })}{" "}
        <Link to="/editions/$edition/entries/$number" params={{ edition, number: begun.number }}>{t("behalf.open")}</Link>
      </span>
    </p>
  );
}
