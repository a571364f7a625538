// In which division the entry competes: chosen by the team where the contest lets teams choose, said where it is given.
import { useTranslation } from "react-i18next";
import type { TeamEntry } from "../api/types";
import { usePick, Words } from "../shell/bilingual";
import { useProblemSentence } from "../shell/problem-text";
import { divisionOf, hasDivision, leadingQuestion } from "./divisions";
import { DIVISION_ID } from "./entry-source";
import { useDivision } from "./use-division";
import type { OpenEntry } from "./use-entry";
import styles from "./QuestionField.module.css";

export function DivisionField({ open }: { open: OpenEntry }) {
  const { t } = useTranslation("team");
  const { entry } = open;
  if (!hasDivision(entry)) return null;
  return (
    <section className="stack" aria-labelledby="division-title">
      <h2 id="division-title">{t("division.title")}</h2>
      {entry.may.choose_division ? <Chooser open={open} /> : <Given open={open} />}
    </section>
  );
}

function Given({ open: { entry, state } }: { open: OpenEntry }) {
  const { t } = useTranslation("team");
  const division = divisionOf(entry, state.fields);
  const choice = entry.divisions.find(({ key }) => key === division?.key);
  return (
    <div className={styles.question} id={DIVISION_ID} tabIndex={-1}>
      {division ? (
        <p>
          <strong><Words of={division.title} /></strong>
          {choice ? <> <span className="tag info">{t(`division.delivery.${choice.delivery}`)}</span></> : null}
        </p>
      ) : <p>{t("division.none")}</p>}
      {choice ? <Host host={choice.host} /> : null}
      <Origin open={{ entry, state }} />
    </div>
  );
}

/** Why it is this division, and whether it can still become another. */
function Origin({ open: { entry, state } }: { open: Pick<OpenEntry, "entry" | "state"> }) {
  const { t } = useTranslation("team");
  const pickText = usePick();
  const leading = leadingQuestion(entry, state.fields);
  if (!leading || !entry.may.edit) return <p className="hint">{t("division.fixed")}</p>;
  const question = pickText(leading.question.label);
  const leads = divisionOf(entry, state.fields) !== null || !leading.answered;
  return <p className="hint measure" role="status">{t(leads ? "division.byAnswer" : "division.noLead", { question })}</p>;
}

/** Who runs a division: its host, or headquarters where it has none. */
function Host({ host }: Pick<TeamEntry["divisions"][number], "host">) {
  const { t } = useTranslation("team");
  const name = usePick()(host).trim();
  return <span className="hint">{name === "" ? t("division.headquarters") : t("division.host", { host: name })}</span>;
}

function Chooser({ open }: { open: OpenEntry }) {
  const { t } = useTranslation("team");
  const sentence = useProblemSentence();
  const { chosen, busy, error, choose } = useDivision(open);
  const { divisions } = open.entry;
  return (
    <fieldset className={styles.question} data-testid="division">
      <legend>{t("division.ask")}</legend>
      <p className="hint measure">{t("division.help")}</p>
      <div className={styles.divisions}>
        {divisions.map(({ key, title, host, delivery }, index) => (
          <label key={key} className={styles.choice}>
            <input
              type="radio" name="division" value={key} checked={chosen === key} onChange={() => { void choose(key); }}
              id={index === 0 ? DIVISION_ID : undefined}
            />
            <span className={styles.division}>
              <Words of={title} />
              <span className="hint">{t(`division.deliveryLong.${delivery}`)}</span>
              <Host host={host} />
            </span>
          </label>
        ))}
      </div>
      {error === null ? null : <p className="note bad" role="alert">{sentence(error)}</p>}
      <p className="hint" role="status">{busy ? t("division.sending") : chosen === null ? t("division.open") : t("division.kept")}</p>
    </fieldset>
  );
}
