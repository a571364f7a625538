// Every entry of a heat: how many of its sheets are in and, once it is closed, its figure beside the reader's own total.
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { fieldQuery } from "../../api/field";
import type { HeatEntries, HeatEntryLine } from "../../api/types";
import { usePick, Words } from "../../shell/bilingual";
import { CardCell, CardName, CardRow, Cards } from "../../shell/Cards";
import { Icon } from "../../shell/icons";
import { MoreRows, usePart } from "../../shell/more";
import { PageTitle } from "../../shell/PageTitle";
import { TableFrame } from "../../shell/TableFrame";
import { HeatLinks } from "../HeatActions";
import { HeatStateTag } from "../HeatParts";
import { SearchField } from "../SearchField";
import { narrowedStanding } from "../standing";
import styles from "../Organizer.module.css";

const route = getRouteApi("/signed-in/editions/$edition/heats/$heat/entries");

/** How many entries are shown at first. */
const FIRST = 50;

export function FieldPage() {
  const { t } = useTranslation("field");
  const pickText = usePick();
  const { edition, heat } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { data: field } = useSuspenseQuery(fieldQuery(edition, heat));
  const found = narrowedStanding(field.entries, search);
  const part = usePart(found, FIRST);
  const name = pickText(field.heat.title);
  return (
    <div className="page wide">
      <div className="page-head">
        <div>
          <p className="hint"><Link to="/editions/$edition/heats/$heat" params={{ edition, heat }} className="back"><Icon name="back" />{name}</Link></p>
          <PageTitle title={t("of", { heat: name })}>{t("of", { heat: name })}</PageTitle>
          <p><HeatStateTag state={field.heat.state} /></p>
        </div>
        <HeatLinks edition={edition} heat={field.heat} onField />
      </div>
      {field.heat.state === "open" ? <p className="note measure">{t("openNote")}</p> : null}
      {field.entries.length === 0 ? <p className="note">{t("planned")}</p> : (
        <>
          <search className={styles.find} aria-label={t("findName")}>
            <SearchField
              label={t("find")} value={search.text}
              onChange={(text) => { void navigate({ search: text === "" ? {} : { text }, replace: true, resetScroll: false }); }}
            />
            <span className="hint" role="status">{t("found", { count: found.length, all: field.entries.length })}</span>
          </search>
          {found.length > 0 ? <Lines edition={edition} field={field} lines={part.shown} /> : <p className="note">{t("notFound")}</p>}
          <MoreRows part={part} />
        </>
      )}
    </div>
  );
}

function Lines({ edition, field, lines }: { edition: string; field: HeatEntries; lines: readonly HeatEntryLine[] }) {
  const { t } = useTranslation("field");
  const closed = field.heat.state === "closed";
  const read = field.heat.kind !== "ballot";
  return (
    <TableFrame>
      <Cards>
        <caption className="sr">{t("title")}</caption>
        <thead>
          <CardRow>
            {closed ? <th scope="col" className="num">{t("rank")}</th> : null}
            <th scope="col">{t("entry")}</th>
            {closed && read ? <th scope="col" className="num">{t("figure")}</th> : null}
            {read ? <th scope="col" className="num">{t("sheets")}</th> : null}
            {field.own ? <th scope="col">{t("own")}</th> : null}
          </CardRow>
        </thead>
        <tbody>
          {lines.map((line) => (
            <CardRow key={line.number}>
              {closed ? <CardCell label={t("rank")} className="num"><span className={styles.rank}>{line.rank ?? "—"}</span></CardCell> : null}
              <CardName className={styles.entry}>
                <Link to="/editions/$edition/heats/$heat/entries/$number" params={{ edition, heat: field.heat.key, number: line.number }}><Words of={line.title} /></Link>
                <span className={styles.tie}>{line.number}{line.team ? <> · <Words of={line.team} /></> : null}</span>
              </CardName>
              {closed && read ? <CardCell label={t("figure")} className="num strong">{line.figure ?? t("noFigure")}</CardCell> : null}
              {read ? <CardCell label={t("sheets")} className="num">{line.submitted} / {line.expected}</CardCell> : null}
              {field.own ? <CardCell label={t("own")}>{line.own_total ?? (line.own_state ? <span className="hint">{t(`states.${line.own_state}`)}</span> : "—")}</CardCell> : null}
            </CardRow>
          ))}
        </tbody>
      </Cards>
    </TableFrame>
  );
}
