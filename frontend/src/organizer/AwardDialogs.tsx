// Giving a tier to an entry, and taking it back.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { awardsQuery, editionQuery, giveAward, revokeAward } from "../api/editions";
import { queries } from "../api/queries";
import type { Awards } from "../api/types";
import { ConfirmDialog } from "../forms/ConfirmDialog";
import { usePick, Words } from "../shell/bilingual";
import styles from "./Organizer.module.css";

type Line = Awards["standing"][number];
type Tier = Awards["tiers"][number];

function remember(edition: string, awards: Awards) {
  queries.setQueryData(awardsQuery(edition).queryKey, awards);
  void queries.invalidateQueries({ queryKey: editionQuery(edition).queryKey, refetchType: "none" });
}

export function GiveDialog({ edition, tiers, line, onClose }: { edition: string; tiers: Tier[]; line: Line | null; onClose: () => void }) {
  const { t } = useTranslation("organizer");
  const pickText = usePick();
  const [tier, setTier] = useState("");
  const close = () => { setTier(""); onClose(); };
  return (
    <ConfirmDialog
      open={line !== null} onClose={close} disabled={tier === ""} title={t("awards.giveTitle", { number: line?.number ?? "" })} action={t("awards.give")}
      onConfirm={async () => { if (line) remember(edition, await giveAward(edition, line.number, tier)); }}
    >
      {line ? <p><strong><Words of={line.title} /></strong><br /><span className="hint"><Words of={line.team} /></span></p> : null}
      <fieldset className={styles.radios}>
        <legend className="sr">{t("awards.tiers")}</legend>
        {tiers.map(({ key, title, quota, given }) => (
          <label key={key}>
            <input type="radio" name="tier" value={key} checked={tier === key} onChange={() => { setTier(key); }} />
            <span>{pickText(title)} <span className="hint">{t("awards.left", { count: quota - given })}</span></span>
          </label>
        ))}
      </fieldset>
      <p className="hint">{t("awards.giveBody")}</p>
    </ConfirmDialog>
  );
}

export function RevokeDialog({ edition, tier, line, onClose }: { edition: string; tier: Tier | undefined; line: Line | null; onClose: () => void }) {
  const { t } = useTranslation("organizer");
  const pickText = usePick();
  return (
    <ConfirmDialog
      open={line !== null} onClose={onClose} danger title={t("awards.revokeTitle", { number: line?.number ?? "" })} action={t("awards.revoke")}
      onConfirm={async () => { if (line) remember(edition, await revokeAward(edition, line.number)); }}
    >
      <p>{t("awards.revokeBody", { title: line ? pickText(line.title) : "", tier: tier ? pickText(tier.title) : "" })}</p>
    </ConfirmDialog>
  );
}
