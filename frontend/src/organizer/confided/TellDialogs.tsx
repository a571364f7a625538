// Telling: the teams of entries that hold awards, or somebody outside.
import { NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CAPACITIES, confide, LEVELS } from "../../api/confidences";
import type { ConfidantCapacity, ConfidenceLevel, Register } from "../../api/confidences";
import { OneOf, SomeOf } from "../../forms/Choices";
import { ConfirmDialog } from "../../forms/ConfirmDialog";
import { usePick } from "../../shell/bilingual";

interface Props {
  edition: string;
  register: Register;
  open: boolean;
  onClose: () => void;
  onDone: (register: Register) => void;
}

function LevelField({ level, onChange }: { level: ConfidenceLevel; onChange: (level: ConfidenceLevel) => void }) {
  const { t } = useTranslation("confided");
  return (
    <OneOf label={t("tell.level")} value={level} onChange={onChange} options={LEVELS.map((value) => ({ value, label: t(`levels.${value}`) }))} />
  );
}

interface WinnersProps {
  register: Register;
  chosen: string[];
  onChange: (chosen: string[]) => void;
  /** Those who are told already cannot be chosen. */
  untold?: boolean;
}

function Winners({ register, chosen, onChange, untold = false }: WinnersProps) {
  const { t } = useTranslation("confided");
  const pickText = usePick();
  return (
    <SomeOf
      label={t("tell.entries")} values={chosen} onChange={onChange}
      options={register.winners.map((one) => {
        const told = untold && one.told;
        const tiers = one.tiers.map(pickText).join(", ");
        return { value: one.number, disabled: told, label: `${one.number} ${pickText(one.title)} · ${tiers}${told ? ` · ${t("tell.told")}` : ""}` };
      })}
    />
  );
}

export function TeamsDialog({ edition, register, open, onClose, onDone }: Props) {
  const { t } = useTranslation("confided");
  const [chosen, setChosen] = useState<string[]>([]);
  const [level, setLevel] = useState<ConfidenceLevel>("invited");
  const [remark, setRemark] = useState("");
  const close = () => { setChosen([]); setLevel("invited"); setRemark(""); onClose(); };
  return (
    <ConfirmDialog
      open={open} onClose={close} disabled={chosen.length === 0} title={t("tell.teams")} action={t("tell.confirm")}
      onConfirm={async () => { onDone(await confide(edition, { level, remark, entries: chosen })); }}
    >
      <Winners register={register} chosen={chosen} onChange={setChosen} untold />
      <LevelField level={level} onChange={setLevel} />
      <Textarea label={t("tell.remark")} value={remark} onChange={(event) => { setRemark(event.currentTarget.value); }} />
    </ConfirmDialog>
  );
}

const NOBODY = { zh: "", en: "", organization: "", email: "" };

export function OutsiderDialog({ edition, register, open, onClose, onDone }: Props) {
  const { t } = useTranslation("confided");
  const [who, setWho] = useState(NOBODY);
  const [capacity, setCapacity] = useState<ConfidantCapacity>("film_crew");
  const [covers, setCovers] = useState<string[] | null>(null);
  const [level, setLevel] = useState<ConfidenceLevel>("exact_tier");
  const [remark, setRemark] = useState("");
  const close = () => { setWho(NOBODY); setCapacity("film_crew"); setCovers(null); setLevel("exact_tier"); setRemark(""); onClose(); };
  const tell = async () => {
    const { zh, en, organization, email } = who;
    const outsider = { name: { zh, en }, organization, capacity, ...(email.trim() === "" ? {} : { email }), ...(covers ? { covers } : {}) };
    onDone(await confide(edition, { level, remark, entries: [], outsider }));
  };
  const field = (key: keyof typeof NOBODY, label: string, description?: string) => (
    <TextInput label={label} description={description} value={who[key]} onChange={(event) => { setWho({ ...who, [key]: event.currentTarget.value }); }} />
  );
  const nameless = who.zh.trim() === "" && who.en.trim() === "";
  return (
    <ConfirmDialog
      open={open} onClose={close} disabled={nameless || covers?.length === 0} title={t("tell.outsider")} action={t("tell.confirm")} onConfirm={tell}
    >
      {field("zh", t("tell.nameZh"))}
      {field("en", t("tell.nameEn"))}
      {field("organization", t("tell.organization"))}
      <NativeSelect
        label={t("tell.capacity")} value={capacity} data={CAPACITIES.map((value) => ({ value, label: t(`capacities.${value}`) }))}
        onChange={(event) => { setCapacity(event.currentTarget.value as ConfidantCapacity); }}
      />
      {field("email", t("tell.email"), t("tell.emailHint"))}
      <LevelField level={level} onChange={setLevel} />
      <OneOf
        label={t("tell.covers")} value={covers ? "some" : "whole"} onChange={(value) => { setCovers(value === "some" ? [] : null); }}
        options={[{ value: "whole", label: t("tell.whole") }, { value: "some", label: t("tell.some") }]}
      />
      {covers ? <Winners register={register} chosen={covers} onChange={setCovers} /> : null}
      <Textarea label={t("tell.remark")} value={remark} onChange={(event) => { setRemark(event.currentTarget.value); }} />
    </ConfirmDialog>
  );
}
