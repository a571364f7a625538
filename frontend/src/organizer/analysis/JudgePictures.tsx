// How each judge scored against the others on the entries they share. For the chair, to talk about, not to rank judges by.
import { useTranslation } from "react-i18next";
import type { HeatAnalysis, JudgePicture } from "../../api/types";
import { Words } from "../../shell/bilingual";
import { CardCell, CardName, CardRow, Cards } from "../../shell/Cards";
import { TableFrame } from "../../shell/TableFrame";
import { axisOf } from "./axis";
import type { Axis } from "./axis";
import { IntervalPlot } from "./IntervalPlot";
import pages from "../Organizer.module.css";
import styles from "./Analysis.module.css";

export function JudgePictures({ analysis }: { analysis: HeatAnalysis }) {
  const { t } = useTranslation("analysis");
  const axis = axisOf(analysis.judges.flatMap((judge) => judge.picture ?? []), [0]);
  return (
    <section className="stack" aria-labelledby="judges">
      <h2 id="judges">{t("judges.title")}</h2>
      <p className="hint measure">{t("judges.note")}</p>
      <TableFrame>
        <Cards>
          <caption className="sr">{t("judges.title")}</caption>
          <thead>
            <CardRow>
              <th scope="col">{t("judges.judge")}</th>
              <th scope="col" className="num">{t("judges.sheets")}</th>
              <th scope="col" className="num">{t("judges.severity")}</th>
              <th scope="col">{t("judges.interval")}</th>
              <th scope="col" className="num">{t("judges.scale")}</th>
              <th scope="col" className="num">{t("judges.correlation")}</th>
              <th scope="col" className="num">{t("judges.identical")}</th>
            </CardRow>
          </thead>
          <tbody>
            {analysis.judges.map((judge, index) => (
              <CardRow key={index}>
                <CardName className={pages.entry}>
                  <Words of={judge.name} />
                  {judge.picture?.unusual === true ? <span className={pages.tie}>{t(judge.picture.infit !== null && judge.picture.infit > 1 ? "judges.erratic" : "judges.predictable")}</span> : null}
                </CardName>
                <CardCell label={t("judges.sheets")} className="num">{judge.sheets}</CardCell>
                <Picture picture={judge.picture} axis={axis} digits={analysis.published_digits} />
              </CardRow>
            ))}
          </tbody>
        </Cards>
      </TableFrame>
    </section>
  );
}

function Picture({ picture, axis, digits }: { picture: JudgePicture | null; axis: Axis; digits: number }) {
  const { t } = useTranslation("analysis");
  if (picture === null) {
    return <><td className="num">—</td><CardCell label={t("judges.interval")}>{t("judges.cannotTell")}</CardCell><td className="num">—</td><td className="num">—</td><td className="num">—</td></>;
  }
  const points = (value: number) => value.toFixed(digits);
  const { low, high, severity } = picture;
  const way = low > 0 ? "severe" : high < 0 ? "lenient" : "neither";
  return (
    <>
      <CardCell label={t("judges.severity")} className="num">
        {severity > 0 ? "+" : severity < 0 ? "−" : ""}{points(Math.abs(severity))}
        <span className={styles.parts}>{t(`judges.${way}`)}</span>
      </CardCell>
      <CardCell label={t("judges.interval")}>
        <IntervalPlot axis={axis} low={low} high={high} value={severity} cut={0} label={t("entries.between", { low: points(low), high: points(high) })} />
        <span className={styles.parts}>{t("judges.shared", { count: picture.shared })}</span>
      </CardCell>
      <CardCell label={t("judges.scale")} className="num">×{picture.scale.toFixed(2)}</CardCell>
      <CardCell label={t("judges.correlation")} className="num">{picture.correlation?.toFixed(2) ?? "—"}</CardCell>
      <CardCell label={t("judges.identical")} className="num">{t("percent", { value: Math.round(100 * picture.identical) })}</CardCell>
    </>
  );
}
