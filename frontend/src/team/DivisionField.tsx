// In which division the entry competes: chosen by the team where the contest lets teams choose, said where it is given.
import { useTranslation } from "react-i18next";
import type { TeamEntry } from "../api/types";
import { Words } from "../shell/bilingual";
import { useProblemSentence } from "../shell/problem-text";
import { DIVISION_ID } from "./entry-source";
import { useDivision } from "./use-division";
import type { OpenEntry } from "./use-entry";
import styles from "./QuestionField.module.css";

/** Whether there is anything to say about divisions. */
export function hasDivision({ divisions, division }: TeamEntry): boolean {
  return divisions.length > 0 || division !== null;
}

export function DivisionField({ open }: { open: OpenEntry }) {
  const { t } = useTranslation("team");
  const { entry } = open;
  if (!hasDivision(entry)) return null;
  return (
    <section className="stack" aria-labelledby="division-title">
      <h2 id="division-title">{t("division.title")}</h2>
      {entry.may.choose_division ? <Chooser open={open} /> : <Given entry={entry} />}
    </section>
  );
}

function Given({ entry }: { entry: TeamEntry }) {
  const { t } = useTranslation("team");
  const { division, divisions } = entry;
  const delivery = divisions.find(({ key }) => key === division?.key)?.delivery;
  return (
    <div className={styles.question} id={DIVISION_ID} tabIndex={-1}>
      {division ? (
        <p>
          <strong><Words of={division.title} /></strong>
          {delivery ? <> <span className="tag info">{t(`division.delivery.${delivery as "on_site" | "remote"}`)}</span></> : null}
        </p>
      ) : <p>{t("division.none")}</p>}
      {/* Where there is nothing to choose from, an answer led there. */}
      <p className="hint">{divisions.length === 0 ? t("division.byAnswer") : t("division.fixed")}</p>
    </div>
  );
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
        {divisions.map(({ key, title, delivery }, index) => (
          <label key={key} className={styles.choice}>
            <input
              type="radio" name="division" value={key} checked={chosen === key} onChange={() => { void choose(key); }}
              id={index === 0 ? DIVISION_ID : undefined}
            />
            <span className={styles.division}>
              <Words of={title} />
              <span className="hint">{t(`division.deliveryLong.${delivery as "on_site" | "remote"}`)}</span>
            </span>
          </label>
        ))}
      </div>
      {error === null ? null : <p className="note bad" role="alert">{sentence(error)}</p>}
      <p className="hint" role="status">{busy ? t("division.sending") : chosen === null ? t("division.open") : t("division.kept")}</p>
    </fieldset>
  );
}
