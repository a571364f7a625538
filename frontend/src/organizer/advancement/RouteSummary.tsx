// The routes out of a heat at a glance: places, who would go on, what stays empty. Each leads to its own standing.
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Advancement, AdvancementRoute, Wish } from "../../api/advancement";
import { usePick, Words } from "../../shell/bilingual";
import { Icon } from "../../shell/icons";
import { CardCell, CardName, CardRow, Cards } from "../../shell/Cards";
import { TableFrame } from "../../shell/TableFrame";
import type { Plan } from "./plan";
import styles from "./Advancement.module.css";

interface Props {
  data: Advancement;
  plan: Plan;
  wish: Wish;
  shown: string;
}

export function RouteSummary({ data, plan, wish, shown }: Props) {
  const { t } = useTranslation("advancement");
  const pickText = usePick();
  const many = data.routes.length > 1;
  const params = { edition: data.edition.slug, heat: data.heat.key };
  return (
    <TableFrame>
      <Cards>
        <caption>{t("routes")}</caption>
        <thead>
          <CardRow>
            <th scope="col">{t("leadsTo")}</th><th scope="col" className="num">{t("places")}</th><th scope="col" className="num">{t("goes")}</th>
            <th scope="col" className="num">{t("vacant")}</th><th scope="col" className="num">{t("wildcards")}</th><th scope="col">{t("state")}</th>
          </CardRow>
        </thead>
        <tbody>
          {data.routes.map((route) => (
            <CardRow key={route.key} className={many && route.key === shown ? styles.here : undefined}>
              <CardName>
                {many ? (
                  <Link
                    to="/editions/$edition/heats/$heat/advancement" params={params} search={{ route: route.key }} resetScroll={false}
                    aria-label={`${t("show")} ${pickText(route.heat.title)}`} aria-current={route.key === shown ? "page" : undefined}
                  >
                    <Words of={route.heat.title} />
                  </Link>
                ) : <Words of={route.heat.title} />}
              </CardName>
              <CardCell label={t("places")} className="num">{route.quota ?? t("allRanked")}</CardCell>
              <CardCell label={t("goes")} className="num strong">{plan.goes.filter((going) => going.route === route.key).length}</CardCell>
              <CardCell label={t("vacant")} className="num">{plan.vacant.get(route.key) ?? 0}</CardCell>
              <CardCell label={t("wildcards")} className="num">
                {route.wildcards === 0 ? t("none") : t("wildcardsUsed", { used: wish.wildcards.filter((one) => one.route === route.key).length, all: route.wildcards })}
              </CardCell>
              <CardCell label={t("state")}><StateTag route={route} plan={plan} /></CardCell>
            </CardRow>
          ))}
        </tbody>
      </Cards>
    </TableFrame>
  );
}

function StateTag({ route, plan }: { route: AdvancementRoute; plan: Plan }) {
  const { t } = useTranslation("advancement");
  if (plan.ties.some((tie) => tie.route === route.key)) return <span className="tag wait"><Icon name="alert" />{t("stateTie")}</span>;
  if (route.quota === null) return <span className="tag good"><Icon name="check" />{t("stateAll")}</span>;
  if ((plan.vacant.get(route.key) ?? 0) > 0) return <span className="tag info"><Icon name="alert" />{t("stateShort")}</span>;
  return <span className="tag good"><Icon name="check" />{t("stateFull")}</span>;
}
