// An entry of a heat: what its judges were shown, and, once the heat is closed, what each of them gave and wrote.
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { heatEntryQuery } from "../../api/field";
import type { HeatEntry, HeatEntrySheet } from "../../api/types";
import { ShownAnswers } from "../../judge/ShownAnswers";
import { valueText } from "../../judge/marks";
import { useLanguage, usePick, Words } from "../../shell/bilingual";
import { CardCell, CardName, CardRow, Cards } from "../../shell/Cards";
import { Icon } from "../../shell/icons";
import { Instant } from "../../shell/Instant";
import { PageTitle } from "../../shell/PageTitle";
import { TableFrame } from "../../shell/TableFrame";

const route = getRouteApi("/signed-in/editions/$edition/heats/$heat/entries/$number");

export function HeatEntryPage() {
  const { t } = useTranslation("field");
  const pickText = usePick();
  const language = useLanguage();
  const { edition, heat, number } = route.useParams();
  const { data: entry } = useSuspenseQuery(heatEntryQuery(edition, heat, number));
  const title = pickText(entry.title);
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <p className="hint">
            <Link to="/editions/$edition/heats/$heat/entries" params={{ edition, heat }} className="back"><Icon name="back" />{t("of", { heat: pickText(entry.heat.title) })}</Link>
          </p>
          <PageTitle title={`${entry.number} ${title}`}><Words of={entry.title} /></PageTitle>
          <p className="hint">{entry.number}</p>
        </div>
      </div>
      <section className="card stack" aria-labelledby="sheets">
        <h2 id="sheets">{t("sheetsTitle")}</h2>
        {entry.closed ? null : <p className="hint">{t("sheetsLater")}</p>}
        <Sheets entry={entry} />
      </section>
      {entry.closed ? <Comments entry={entry} /> : null}
      <section className="card"><ShownAnswers title={entry.title} answers={entry.answers} language={language} /></section>
      {entry.attachments.length > 0 ? (
        <section className="card stack tight" aria-labelledby="files">
          <h2 id="files">{t("files")}</h2>
          <ul>{entry.attachments.map(({ slot, label }) => <li key={slot}><Words of={label} /></li>)}</ul>
        </section>
      ) : null}
    </div>
  );
}

function Judge({ sheet }: { sheet: HeatEntrySheet }) {
  const { t } = useTranslation("field");
  return <><Words of={sheet.judge.name} /> {sheet.chairs ? <span className="tag info">{t("chair")}</span> : null}</>;
}

function Sheets({ entry }: { entry: HeatEntry }) {
  const { t } = useTranslation("field");
  const { criteria, max_total: max } = entry.rubric;
  const marked = entry.closed ? criteria : [];
  return (
    <TableFrame>
      <Cards>
        <caption className="sr">{t("sheetsTitle")}</caption>
        <thead>
          <CardRow>
            <th scope="col">{t("judge")}</th>
            {marked.map(({ key, title }) => <th key={key} scope="col" className="num"><Words of={title} /></th>)}
            <th scope="col" className="num">{entry.closed && criteria.length > 0 ? <>{t("total")} <span className="hint">{t("outOf", { max })}</span></> : t("sheets")}</th>
          </CardRow>
        </thead>
        <tbody>
          {entry.sheets.map((sheet) => (
            <CardRow key={`${sheet.judge.name.en} ${sheet.judge.name.zh}`}>
              <CardName><Judge sheet={sheet} /></CardName>
              {marked.map((criterion) => <Mark key={criterion.key} sheet={sheet} criterion={criterion} />)}
              <CardCell label={t(entry.closed && criteria.length > 0 ? "total" : "sheets")} className="num strong">{sheet.handed_in?.total ?? <span className="hint">{t(`states.${sheet.state}`)}</span>}</CardCell>
            </CardRow>
          ))}
        </tbody>
      </Cards>
    </TableFrame>
  );
}

function Mark({ sheet, criterion }: { sheet: HeatEntrySheet; criterion: HeatEntry["rubric"]["criteria"][number] }) {
  const pickText = usePick();
  const steps = sheet.handed_in?.marks[criterion.key];
  return <CardCell label={pickText(criterion.title)} className="num">{steps === undefined ? "—" : valueText(steps, criterion.step)}</CardCell>;
}

function Comments({ entry }: { entry: HeatEntry }) {
  const { t } = useTranslation("field");
  const written = entry.sheets.filter(({ handed_in: own }) => own !== null && own.comment.trim() !== "");
  return (
    <section className="card stack" aria-labelledby="comments">
      <h2 id="comments">{t("comments")}</h2>
      {written.length === 0 ? <p className="hint">{t("noComments")}</p> : null}
      {written.map((sheet) => (
        <div key={`${sheet.judge.name.en} ${sheet.judge.name.zh}`}>
          <h3><Judge sheet={sheet} /></h3>
          <p className="pre measure">{sheet.handed_in?.comment}</p>
          {sheet.handed_in ? <p className="hint"><Instant at={sheet.handed_in.received_at} zone={entry.edition.zone} /></p> : null}
        </div>
      ))}
    </section>
  );
}
