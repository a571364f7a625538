// What the screeners say of an entry, and what the rules compute: small parts of the desk and of an entry's page.
import { useTranslation } from "react-i18next";
import type { OrganizerEntry, RuleCheck, ScreeningState } from "../../api/types";
import { useLanguage, Words } from "../../shell/bilingual";
import { Icon } from "../../shell/icons";
import { Instant } from "../../shell/Instant";
import { measuredInWords } from "./figures";
import styles from "./Entries.module.css";

export function ScreeningTag({ state }: { state: ScreeningState }) {
  const { t } = useTranslation("entries");
  const tone = { none: "", pending: "wait", accepted: "good", rejected: "bad" }[state];
  return <span className={`tag ${tone}`}>{t(`screenings.${state}`)}</span>;
}

const OUTCOMES = {
  pass: { tone: "good", icon: "check" },
  fail: { tone: "bad", icon: "alert" },
  needs_evidence: { tone: "wait", icon: "help" },
} as const;

/** The rules and what they come to. A choice is said as the team saw it, a figure as it was given. */
export function Checklist({ entry }: { entry: OrganizerEntry }) {
  const { t } = useTranslation("entries");
  const { checks } = entry.screening;
  if (checks.length === 0) return <p className="hint">{t("screening.noChecks")}</p>;
  return (
    <>
      {entry.state === "draft" ? <p className="hint">{t("screening.ofDraft")}</p> : null}
      <ul className={styles.checks}>
        {checks.map((check) => {
          const { tone, icon } = OUTCOMES[check.outcome];
          return (
            <li key={check.rule}>
              <span><Words of={check.title} /></span>
              <span className={`tag ${tone}`}><Icon name={icon} />{t(`screening.outcomes.${check.outcome}`)}</span>
              <span className={`hint ${styles.measured ?? ""}`}><Measured check={check} entry={entry} /></span>
            </li>
          );
        })}
      </ul>
    </>
  );
}

function Measured({ check, entry }: { check: RuleCheck; entry: OrganizerEntry }) {
  const { t } = useTranslation("entries");
  const language = useLanguage();
  if (check.measured === "") return <>{t("screening.notMeasured")}</>;
  // Rules are usually named after their question; then the label of a choice is known.
  const answer = /^\d/.test(check.measured) ? undefined : entry.answers.find(({ key }) => key === check.rule);
  return <>{t("screening.measured", { value: "" })}{answer ? <Words of={answer.value} /> : measuredInWords(check.measured, language)}</>;
}

export function ScreeningHistory({ entry, zone }: { entry: OrganizerEntry; zone: string }) {
  const { t } = useTranslation("entries");
  const { decisions } = entry.screening;
  if (decisions.length === 0) return <p className="hint">{t("screening.noHistory")}</p>;
  return (
    <section className="stack tight" aria-labelledby="screening-history">
      <h3 id="screening-history">{t("screening.history")}</h3>
      <ol className={styles.history}>
        {decisions.map((line) => (
          <li key={line.at}>
            <span className="row"><ScreeningTag state={line.decision} />{line.overrides ? <span className="tag wait">{t("screening.overrides")}</span> : null}</span>
            {line.reason ? <span className="pre">{line.reason}</span> : null}
            <span className="hint"><Words of={line.by.name} /> · <Instant at={line.at} zone={zone} short /></span>
          </li>
        ))}
      </ol>
    </section>
  );
}
