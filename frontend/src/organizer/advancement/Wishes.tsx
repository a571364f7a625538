// What has been decided beside the ranks and is not sent yet; each can be taken back.
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Advancement, Wish } from "../../api/advancement";
import { usePick } from "../../shell/bilingual";
import styles from "./Advancement.module.css";

export function Wishes({ data, wish, onWish }: { data: Advancement; wish: Wish; onWish: (wish: Wish) => void }) {
  const { t } = useTranslation("advancement");
  const pickText = usePick();
  const { declines, wildcards, reallocations } = wish;
  if (declines.length + wildcards.length + reallocations.length === 0) return null;
  const heat = (key: string) => {
    const route = data.routes.find((one) => one.key === key) ?? data.elsewhere.find((one) => one.route === key);
    return route ? pickText(route.heat.title) : key;
  };
  const lines = [
    ...declines.map((number) => ({
      text: t("wish.declines", { number }), reason: "",
      without: { ...wish, declines: declines.filter((one) => one !== number) },
    })),
    ...reallocations.map((move) => ({
      text: t(data.routes.some(({ key }) => key === move.from) ? "wish.reallocation" : "wish.fromElsewhere", { count: move.places, from: heat(move.from), to: heat(move.to) }), reason: move.reason,
      without: { ...wish, reallocations: reallocations.filter((one) => one !== move) },
    })),
    ...wildcards.map((one) => ({
      text: t("wish.wildcard", { number: one.number, heat: heat(one.route) }), reason: one.reason,
      without: { ...wish, wildcards: wildcards.filter((other) => other !== one) },
    })),
  ];
  return (
    <section className="card stack tight" aria-labelledby="wishes">
      <h2 id="wishes">{t("wish.title")}</h2>
      <p className="hint">{t("wish.lead")}</p>
      <ul className={styles.wishes}>
        {lines.map(({ text, reason, without }, index) => (
          <li key={`${String(index)} ${text}`}>
            <span>{text} {reason === "" ? null : <span className="hint">{reason}</span>}</span>
            <Button size="sm" variant="subtle" aria-label={`${t("wish.remove")} ${text}`} onClick={() => { onWish(without); }}>{t("wish.remove")}</Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
