// Places that would stay empty, and giving them to another route where the edition allows it.
import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Advancement, AdvancementRoute, Wish } from "../../api/advancement";
import { usePick } from "../../shell/bilingual";
import { ReallocationDialog } from "./WishDialogs";
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
  const [from, setFrom] = useState<AdvancementRoute | null>(null);
  const short = data.routes.filter(({ key }) => (plan.vacant[key] ?? 0) > 0);
  if (short.length === 0) return null;
  return (
    <section className="card stack tight" aria-labelledby="vacant">
      <h2 id="vacant">{t("vacant")}</h2>
      <ul className={styles.wishes}>
        {short.map((route) => (
          <li key={route.key}>
            <span>
              {t("reallocate.lead", { count: plan.vacant[route.key] ?? 0, heat: pickText(route.heat.title) })}{" "}
              <span className="hint">{!route.reallocate ? t("reallocate.fixed") : data.routes.length < 2 ? t("reallocate.alone") : null}</span>
            </span>
            {data.may.advance && route.reallocate && data.routes.length > 1 ? (
              <Button size="sm" variant="default" onClick={() => { setFrom(route); }}>{t("reallocate.action")}</Button>
            ) : null}
          </li>
        ))}
      </ul>
      <ReallocationDialog
        data={data} from={from} vacant={from ? (plan.vacant[from.key] ?? 0) : 0} onClose={() => { setFrom(null); }}
        onMove={(move) => { onWish({ ...wish, reallocations: [...wish.reallocations, move] }); }}
      />
    </section>
  );
}
