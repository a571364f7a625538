// Choosing the instant of publication, in the edition's zone, with both zones read back before anything happens.
import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { proposePublication } from "../api/editions";
import { ConfirmDialog } from "../forms/ConfirmDialog";
import { useLanguage } from "../shell/bilingual";
import { Instant, useZoneWords } from "../shell/Instant";
import { instantOf, zoneLabel } from "../shell/time";
import { remember } from "./PublicationParts";

export function ProposeForm({ edition, zone, blocked }: { edition: string; zone: string; blocked: boolean }) {
  const { t } = useTranslation("organizer");
  const language = useLanguage();
  const words = useZoneWords();
  const [local, setLocal] = useState("");
  const [asks, setAsks] = useState(false);
  const [opened] = useState(() => Date.now());
  const instant = instantOf(local, zone);
  const label = zoneLabel(new Date(instant ?? opened), zone, language, words);
  return (
    <>
      <form className="card stack" onSubmit={(event) => { event.preventDefault(); setAsks(instant !== null && !blocked); }}>
        <h3>{t("propose.title")}</h3>
        <TextInput
          type="datetime-local" label={t("propose.at", { zone: label })} description={t("propose.hint")} value={local} style={{ maxWidth: 360 }}
          onChange={(event) => { setLocal(event.currentTarget.value); }}
        />
        {instant === null ? null : <p><Instant at={instant} zone={zone} /></p>}
        {blocked ? <p className="hint">{t("propose.blocked")}</p> : null}
        <div><Button type="submit" disabled={instant === null || blocked}>{t("propose.action")}</Button></div>
      </form>
      <ConfirmDialog
        open={asks} onClose={() => { setAsks(false); }} title={t("propose.confirmTitle")} action={t("propose.action")}
        onConfirm={async () => { if (instant !== null) remember(edition, await proposePublication(edition, instant)); }}
      >
        <p>{t("propose.body")}</p>
        {instant === null ? null : <p><strong><Instant at={instant} zone={zone} /></strong></p>}
      </ConfirmDialog>
    </>
  );
}
