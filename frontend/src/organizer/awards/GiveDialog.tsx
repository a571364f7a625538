// Giving a tier to an entry, or to a person or an organization for it.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { giveAward } from "../../api/awards";
import type { AwardLine, AwardTier } from "../../api/awards";
import type { Awards } from "../../api/types";
import { ConfirmDialog } from "../../forms/ConfirmDialog";
import { usePick, Words } from "../../shell/bilingual";
import styles from "../Organizer.module.css";
import { HolderFields, holderOf, isNamed, NO_NAME } from "./HolderFields";

interface Props {
  edition: string;
  tiers: AwardTier[];
  /** Nothing while the dialog is shut. */
  line: AwardLine | null;
  onClose: () => void;
  onDone: (awards: Awards) => void;
}

export function GiveDialog({ edition, tiers, line, onClose, onDone }: Props) {
  const { t } = useTranslation("organizer");
  const pickText = usePick();
  const [chosen, setChosen] = useState("");
  const [name, setName] = useState(NO_NAME);
  const tier = tiers.find(({ key }) => key === chosen);
  const close = () => { setChosen(""); setName(NO_NAME); onClose(); };
  return (
    <ConfirmDialog
      open={line !== null} onClose={close} disabled={!tier || !isNamed(tier.recipient, name)} title={t("awards.giveTitle", { number: line?.number ?? "" })} action={t("awards.give")}
      onConfirm={async () => { if (line && tier) onDone(await giveAward(edition, line.number, tier.key, holderOf(tier.recipient, name))); }}
    >
      {line ? <p><strong><Words of={line.title} /></strong><br /><span className="hint"><Words of={line.team} /></span></p> : null}
      <fieldset className={styles.radios}>
        <legend className="sr">{t("awards.tiers")}</legend>
        {tiers.map(({ key, title, quota, given }) => (
          <label key={key}>
            <input type="radio" name="tier" value={key} checked={chosen === key} disabled={given >= quota} onChange={() => { setChosen(key); }} />
            <span>{pickText(title)} <span className="hint">{t("awards.left", { count: quota - given })}</span></span>
          </label>
        ))}
      </fieldset>
      {tier ? <HolderFields recipient={tier.recipient} name={name} onName={setName} /> : null}
      <p className="hint">{t("awards.giveBody")}</p>
    </ConfirmDialog>
  );
}
