// Small pictures of a heat: its state, what it is, a share as a bar, its rule in words.
import { useTranslation } from "react-i18next";
import type { Bilingual, EditionOverview, HeatSummary, Rubric, Rule } from "../api/types";
import { usePick, Words } from "../shell/bilingual";
import { Icon } from "../shell/icons";
import { Instant } from "../shell/Instant";
import { TableFrame } from "../shell/TableFrame";
import { valueText } from "../judge/marks";
import styles from "./Organizer.module.css";

export function HeatStateTag({ state }: { state: HeatSummary["state"] }) {
  const { t } = useTranslation("organizer");
  const tone = { planned: "", open: "good", closed: "info" }[state];
  return <span className={`tag ${tone}`}>{state === "closed" ? <Icon name="lock" /> : null}{t(`heat.states.${state}`)}</span>;
}

interface FactsProps {
  heat: HeatSummary;
  zone: string;
  /** Where the names are; some who work in a heat do not read it. */
  overview: EditionOverview | undefined;
}

const KINDS = ["scoring", "pitch", "ballot", "imported"] as const;

/** What kind of heat it is, and for whom. */
export function HeatFacts({ heat, zone, overview }: FactsProps) {
  const { t } = useTranslation("heats");
  const kind = KINDS.find((known) => known === heat.kind);
  const contests = overview?.contests ?? [];
  const contest = contests.find(({ key }) => key === heat.contest);
  const divisions = overview?.divisions ?? [];
  const division = divisions.find(({ key }) => key === heat.division);
  return (
    <dl className={styles.about} aria-label={t("about")}>
      <div><dt>{t("round")}</dt><dd><Words of={heat.round.title} /></dd></div>
      <div><dt>{t("kind")}</dt><dd>{kind ? t(`kinds.${kind}`) : heat.kind}</dd></div>
      {contest && contests.length > 1 ? <div><dt>{t("contest")}</dt><dd><Words of={contest.title} /></dd></div> : null}
      {divisions.length > 0 ? <div><dt>{t("division")}</dt><dd>{division ? <Words of={division.title} /> : (heat.division ?? t("everyDivision"))}</dd></div> : null}
      {heat.readings === null ? null : <div><dt>{t("readings")}</dt><dd>{heat.readings}</dd></div>}
      <div><dt>{t("opens")}</dt><dd><Instant at={heat.opens_at} zone={zone} short /></dd></div>
      {heat.advanced_at === null ? null : <div><dt>{t("advanced")}</dt><dd><Instant at={heat.advanced_at} zone={zone} short /></dd></div>}
    </dl>
  );
}

interface BarProps {
  done: number;
  of: number;
  /** What will not come, and is not done either. */
  waived?: number;
}

/** Decorative: the numbers stand beside it. */
export function ShareBar({ done, of, waived = 0 }: BarProps) {
  const width = (part: number) => `${String((of === 0 ? 0 : Math.min(1, part / of)) * 100)}%`;
  return (
    <span className={styles.bar} data-full={of > 0 && done >= of} aria-hidden="true">
      <span style={{ width: width(done) }} />
      {waived > 0 ? <span className={styles.waived} style={{ width: width(waived) }} /> : null}
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
  const { t: say } = useTranslation("heats");
  const tieName = useTieName(rubric);
  const drops = rule.drop_high > 0 || rule.drop_low > 0;
  const known = rule.combine === "judge_total_then_panel" || rule.combine === "panel_per_criterion_then_total";
  return (
    <section className="card stack" aria-labelledby="rule">
      <h2 id="rule">{t("rule.title")}</h2>
      <ul>
        {rule.method === "panel" ? null : <li>{say(`method.${rule.method}`)}</li>}
        <li>{known ? t(`rule.${rule.combine as "judge_total_then_panel"}`) : rule.combine}</li>
        <li>{drops ? t("rule.drop", { high: rule.drop_high, low: rule.drop_low, min: rule.min_scores }) : say("noDrop", { count: rule.min_scores })} {rule.fallback === "withhold" ? t("rule.withhold") : t("rule.plainMean")}</li>
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
