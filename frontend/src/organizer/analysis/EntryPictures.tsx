// Each entry in the order of the standing: the official figure, the mean, what allowing for judges makes of it, and how
// far chance alone could move it.
import { Button } from "@mantine/core";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { EntryFigures, EntryPicture, HeatAnalysis } from "../../api/types";
import { Words } from "../../shell/bilingual";
import { CardCell, CardName, CardRow, Cards } from "../../shell/Cards";
import { MoreRows, usePart } from "../../shell/more";
import { TableFrame } from "../../shell/TableFrame";
import { SearchField } from "../SearchField";
import { narrowedStanding } from "../standing";
import { axisOf, cutBetween } from "./axis";
import type { Axis } from "./axis";
import { IntervalPlot } from "./IntervalPlot";
import pages from "../Organizer.module.css";
import styles from "./Analysis.module.css";

const route = getRouteApi("/signed-in/editions/$edition/heats/$heat/analysis");

/** How many lines are shown at first. */
const FIRST = 25;

interface Props {
  edition: string;
  analysis: HeatAnalysis;
}

export function EntryPictures({ edition, analysis }: Props) {
  const { t } = useTranslation("analysis");
  const { t: say } = useTranslation("heats");
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [onlyClose, setOnlyClose] = useState(false);
  const close = analysis.entries.filter((entry) => entry.figures?.close === true);
  const found = narrowedStanding(onlyClose ? close : analysis.entries, search);
  const part = usePart(found, FIRST);
  return (
    <section className="stack" aria-labelledby="entries">
      <h2 id="entries">{t("entries.title")}</h2>
      <p className="hint measure">{t("entries.note")}</p>
      {analysis.entries.length > FIRST ? (
        <search className={pages.find} aria-label={say("findName")}>
          <SearchField
            label={say("find")} value={search.text}
            onChange={(text) => { void navigate({ search: text === "" ? {} : { text }, replace: true, resetScroll: false }); }}
          />
          {close.length > 0 ? (
            <Button variant="default" aria-pressed={onlyClose} onClick={() => { setOnlyClose(!onlyClose); }}>
              {t(onlyClose ? "entries.showAll" : "entries.onlyClose", { close: close.length })}
            </Button>
          ) : null}
          <span className="hint" role="status">{say("found", { count: found.length, all: analysis.entries.length })}</span>
        </search>
      ) : null}
      {found.length > 0 ? <Table edition={edition} analysis={analysis} lines={part.shown} /> : <p className="note">{say("notFound")}</p>}
      <MoreRows part={part} />
    </section>
  );
}

function Table({ edition, analysis, lines }: Props & { lines: readonly EntryPicture[] }) {
  const { t } = useTranslation("analysis");
  const all = analysis.entries.flatMap((entry) => entry.figures ?? []);
  const axis = axisOf(all);
  const cuts = analysis.lines.map(({ places }, index) =>
    cutBetween(analysis.entries.flatMap((entry) => (entry.line === index && entry.figures ? entry.figures.adjusted : [])), places));
  const told = all.length > 0;
  return (
    <TableFrame>
      <Cards>
        <caption className="sr">{t("entries.title")}</caption>
        <thead>
          <CardRow>
            <th scope="col" className="num">{t("entries.rank")}</th>
            <th scope="col">{t("entries.entry")}</th>
            <th scope="col" className="num">{t("entries.figure")}</th>
            {told ? (
              <>
                <th scope="col" className="num">{t("entries.raw")}</th>
                <th scope="col" className="num">{t("entries.adjusted")}</th>
                <th scope="col">{t("entries.interval")}</th>
                <th scope="col" className="num">{t("entries.ranks")}</th>
                {cuts.length === 0 ? null : <th scope="col" className="num">{t("entries.likely")}</th>}
              </>
            ) : null}
            <th scope="col" className="num">{t("entries.sheets")}</th>
          </CardRow>
        </thead>
        <tbody>
          {lines.map((entry) => (
            <CardRow key={entry.number} className={entry.figures?.close === true ? styles.close : undefined}>
              <CardCell label={t("entries.rank")} className="num"><span className={pages.rank}>{entry.rank ?? "—"}</span></CardCell>
              <CardName className={pages.entry}>
                <Link to="/editions/$edition/heats/$heat/entries/$number" params={{ edition, heat: analysis.heat.key, number: entry.number }}><Words of={entry.title} /></Link>
                <span className={pages.tie}>{entry.number} · <Words of={entry.team} /></span>
              </CardName>
              <CardCell label={t("entries.figure")} className="num strong">{entry.figure ?? "—"}</CardCell>
              {told ? <Figures figures={entry.figures} analysis={analysis} axis={axis} cut={cuts[entry.line ?? -1] ?? null} /> : null}
              <CardCell label={t("entries.sheets")} className="num">{entry.sheets}</CardCell>
            </CardRow>
          ))}
        </tbody>
      </Cards>
    </TableFrame>
  );
}

interface FiguresProps {
  figures: EntryFigures | null;
  analysis: HeatAnalysis;
  axis: Axis;
  cut: number | null;
}

function Figures({ figures, analysis, axis, cut }: FiguresProps) {
  const { t } = useTranslation("analysis");
  const points = (value: number) => value.toFixed(analysis.published_digits);
  const signed = (value: number) => `${value < 0 ? "−" : "+"}${points(Math.abs(value))}`;
  const lines = analysis.lines.length > 0;
  if (figures === null) {
    return <><td className="num">—</td><td className="num">—</td><td>{t("entries.none")}</td><td className="num">—</td>{lines ? <td className="num">—</td> : null}</>;
  }
  const { low, high, adjusted, among_best: among } = figures;
  const parts = (["severity_part", "scale_part", "shrinkage_part"] as const).filter((part) => Math.abs(figures[part]) >= 0.0005);
  return (
    <>
      <CardCell label={t("entries.raw")} className="num">{points(figures.raw)}</CardCell>
      <CardCell label={t("entries.adjusted")} className="num">
        {points(adjusted)}
        {parts.length > 0 ? <span className={styles.parts}>{parts.map((part) => t(`entries.${part}`, { points: signed(figures[part]) })).join(t("comma"))}</span> : null}
      </CardCell>
      <CardCell label={t("entries.interval")}>
        <IntervalPlot axis={axis} low={low} high={high} value={adjusted} cut={cut} label={t("entries.between", { low: points(low), high: points(high) })} />
      </CardCell>
      <CardCell label={t("entries.ranks")} className="num">{figures.best_rank === figures.worst_rank ? figures.best_rank : `${String(figures.best_rank)}–${String(figures.worst_rank)}`}</CardCell>
      {lines ? (
        <CardCell label={t("entries.likely")} className="num">
          {among === null ? "—" : t("percent", { value: Math.round(100 * among) })}
          {figures.close ? <span className={styles.parts}>{t("entries.close")}</span> : null}
        </CardCell>
      ) : null}
    </>
  );
}
