// O10, first part: the frozen calculation as a table: ranks, figures, ties as ties. A long one comes in parts and can
// be searched; on paper it is whole.
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { flushSync } from "react-dom";
import { useTranslation } from "react-i18next";
import { standingFileUrl, standingQuery } from "../api/editions";
import type { Standing, StandingLine } from "../api/types";
import { usePick, Words } from "../shell/bilingual";
import { CardCell, CardName, CardRow, Cards } from "../shell/Cards";
import { Icon } from "../shell/icons";
import { Instant } from "../shell/Instant";
import { MoreRows, usePart } from "../shell/more";
import { PageTitle } from "../shell/PageTitle";
import { PrintButton, PrintHead, RunningHead } from "../shell/Printing";
import { TableFrame } from "../shell/TableFrame";
import { AdjustmentNote } from "./analysis/AdjustmentNote";
import { ExportLinks } from "./ExportLinks";
import { HeatLinks } from "./HeatActions";
import { HeatStateTag, useTieName } from "./HeatParts";
import { SearchField } from "./SearchField";
import { narrowedStanding, sharedFigures } from "./standing";
import styles from "./Organizer.module.css";

const route = getRouteApi("/signed-in/editions/$edition/heats/$heat/standing");

/** How many lines are shown at first. */
const FIRST = 50;

export function StandingPage() {
  const { t } = useTranslation("organizer");
  const pickText = usePick();
  const { edition, heat } = route.useParams();
  const { data: standing, dataUpdatedAt } = useSuspenseQuery(standingQuery(edition, heat));
  const name = pickText(standing.heat.title);
  // All of them, while they are being printed.
  const [onPaper, setOnPaper] = useState(false);
  return (
    <div className="page wide">
      <PrintHead edition={standing.edition} title={t("standing.of", { heat: name })} readAt={dataUpdatedAt} />
      <div className="page-head">
        <div>
          <p className="hint no-print"><Link to="/editions/$edition/heats/$heat" params={{ edition, heat }} className="back"><Icon name="back" />{name}</Link></p>
          <PageTitle title={`${t("standing.title")} ${name}`}>{t("standing.of", { heat: name })}</PageTitle>
          <p className="hint">
            <HeatStateTag state={standing.heat.state} /> {t("standing.computed")} <Instant at={standing.computed_at} zone={standing.edition.zone} />
          </p>
          <p className="hint">{t("heat.freeze")} <span className="mono">{standing.freeze_hash}</span></p>
        </div>
        <div className="row">
          <HeatLinks edition={edition} heat={standing.heat} onStanding />
          {standing.lines.length > 0 ? <ExportLinks address={(format) => standingFileUrl(edition, heat, format)} /> : null}
          <PrintButton prepare={() => { flushSync(() => { setOnPaper(true); }); return Promise.resolve(); }} done={() => { setOnPaper(false); }} />
        </div>
      </div>
      {standing.adjustment ? <AdjustmentNote adjustment={standing.adjustment} ranks /> : null}
      {standing.lines.length === 0 ? <p className="note">{t("standing.empty")}</p> : <Lines standing={standing} readAt={dataUpdatedAt} whole={onPaper} />}
      {hasSheets(standing) && !isVoted(standing) ? <p className="hint measure">{t("standing.note")}</p> : null}
    </div>
  );
}

interface LinesProps {
  standing: Standing;
  readAt: number;
  whole: boolean;
}

function Lines({ standing, readAt, whole }: LinesProps) {
  const { t } = useTranslation("heats");
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const found = narrowedStanding(standing.lines, search);
  const part = usePart(whole ? standing.lines : found, FIRST, whole);
  return (
    <>
      {standing.lines.length > FIRST ? (
        <search className={`${styles.find ?? ""} no-print`} aria-label={t("findName")}>
          <SearchField
            label={t("find")} value={search.text}
            onChange={(text) => { void navigate({ search: text === "" ? {} : { text }, replace: true, resetScroll: false }); }}
          />
          <span className="hint" role="status">{t("found", { count: found.length, all: standing.lines.length })}</span>
        </search>
      ) : null}
      {found.length > 0 || whole ? <Table standing={standing} lines={part.shown} readAt={readAt} /> : <p className="note">{t("notFound")}</p>}
      <MoreRows part={part} />
    </>
  );
}

