// Places that would stay empty here, and those that other heats left empty on the way to the same heats; giving them
// to a route of this heat where the edition allows it.
import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Advancement, Wish } from "../../api/advancement";
import { usePick } from "../../shell/bilingual";
import { ReallocationDialog } from "./WishDialogs";
import type { Source } from "./WishDialogs";
import type { Plan } from "./plan";
import styles from "./Advancement.module.css";

interface Props {
  data: Advancement;
  plan: Plan;
  wish: Wish;
  onWish: (wish: Wish) => void;
}

export function Vacancies({ data, plan, wish, onWish }: Props) {
  const { t } = useTranslation("advancement");
  const pickText = usePick();
  const [from, setFrom] = useState<Source | null>(null);
  const here = data.routes.flatMap((route) => {
    const places = plan.vacant.get(route.key) ?? 0;
    const text = t("reallocate.lead", { count: places, heat: pickText(route.heat.title) });
    const hint = !route.reallocate ? t("reallocate.fixed") : data.routes.length < 2 ? t("reallocate.alone") : null;
    return places > 0 ? [{ key: route.key, places, text, hint }] : [];
  });
  const elsewhere = data.elsewhere.flatMap(({ route, heat, places }) => {
    const asked = wish.reallocations.filter((move) => move.from === route).reduce((sum, move) => sum + move.places, 0);
    const text = t("reallocate.elsewhere", { count: places - asked, heat: pickText(heat.title) });
    return places > asked ? [{ key: route, places: places - asked, text, hint: null }] : [];
  });
  const sources = [...here, ...elsewhere];
  if (sources.length === 0) return null;
  return (
    <section className="card stack tight" aria-labelledby="vacant">
      <h2 id="vacant">{t("vacant")}</h2>
      <ul className={styles.wishes}>
        {sources.map(({ hint, ...source }) => (
          <li key={source.key}>
            <span>{source.text} <span className="hint">{hint}</span></span>
            {data.may.advance && hint === null ? (
              <Button size="sm" variant="default" onClick={() => { setFrom(source); }}>{t("reallocate.action")}</Button>
            ) : null}
          </li>
        ))}
      </ul>
      <ReallocationDialog
        data={data} from={from} onClose={() => { setFrom(null); }}
        onMove={(move) => { onWish({ ...wish, reallocations: [...wish.reallocations, move] }); }}
      />
    </section>
  );
}
