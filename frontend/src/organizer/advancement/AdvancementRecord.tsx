// Who went on from a heat, as what and why: the record after the decision. Prints.
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "@tanstack/react-router";
import type { Advanced, Advancement } from "../../api/advancement";
import { isBlank, usePick, Words } from "../../shell/bilingual";
import { CardCell, CardName, CardRow, Cards } from "../../shell/Cards";
import { Icon } from "../../shell/icons";
import { TableFrame } from "../../shell/TableFrame";
import { useTimeColumn } from "../../shell/TimeColumn";
import rowStyles from "../Organizer.module.css";
import styles from "./Advancement.module.css";
import { TieDecisions } from "./Ties";

export function AdvancementRecord({ data }: { data: Advancement }) {
  const { t } = useTranslation("advancement");
  const pickText = usePick();
  // Whose heat is not known here came in; all others went on.
  const went = data.advanced.filter(({ heat }) => heat !== null);
  const cameIn = data.advanced.filter(({ heat }) => heat === null);
  const heats = new Map(went.flatMap(({ heat }) => (heat ? [[heat.key, heat.title] as const] : [])));
  return (
    <>
      <p className={went.length === 0 ? "note wait" : "note good"}>
        <span>{went.length === 0 ? t("record.nobody") : <><Icon name="check" /> {t("record.total", { count: went.length })}</>}</span>
      </p>
      {[...heats].map(([key, title]) => (
        <Lines key={key} lines={went.filter(({ heat }) => heat?.key === key)} caption={t("record.to", { heat: pickText(title) })} zone={data.edition.zone} />
      ))}
      <TieDecisions data={data} />
      {cameIn.length > 0 ? <Lines lines={cameIn} caption={t("record.cameIn")} zone={data.edition.zone} /> : null}
      {data.heat.may.read_standing ? (
        <p className="no-print"><Link to="/editions/$edition/heats/$heat/standing" params={{ edition: data.edition.slug, heat: data.heat.key }}>{t("record.standing")}</Link></p>
      ) : null}
    </>
  );
}

/** One route's part of the record. The columns are as wide in each, so that the eye can go down them. */
function Lines({ lines, caption, zone }: { lines: Advanced[]; caption: string; zone: string }) {
  const { t } = useTranslation("advancement");
  const column = useTimeColumn(zone, lines.map(({ decided_at: at }) => at));
  const id = useId();
  return (
    <section className="stack tight">
      {/* Not a caption: there may be a table for each of many routes, and headings are what one goes by. */}
      <h2 id={id} className={styles.caption}>{caption}</h2>
      <TableFrame><Cards className={styles.record} aria-labelledby={id}>
        <thead>
          <CardRow>
            <th scope="col" className={`num ${styles.rank ?? ""}`}>{t("rank")}</th><th scope="col">{t("entry")}</th><th scope="col" className={styles.way}>{t("record.way")}</th>
            <th scope="col" className={styles.why}>{t("record.reason")}</th><th scope="col" className={styles.at} data-kept={column.zone ?? undefined}>{column.head(t("record.at"))}</th>
          </CardRow>
        </thead>
        <tbody>
          {lines.map((line) => (
            <CardRow key={line.number}>
              <CardCell label={t("rank")} className="num"><span className={rowStyles.rank}>{line.rank ?? "—"}</span></CardCell>
              <CardName>
                <Words of={line.title} /><span className={rowStyles.tie}>{line.number}{isBlank(line.team) ? null : <> · <Words of={line.team} /></>}</span>
              </CardName>
              <CardCell label={t("record.way")}><span className={line.way === "quota" ? "tag good" : "tag info"}>{t(`outcomes.${line.way}`)}</span></CardCell>
              <CardCell label={t("record.reason")}>{line.reason === "" ? <span className="hint">—</span> : line.reason}</CardCell>
              <CardCell label={t("record.at")}>{column.show(line.decided_at)}</CardCell>
            </CardRow>
          ))}
        </tbody>
      </Cards></TableFrame>
    </section>
  );
}
