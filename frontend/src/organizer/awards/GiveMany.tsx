// Giving a tier to the next in rank order, as many as there are places.
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { giveToMany } from "../../api/awards";
import type { AwardTier } from "../../api/awards";
import type { Awards } from "../../api/types";
import { ConfirmDialog } from "../../forms/ConfirmDialog";
import { usePick, Words } from "../../shell/bilingual";
import styles from "../Organizer.module.css";
import { endsInTie, nextFor } from "./next";

interface Props {
  edition: string;
  awards: Awards;
  onDone: (awards: Awards) => void;
}

// It scrolls by itself where it is long, so the keyboard has to reach it.
const reach = { tabIndex: 0 };
const keyOf = ({ contest, key }: AwardTier) => `${contest}/${key}`;

export function GiveMany({ edition, awards, onDone }: Props) {
  const { t } = useTranslation("awards");
  const pickText = usePick();
  const [asks, setAsks] = useState(false);
  const [chosen, setChosen] = useState("");
  const [count, setCount] = useState("");
  const vacant = awards.tiers.filter(({ recipient, given, quota }) => recipient === "entry" && given < quota);
  const tier = vacant.find((one) => keyOf(one) === chosen);
  const next = tier ? nextFor(tier, awards.standing) : [];
  const most = tier ? Math.min(tier.quota - tier.given, next.length) : 0;
  const wanted = /^\d{1,4}$/.test(count.trim()) ? Number(count) : 0;
  const taken = wanted <= most ? next.slice(0, wanted) : [];
  const tied = endsInTie(next, taken.length);
  const equals = tier && tier.outcome !== "inclusion" ? awards.standing.filter((line) => line.undecided && line.contest === tier.contest).length : 0;
  const close = () => { setAsks(false); setChosen(""); setCount(""); };
  const choose = (key: string) => {
    const one = vacant.find((tier) => keyOf(tier) === key);
    setChosen(key);
    setCount(one ? String(Math.min(one.quota - one.given, nextFor(one, awards.standing).length)) : "");
  };
  if (vacant.every((one) => nextFor(one, awards.standing).length < 2)) return null;
  return (
    <>
      <Button variant="default" onClick={() => { setAsks(true); }}>{t("many.action")}</Button>
      <ConfirmDialog
        open={asks} onClose={close} title={t("many.action")} action={t("many.confirm", { count: taken.length })} disabled={taken.length === 0 || tied}
        onConfirm={async () => { if (tier) onDone(await giveToMany(edition, tier.key, taken.map(({ number }) => number))); }}
      >
        <p>{t("many.lead")}</p>
        <NativeSelect
          label={t("own.tier")} value={chosen} onChange={(event) => { choose(event.currentTarget.value); }}
          data={[{ value: "", label: "" }, ...vacant.map((one) => ({ value: keyOf(one), label: pickText(one.title) }))]}
        />
        {tier ? (
          <TextInput
            label={t("many.count")} description={t("many.most", { count: most })} inputMode="numeric" value={count} style={{ maxWidth: 240 }}
            onChange={(event) => { setCount(event.currentTarget.value); }} error={wanted > most ? t("many.tooMany", { count: most }) : undefined}
          />
        ) : null}
        {taken.length > 0 ? (
          <ol className={styles.taken} {...reach} aria-label={t("many.taken")}>
            {taken.map(({ number, rank, heat, title, deciding }) => (
              <li key={number}>
                <strong className={styles.rank}>{rank}</strong>
                <span><Words of={title} /><span className={styles.tie}>{number}{deciding ? null : <> · <Words of={heat} /></>}</span></span>
              </li>
            ))}
          </ol>
        ) : null}
        {tied ? <p className="note wait">{t("many.tied")}</p> : null}
        {equals > 0 ? <p className="note">{t("many.undecided", { count: equals })}</p> : null}
      </ConfirmDialog>
    </>
  );
}
