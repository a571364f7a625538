// Small pictures of a heat: its state, a share as a bar, its rule in words.
import { useTranslation } from "react-i18next";
import type { Bilingual, HeatSummary, Rubric, Rule } from "../api/types";
import { usePick, Words } from "../shell/bilingual";
import { Icon } from "../shell/icons";
import { TableFrame } from "../shell/TableFrame";
import { valueText } from "../judge/marks";
import styles from "./Organizer.module.css";

export function HeatStateTag({ state }: { state: HeatSummary["state"] }) {
  const { t } = useTranslation("organizer");
  const tone = { planned: "", open: "good", closed: "info" }[state];
  return <span className={`tag ${tone}`}>{state === "closed" ? <Icon name="lock" /> : null}{t(`heat.states.${state}`)}</span>;
}

/** Decorative: the numbers stand beside it. */
export function ShareBar({ done, of }: { done: number; of: number }) {
  const share = of === 0 ? 0 : Math.min(1, done / of);
  return (
    <span className={styles.bar} data-full={of > 0 && done >= of} aria-hidden="true">
      <span style={{ width: `${String(share * 100)}%` }} />
    </span>
  );
}

interface Titled {
  criteria: { key: string; title: Bilingual }[];
}

/** The name of a figure of the tie chain, in words. */
export function useTieName(rubric: Titled): (name: string) => string {
  const { t } = useTranslation("organizer");
  const pickText = usePick();
  return (name) => {
    const key = /^criterion:(.+)$/.exec(name)?.[1];
    if (key !== undefined) {
      const criterion = rubric.criteria.find((candidate) => candidate.key === key);
      return t("rule.tieCriterion", { name: criterion ? pickText(criterion.title) : key });
    }
    return name === "untrimmed_mean" ? t("rule.tieUntrimmed") : name;
  };
}

export function RuleInWords({ rule, rubric }: { rule: Rule; rubric: Rubric }) {
  const { t } = useTranslation("organizer");
  const tieName = useTieName(rubric);
  const known = rule.combine === "judge_total_then_panel" || rule.combine === "panel_per_criterion_then_total";
  return (
    <section className="card stack" aria-labelledby="rule">
      <h2 id="rule">{t("rule.title")}</h2>
      <ul>
        <li>{known ? t(`rule.${rule.combine as "judge_total_then_panel"}`) : rule.combine}</li>
        <li>{t("rule.drop", { high: rule.drop_high, low: rule.drop_low, min: rule.min_scores })} {rule.fallback === "withhold" ? t("rule.withhold") : t("rule.plainMean")}</li>
        <li>{t("rule.digits", { count: rule.published_digits })}</li>
        {rule.tie_chain.length > 0 ? <li>{t("rule.ties", { chain: rule.tie_chain.map(tieName).join(t("rule.then")) })}</li> : null}
      </ul>
      <TableFrame>
        <table className="list">
          <caption>{t("rule.rubric", { total: rubric.max_total })}</caption>
          <thead>
            <tr>
              <th scope="col">{t("rule.criterion")}</th><th scope="col" className="num">{t("rule.share")}</th>
              <th scope="col" className="num">{t("rule.range")}</th><th scope="col" className="num">{t("rule.step")}</th>
            </tr>
          </thead>
          <tbody>
            {rubric.criteria.map((criterion) => (
              <tr key={criterion.key}>
                <th scope="row"><Words of={criterion.title} /></th>
                <td className="num">{criterion.share_percent}%</td>
                <td className="num">{valueText(criterion.min_steps, criterion.step)}–{valueText(criterion.max_steps, criterion.step)}</td>
                <td className="num">{criterion.step}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </section>
  );
}
