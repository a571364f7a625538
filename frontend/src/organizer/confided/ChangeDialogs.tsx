// What becomes of a confidence: more is told, word goes out again, or it is taken back.
import { Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { raiseConfidence, remindConfidant, withdrawConfidence } from "../../api/confidences";
import type { ConfidenceLevel, RegisteredConfidence, Register } from "../../api/confidences";
import { OneOf } from "../../forms/Choices";
import { ConfirmDialog } from "../../forms/ConfirmDialog";

export interface Change {
  act: "raise" | "remind" | "withdraw";
  one: RegisteredConfidence;
}

interface Props {
  edition: string;
  change: Change | null;
  onClose: () => void;
  onDone: (register: Register) => void;
}

export function ChangeDialogs({ edition, change, onClose, onDone }: Props) {
  const { t } = useTranslation("confided");
  const { t: say } = useTranslation("organizer");
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<ConfidenceLevel | null>(null);
  const close = () => { setText(""); setChosen(null); onClose(); };
  const one = change?.one;
  return (
    <>
      <ConfirmDialog
        open={change?.act === "raise"} onClose={close} disabled={chosen === null} title={t("raise.title")} action={t("raise.action")}
        onConfirm={async () => { if (one && chosen) onDone(await raiseConfidence(edition, one.id, chosen, text)); }}
      >
        <p>{t("raise.body")}</p>
        <OneOf label={t("tell.level")} value={chosen} onChange={setChosen} options={(one?.may.raise_to ?? []).map((value) => ({ value, label: t(`levels.${value}`) }))} />
        <Textarea label={t("tell.remark")} value={text} onChange={(event) => { setText(event.currentTarget.value); }} />
      </ConfirmDialog>
      <ConfirmDialog
        open={change?.act === "remind"} onClose={close} title={t("remind.title")} action={t("remind.action")}
        onConfirm={async () => { if (one) onDone(await remindConfidant(edition, one.id)); }}
      >
        <p>{one?.email ? t("remind.link", { email: one.email }) : t("remind.team")}</p>
      </ConfirmDialog>
      <ConfirmDialog
        open={change?.act === "withdraw"} onClose={close} danger disabled={text.trim() === ""} title={t("withdraw.title")} action={t("withdraw.action")}
        onConfirm={async () => { if (one) onDone(await withdrawConfidence(edition, one.id, text.trim())); }}
      >
        <p>{t("withdraw.body")}</p>
        <Textarea label={say("reason")} required value={text} onChange={(event) => { setText(event.currentTarget.value); }} />
      </ConfirmDialog>
    </>
  );
}
