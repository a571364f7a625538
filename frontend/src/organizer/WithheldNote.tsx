// What too few sheets come to, before they are waived and before the heat is closed: no figure and no rank.
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import type { HeatProgress } from "../api/types";
import { Icon } from "../shell/icons";
import styles from "./Organizer.module.css";
import { sheetsForFigure, surelyWithheld } from "./withheld";

/** As many numbers as one reads before agreeing. */
const READABLE = 8;

interface Props {
  progress: HeatProgress;
  /** Sheets that are about to be waived. */
  waived?: readonly HeatProgress["missing"][number][];
}

export function WithheldNote({ progress, waived }: Props) {
  const { t } = useTranslation("heats");
  const numbers = surelyWithheld(progress, waived);
  const more = numbers.length - READABLE;
  return (
    <div className="note wait">
      <p><Icon name="alert" /> {numbers.length > 0 ? <strong>{t("withheld.atLeast", { count: numbers.length })}</strong> : t("withheld.some")}</p>
      {numbers.length > 0 ? (
        <p className="hint">
          {numbers.slice(0, READABLE).map((number, index) => <Fragment key={number}>{index === 0 ? null : t("list")}<span className={styles.number}>{number}</span></Fragment>)}
          {more > 0 ? t("withheld.more", { count: more }) : null}
        </p>
      ) : null}
      <p>{t("withheld.why", { count: sheetsForFigure(progress.rule) })}</p>
    </div>
  );
}
