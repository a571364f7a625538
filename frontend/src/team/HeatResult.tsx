// One heat in which an entry took part. What its disclosure keeps back is not there, and the page says so rather than show
// an empty place.
import { useTranslation } from "react-i18next";
import type { OwnHeat } from "../api/types";
import { usePick, Words } from "../shell/bilingual";
import { Icon } from "../shell/icons";
import { TableFrame } from "../shell/TableFrame";
import styles from "./ResultsPage.module.css";

export function HeatResult({ heat }: { heat: OwnHeat }) {
  const { t } = useTranslation("result");
  const pickText = usePick();
  const { round, advanced, sheets, figure, rank, marks, comments } = heat;
  const isOwnName = pickText(round.title) !== pickText(heat.heat.title);
  const tellsNothing = figure === null && rank === null && marks === null && comments === null;
  return (
    <article className="card stack tight">
      <h3><Words of={round.title} /></h3>
      {isOwnName ? <p className="hint"><Words of={heat.heat.title} /></p> : null}
      {advanced === null ? null : (
        <p>
          <span className={`tag ${advanced ? "good" : ""}`}>
            {advanced ? <Icon name="check" /> : null}{t(advanced ? "advanced" : "notAdvanced")}
          </span>
        </p>
      )}
      {sheets === null && figure === null && rank === null ? null : (
        <dl className={styles.figures}>
          {figure === null ? null : <div><dt>{t("figure")}</dt><dd>{figure}</dd></div>}
          {rank === null ? null : <div><dt>{t("rank")}</dt><dd>{t("rankOf", { rank })}</dd></div>}
          {sheets === null ? null : <div><dt>{t("sheets")}</dt><dd>{t("sheetsCount", { count: sheets })}</dd></div>}
        </dl>
      )}
      {marks === null ? null : <Marks marks={marks} />}
      {comments === null ? null : <Comments comments={comments} />}
      {tellsNothing ? <p className="hint measure">{t("undisclosed")}</p> : null}
    </article>
  );
}

function Marks({ marks }: { marks: NonNullable<OwnHeat["marks"]> }) {
  const { t } = useTranslation("result");
  const most = Math.max(0, ...marks.map((line) => line.marks.length));
  return (
    <TableFrame>
      <table>
        <caption className="sr">{t("marks")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("criterion")}</th>
            {/* Which sheet is whose is nobody's to know: the columns only number them. */}
            {Array.from({ length: most }, (_, index) => <th key={index} scope="col" className="num">{t("sheet", { number: index + 1 })}</th>)}
          </tr>
        </thead>
        <tbody>
          {marks.map(({ criterion, marks: given }) => (
            <tr key={criterion.key}>
              <th scope="row"><Words of={criterion.title} /></th>
              {Array.from({ length: most }, (_, index) => <td key={index} className="num">{given[index] ?? ""}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

function Comments({ comments }: { comments: string[] }) {
  const { t } = useTranslation("result");
  return (
    <div className="stack tight">
      <h4>{t("comments")}</h4>
      {comments.length === 0 ? <p className="hint">{t("noComments")}</p> : (
        <>
          <p className="hint">{t("commentsOrder")}</p>
          <ul className={`plain ${styles.comments ?? ""}`}>
            {comments.map((comment, index) => <li key={index} className="pre measure">{comment}</li>)}
          </ul>
        </>
      )}
    </div>
  );
}
