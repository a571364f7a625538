// Sending entries on, once: the dialog names how many go where and as what. A refusal is shown on the page, whole.
import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { advanceHeat, advancementQuery } from "../../api/advancement";
import type { Advancement, AdvancementWay, Wish } from "../../api/advancement";
import { editionQuery } from "../../api/editions";
import { queries } from "../../api/queries";
import { ConfirmDialog } from "../../forms/ConfirmDialog";
import { usePick } from "../../shell/bilingual";
import { countWays } from "./plan";
import type { Plan } from "./plan";

interface Props {
  edition: string;
  data: Advancement;
  plan: Plan;
  wish: Wish;
  /** The plan is not yet that of the wish. */
  busy: boolean;
  onRefusal: (refusal: unknown) => void;
}

const WAYS = ["quota", "tie_decision", "reallocated", "wildcard"] as const satisfies AdvancementWay[];

export function SendOn({ edition, data, plan, wish, busy, onRefusal }: Props) {
  const { t } = useTranslation("advancement");
  const [asks, setAsks] = useState(false);
  const heat = data.heat.key;
  if (!data.may.advance) return null;
  const blocked = plan.problems.length > 0;
  const total = plan.goes.length;
  const send = async () => {
    onRefusal(null);
    try {
      queries.setQueryData(advancementQuery(edition, heat).queryKey, await advanceHeat(edition, heat, wish));
      window.scrollTo({ top: 0 });
    } catch (refusal) {
      onRefusal(refusal);
      void queries.invalidateQueries({ queryKey: advancementQuery(edition, heat).queryKey });
    } finally {
      void queries.invalidateQueries({ queryKey: editionQuery(edition).queryKey, refetchType: "none" });
      void queries.invalidateQueries({ queryKey: editionQuery(edition).queryKey, exact: true });
    }
  };
  return (
    <div className="row">
      <Button onClick={() => { setAsks(true); }} disabled={blocked || busy}>{t("send.action")}</Button>
      {blocked ? <p className="hint">{t("send.blocked")}</p> : null}
      <ConfirmDialog
        open={asks} onClose={() => { setAsks(false); }} onConfirm={send} danger
        title={total === 0 ? t("send.nobodyTitle") : t("send.title", { count: total })} action={t("send.action")}
      >
        <Counts data={data} plan={plan} wish={wish} />
        <p>{t("send.body")}</p>
      </ConfirmDialog>
    </div>
  );
}

function Counts({ data, plan, wish }: { data: Advancement; plan: Plan; wish: Wish }) {
  const { t } = useTranslation("advancement");
  const pickText = usePick();
  const vacant = [...plan.vacant.values()].reduce((sum, places) => sum + places, 0);
  return (
    <>
      <ul>
        {data.routes.map((route) => {
          const going = plan.goes.filter((one) => one.route === route.key);
          const counts = countWays(going);
          // By rank is what one expects; the rest is said.
          const others = WAYS.filter((way) => counts[way] > 0).map((way) => t(`send.${way}`, { count: counts[way] }));
          const ways = counts.quota === going.length ? [] : others;
          return (
            <li key={route.key}>
              {t("send.to", { heat: pickText(route.heat.title) })} <strong>{going.length}</strong>
              {ways.length > 0 ? <span className="hint"> {ways.join(" · ")}</span> : null}
            </li>
          );
        })}
      </ul>
      <p>
        {wish.declines.length > 0 ? <>{t("send.declines", { count: wish.declines.length })} · </> : null}
        {vacant > 0 ? t("send.vacant", { count: vacant }) : t("send.vacantNone")}
      </p>
    </>
  );
}
