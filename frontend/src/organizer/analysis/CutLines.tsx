// The lines between those who go on and the others: who is too close to be told apart, and whom another way of counting
// would let in.
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import type { CutLine, HeatAnalysis } from "../../api/types";
import { Words } from "../../shell/bilingual";
import { CardCell, CardName, CardRow, Cards } from "../../shell/Cards";
import { TableFrame } from "../../shell/TableFrame";
import styles from "./Analysis.module.css";

/** So many numbers are named; the table of entries has them all. */
const NAMED = 8;

export function CutLines({ analysis }: { analysis: HeatAnalysis }) {
  const { t } = useTranslation("analysis");
  const way = analysis.rule_method === "panel" ? "with" : "without";
  return (
    <section className="stack" aria-labelledby="lines">
      <h2 id="lines">{t("lines.title")}</h2>
      <p className="hint measure">{t("lines.note")}</p>
      <TableFrame>
        <Cards>
          <caption className="sr">{t("lines.title")}</caption>
          <thead>
            <CardRow>
              <th scope="col">{t("lines.target")}</th>
              <th scope="col" className="num">{t("lines.places")}</th>
              <th scope="col">{t("lines.close")}</th>
              <th scope="col">{t(`lines.${way}`)}</th>
            </CardRow>
          </thead>
          <tbody>
            {analysis.lines.map((line, index) => (
              <CardRow key={index}>
                <CardName><Words of={line.target} /></CardName>
                <CardCell label={t("lines.places")} className="num">{t("lines.of", { places: line.places, entries: line.entries })}</CardCell>
                <CardCell label={t("lines.close")}>
                  <Numbers numbers={analysis.entries.filter((entry) => entry.line === index && entry.figures?.close === true).map((entry) => entry.number)} />
                </CardCell>
                <CardCell label={t(`lines.${way}`)}><Changes line={line} /></CardCell>
              </CardRow>
            ))}
          </tbody>
        </Cards>
      </TableFrame>
    </section>
  );
}

function Changes({ line: { otherwise } }: { line: CutLine }) {
  const { t } = useTranslation("analysis");
  if (otherwise === null) return "—";
  if (otherwise.enter.length + otherwise.leave.length === 0) return t("lines.same");
  return (
    <>
      <span className={styles.change}>{t("lines.enter")} <Numbers numbers={otherwise.enter} /></span>
      <span className={styles.change}>{t("lines.leave")} <Numbers numbers={otherwise.leave} /></span>
    </>
  );
}

/** Each number stays whole at the end of a line. */
function Numbers({ numbers }: { numbers: readonly string[] }) {
  const { t } = useTranslation("analysis");
  if (numbers.length === 0) return t("lines.nobody");
  return (
    <>
      {numbers.length > NAMED ? t("lines.first", { all: numbers.length, named: NAMED }) : null}{" "}
      {numbers.slice(0, NAMED).map((number, index) => (
        <Fragment key={number}>{index > 0 ? t("comma") : null}<span className={styles.whole}>{number}</span></Fragment>
      ))}
    </>
  );
}
