// The pledge before a confidential message: the box is ticked, then the message opens.
import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Pledge } from "../api/confidences";
import { Words } from "../shell/bilingual";
import { YesTo } from "../forms/Choices";
import { useProblemSentence } from "../shell/problem-text";

interface Props {
  pledge: Pledge;
  onOpen: (version: number) => Promise<void>;
}

export function PledgeBox({ pledge, onOpen }: Props) {
  const { t } = useTranslation("confided");
  const sentence = useProblemSentence();
  const [agreed, setAgreed] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const open = async () => {
    setBusy(true);
    setError(null);
    try {
      await onOpen(pledge.version);
    } catch (refusal) {
      setError(refusal);
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className="stack" aria-label={t("pledge.title")}>
      <h2>{t("pledge.title")}</h2>
      <p><Words of={pledge.text} /></p>
      <YesTo checked={agreed} onChange={setAgreed}>{t("pledge.agree")}</YesTo>
      {error === null ? null : <p className="note bad" role="alert">{sentence(error)}</p>}
      <div><Button size="lg" disabled={!agreed} loading={busy} onClick={() => { void open(); }}>{t("pledge.open")}</Button></div>
      <p className="hint">{t("pledge.recorded")}</p>
    </section>
  );
}
