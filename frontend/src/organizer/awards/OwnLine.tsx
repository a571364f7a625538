// A line of its own on the list: several entries under one name, or a special recommendation of none.
import { Button, NativeSelect, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { giveOwnLine } from "../../api/awards";
import type { AwardTier } from "../../api/awards";
import type { Awards } from "../../api/types";
import { ConfirmDialog } from "../../forms/ConfirmDialog";
import { usePick } from "../../shell/bilingual";
import styles from "../Organizer.module.css";
import { HolderFields, holderOf, isNamed, NO_NAME } from "./HolderFields";
import { TitleFields } from "./TitleFields";

interface Props {
  edition: string;
  awards: Awards;
  onDone: (awards: Awards) => void;
}

export function OwnLine({ edition, awards, onDone }: Props) {
  const { t } = useTranslation("awards");
  const pickText = usePick();
  const [asks, setAsks] = useState(false);
  const [kind, setKind] = useState<"composite" | "special">("composite");
  const [title, setTitle] = useState(NO_NAME);
  const [name, setName] = useState(NO_NAME);
  const [entries, setEntries] = useState("");
  const [reason, setReason] = useState("");
  const [chosen, setChosen] = useState<string | null>(null);
  const fitting = awards.tiers.filter(({ outcome }) => kind === "composite" || outcome === "special");
  const keyOf = ({ contest, key }: AwardTier) => `${contest}/${key}`;
  const tier = fitting.find((one) => keyOf(one) === chosen);
  const numbers = entries.split(/[\s,，、]+/).filter((number) => number !== "");
  const whole = kind === "composite" ? numbers.length > 1 : reason.trim() !== "";
  const close = () => { setAsks(false); setTitle(NO_NAME); setName(NO_NAME); setEntries(""); setReason(""); setChosen(null); };
  const give = async () => {
    if (!tier) return;
    const [number = "", ...further] = kind === "composite" ? numbers : [];
    onDone(await giveOwnLine(edition, {
      number, further, also: [], title, contest: tier.contest, tier: tier.key, name: holderOf(tier.recipient, name), reason: reason.trim(),
    }));
  };
  if (awards.tiers.length === 0) return null;
  return (
    <>
      <Button variant="default" onClick={() => { setAsks(true); }}>{t("own.action")}</Button>
      <ConfirmDialog
        open={asks} onClose={close} onConfirm={give} title={t("own.title")} action={t("own.action")}
        disabled={!tier || !whole || !isNamed("person", title) || !isNamed(tier.recipient, name)}
      >
        <fieldset className={styles.radios}>
          <legend>{t("own.kind")}</legend>
          {(["composite", "special"] as const).map((one) => (
            <label key={one}><input type="radio" name="own-line" checked={kind === one} onChange={() => { setKind(one); setChosen(null); }} /><span>{t(`own.${one}`)}</span></label>
          ))}
        </fieldset>
        <TitleFields legend={t("own.name")} title={title} onTitle={setTitle} />
        {kind === "composite" ? (
          <Textarea label={t("own.entries")} description={t("own.entriesHint")} autosize minRows={2} value={entries} onChange={(event) => { setEntries(event.currentTarget.value); }} />
        ) : null}
        <NativeSelect
          label={t("own.tier")} value={chosen ?? ""} onChange={(event) => { setChosen(event.currentTarget.value === "" ? null : event.currentTarget.value); }}
          data={[{ value: "", label: "" }, ...fitting.map((one) => ({ value: keyOf(one), label: pickText(one.title) }))]}
        />
        {tier ? <HolderFields recipient={tier.recipient} name={name} onName={setName} /> : null}
        {kind === "special" ? <Textarea label={t("own.reason")} autosize minRows={2} value={reason} onChange={(event) => { setReason(event.currentTarget.value); }} /> : null}
      </ConfirmDialog>
    </>
  );
}