function Table({ standing, lines, readAt }: { standing: Standing; lines: readonly StandingLine[]; readAt: number }) {
  const { t } = useTranslation(["organizer", "analysis"]);
  const pickText = usePick();
  const title = t("standing.of", { heat: pickText(standing.heat.title) });
  const shared = sharedFigures(standing.lines);
  const raw = isAdjusted(standing);
  return (
    <TableFrame>
      <Cards>
        <thead>
          <RunningHead edition={standing.edition} title={title} readAt={readAt} columns={3 + (raw ? 1 : 0) + (hasSheets(standing) ? 1 : 0) + standing.criteria.length} />
          <tr>
            <th scope="col" className="num">{t("standing.rank")}</th>
            <th scope="col">{t("entries.entry")}</th>
            <th scope="col" className="num">{t(isVoted(standing) ? "standing.outcome" : "standing.figure")}</th>
            {raw ? <th scope="col" className="num">{t("analysis:entries.raw")}</th> : null}
            {standing.criteria.map((criterion) => (
              <th key={criterion.key} scope="col" className="num" style={{ whiteSpace: "normal", minWidth: "6.5em" }}>
                <Words of={criterion.title} /><span className={styles.tie}>× {criterion.weight}</span>
              </th>
            ))}
            {hasSheets(standing) ? <th scope="col" className="num">{t(isVoted(standing) ? "standing.votes" : "standing.sheets")}</th> : null}
          </tr>
        </thead>
        <tbody>{lines.map((line) => <Line key={line.number} line={line} standing={standing} equal={line.figure !== null && shared.has(line.figure)} />)}</tbody>
      </Cards>
    </TableFrame>
  );
}

/** Whether the figures allow for judges: then the panel's mean stands beside them. */
function isAdjusted({ adjustment }: Standing): boolean {
  return adjustment !== null && adjustment.used !== "panel";
}

/** The list of a vote has no figures: it says who is recommended, and how many voted in the last ballot of each. */
function isVoted({ heat }: Standing): boolean {
  return heat.kind === "ballot";
}

/** Of a vote: equals of whom only some have a place are recommended once the chair has put them in order. */
function recommended({ heat: { seats }, lines }: Standing, { rank }: StandingLine): "standing.recommended" | "standing.notRecommended" | "standing.tiedForLast" {
  if (rank === null) return "standing.notRecommended";
  const equal = lines.filter((line) => line.rank === rank).length;
  return seats !== null && rank + equal - 1 > seats ? "standing.tiedForLast" : "standing.recommended";
}

/** Where figures were imported, nobody handed in sheets here. */
function hasSheets({ heat }: Standing): boolean {
  return heat.kind !== "imported";
}

function Line({ line, standing, equal }: { line: StandingLine; standing: Standing; equal: boolean }) {
  const { t } = useTranslation(["organizer", "analysis"]);
  const pickText = usePick();
  const tieName = useTieName(standing);
  const nameOf = (key: string) => {
    const own = standing.criteria.find((criterion) => criterion.key === key);
    return own ? pickText(own.title) : key;
  };
  return (
    <CardRow>
      <CardCell className="num" label={t("standing.rank")}>
        <span className={styles.rank}>{line.rank ?? "—"}</span>
        {line.tied ? <span className={styles.tie}>{t("standing.tied")}</span> : null}
      </CardCell>
      <CardName className={styles.entry}>
        <Words of={line.title} />
        <span className={styles.tie}>{line.number} · <Words of={line.team} /></span>
        {equal && line.tie_figures.length > 0 ? (
          <span className={styles.tie}>{line.tie_figures.map(({ name, figure }) => `${tieName(name)} ${figure ?? "—"}`).join(" · ")}</span>
        ) : null}
      </CardName>
      <CardCell className="num strong" label={t(isVoted(standing) ? "standing.outcome" : "standing.figure")}>
        {isVoted(standing) ? t(recommended(standing, line)) : line.figure ?? t("standing.withheld")}
      </CardCell>
      {isAdjusted(standing) ? <CardCell className="num" label={t("analysis:entries.raw")}>{line.raw ?? line.figure ?? "—"}</CardCell> : null}
      {line.criteria.map((criterion) => (
        <CardCell key={criterion.key} className="num" label={nameOf(criterion.key)}>
          {criterion.figure ?? "—"}
          {criterion.dropped > 0 ? <span className={styles.tie}>{t("standing.counted", { counted: criterion.counted, given: criterion.counted + criterion.dropped })}</span> : null}
        </CardCell>
      ))}
      {hasSheets(standing) ? <CardCell className="num" label={t(isVoted(standing) ? "standing.votes" : "standing.sheets")}>{line.sheets} / {line.sheets_expected}</CardCell> : null}
    </CardRow>
  );
}
