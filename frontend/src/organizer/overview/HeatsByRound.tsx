// The heats of the edition by round. On a phone each is two lines: its name and state, its sheets.
import { Link } from "@tanstack/react-router";
import { Fragment } from "react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { EditionOverview, HeatSummary } from "../../api/types";
import { Words } from "../../shell/bilingual";
import { TableFrame } from "../../shell/TableFrame";
import { useTimeColumn } from "../../shell/TimeColumn";
import { HeatStateTag, ShareBar } from "../HeatParts";
import { byRound } from "./heat-rounds";
import type { RoundOfHeats } from "./heat-rounds";
import styles from "./Overview.module.css";

export function HeatsByRound({ overview }: { overview: EditionOverview }) {
  const { t } = useTranslation("today");
  const { t: old } = useTranslation("organizer");
  const { heats, edition } = overview;
  const column = useTimeColumn(edition.zone, heats.map(({ closes_at: at }) => at));
  if (heats.length === 0) return <p className="note">{t("heats.none")}</p>;
  const rounds = byRound(heats);
  const grouped = rounds.length > 1 || heats.length > 3;
  return (
    <section id="heats" aria-label={t("heats.title")} className={styles.heats}>
      <TableFrame>
        <table className="list">
          <caption>{t("heats.title")}</caption>
          <thead>
            <tr>
              <th scope="col">{old("heat.name")}</th>
              <th scope="col" className={styles.wideOnly}>{old("heat.state")}</th>
              <th scope="col" className={styles.wideOnly}>{column.zone === null ? old("heat.closes") : t("heats.closes", { zone: column.zone })}</th>
              <th scope="col" className={`num ${styles.wideOnly ?? ""}`}>{old("heat.judges")}</th>
              <th scope="col" className={`num ${styles.wideOnly ?? ""}`}>{old("heat.entries")}</th>
              <th scope="col">{old("heat.sheets")}</th>
            </tr>
          </thead>
          {rounds.map((round) => (
            <tbody key={round.key} className={styles.part} data-group={grouped && round.heats.length > 1}>
              {grouped && round.heats.length > 1 ? <RoundRow round={round} /> : null}
              {round.heats.map((heat) => <HeatRow key={heat.key} edition={edition.slug} heat={heat} closes={column.show(heat.closes_at)} />)}
            </tbody>
          ))}
        </table>
      </TableFrame>
    </section>
  );
}

/** Only where a round has several heats: one alone is the round. */
function RoundRow({ round }: { round: RoundOfHeats }) {
  const { t } = useTranslation("today");
  const facts = [
    t("heats.inRound", { count: round.heats.length }),
    round.open > 0 ? t("heats.open", { count: round.open }) : null,
    round.closed > 0 ? t("heats.closed", { count: round.closed }) : null,
    round.missing > 0 ? t("heats.missing", { count: round.missing }) : null,
  ].filter((fact) => fact !== null);
  return (
    <tr className={styles.round}>
      <th scope="rowgroup" colSpan={6}>
        <Words of={round.title} /><span className="hint">{facts.map((fact) => <Fragment key={fact}> · {fact}</Fragment>)}</span>
      </th>
    </tr>
  );
}

function HeatRow({ edition, heat, closes }: { edition: string; heat: HeatSummary; closes: ReactNode }) {
  const { t } = useTranslation("today");
  const { t: old } = useTranslation("organizer");
  const params = { edition, heat: heat.key };
  return (
    <tr>
      <th scope="row">
        <Link to="/editions/$edition/heats/$heat" params={params}><Words of={heat.title} /></Link>
        <span className={styles.narrowOnly}><HeatStateTag state={heat.state} /> <span className="hint">{old("heat.closes")} {closes}</span></span>
        {heat.may.read_standing ? (
          <span className={styles.below}><Link className="hint" to="/editions/$edition/heats/$heat/standing" params={params}>{old("standing.title")}</Link></span>
        ) : null}
        {heat.advanced_at === null ? null : <span className={`hint ${styles.below ?? ""}`}>{t("heats.advanced")}</span>}
      </th>
      <td className={styles.wideOnly}><HeatStateTag state={heat.state} /></td>
      <td className={styles.wideOnly}>{closes}</td>
      <td className={`num ${styles.wideOnly ?? ""}`}>{heat.judges}</td>
      <td className={`num ${styles.wideOnly ?? ""}`}>{heat.entries}</td>
      <td>
        {heat.assigned === 0 ? <span className="hint">—</span> : (
          <>{heat.submitted} / {heat.assigned}<ShareBar done={heat.submitted + heat.waived} of={heat.assigned} /></>
        )}
        {heat.state === "open" && heat.missing > 0 ? <span className="hint">{old("heat.missingCount", { count: heat.missing })}</span> : null}
      </td>
    </tr>
  );
}
