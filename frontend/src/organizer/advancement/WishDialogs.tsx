// Decisions beside the ranks, each with its reason: a wildcard, and empty places given to another route.
import { NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Advancement, Wish } from "../../api/advancement";
import { ConfirmDialog } from "../../forms/ConfirmDialog";
import { usePick } from "../../shell/bilingual";

interface WildcardProps {
  number: string | null;
  onClose: () => void;
  onReason: (number: string, reason: string) => void;
}

export function WildcardDialog({ number, onClose, onReason }: WildcardProps) {
  const { t } = useTranslation("advancement");
  const [reason, setReason] = useState("");
  const close = () => { setReason(""); onClose(); };
  return (
    <ConfirmDialog
      open={number !== null} onClose={close} disabled={reason.trim() === ""} title={t("wildcard.title", { number: number ?? "" })} action={t("wildcard.confirm")}
      onConfirm={() => { if (number !== null) onReason(number, reason.trim()); }}
    >
      <p>{t("wildcard.body")}</p>
      <Textarea label={t("wildcard.reason")} autosize minRows={2} value={reason} onChange={(event) => { setReason(event.currentTarget.value); }} />
    </ConfirmDialog>
  );
}

/** A route that leaves places empty, of this heat or of another, and what is said of it. */
export interface Source {
  key: string;
  places: number;
  text: string;
}

interface ReallocationProps {
  data: Advancement;
  from: Source | null;
  onClose: () => void;
  onMove: (move: Wish["reallocations"][number]) => void;
}

export function ReallocationDialog({ data, from, onClose, onMove }: ReallocationProps) {
  const { t } = useTranslation("advancement");
  const pickText = usePick();
  const [to, setTo] = useState("");
  const [places, setPlaces] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  const vacant = from?.places ?? 0;
  const others = data.routes.filter(({ key }) => key !== from?.key);
  const chosen = to === "" ? (others[0]?.key ?? "") : to;
  // Until they are written, all that are vacant; what is cleared is no number.
  const written = places ?? String(vacant);
  const count = Number(written);
  const sound = written.trim() !== "" && Number.isInteger(count) && count >= 1 && count <= vacant;
  const close = () => { setTo(""); setPlaces(null); setReason(""); onClose(); };
  return (
    <ConfirmDialog
      open={from !== null} onClose={close} disabled={!sound || reason.trim() === "" || chosen === ""} title={t("reallocate.title")} action={t("reallocate.confirm")}
      onConfirm={() => { if (from) onMove({ from: from.key, to: chosen, places: count, reason: reason.trim() }); }}
    >
      {from ? <p>{from.text}</p> : null}
      <NativeSelect label={t("reallocate.to")} value={chosen} onChange={(event) => { setTo(event.currentTarget.value); }} data={others.map(({ key, heat }) => ({ value: key, label: pickText(heat.title) }))} />
      <TextInput
        label={t("reallocate.places")} description={t("reallocate.placesHint", { count: vacant })} inputMode="numeric" value={written}
        error={sound ? undefined : t("reallocate.placesHint", { count: vacant })} onChange={(event) => { setPlaces(event.currentTarget.value); }}
      />
      <Textarea label={t("reallocate.reason")} autosize minRows={2} value={reason} onChange={(event) => { setReason(event.currentTarget.value); }} />
    </ConfirmDialog>
  );
}
