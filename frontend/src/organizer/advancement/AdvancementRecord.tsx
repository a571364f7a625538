// Who went on from a heat, as what and why: the record after the decision. Prints.
import { useTranslation } from "react-i18next";
import { Link } from "@tanstack/react-router";
import type { Advanced, Advancement } from "../../api/advancement";
import { Words } from "../../shell/bilingual";
import { Icon } from "../../shell/icons";
import { Instant } from "../../shell/Instant";
import { TableFrame } from "../../shell/TableFrame";
import rowStyles from "../Organizer.module.css";
import { TieDecisions } from "./Ties";

export function AdvancementRecord({ data }: { data: Advancement }) {
  const { t } = useTranslation("advancement");
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
        <section key={key} className="stack tight" aria-labelledby={`to-${key}`}>
          <h2 id={`to-${key}`}><Words of={title} /></h2>
          <Lines lines={went.filter(({ heat }) => heat?.key === key)} caption={t("record.title")} zone={data.edition.zone} />
        </section>
      ))}
      <TieDecisions data={data} />
      {cameIn.length > 0 ? <Lines lines={cameIn} caption={t("record.cameIn")} zone={data.edition.zone} /> : null}
      {data.heat.may.read_standing ? (
        <p className="no-print"><Link to="/editions/$edition/heats/$heat/standing" params={{ edition: data.edition.slug, heat: data.heat.key }}>{t("record.standing")}</Link></p>
      ) : null}
    </>
  );
}

function Lines({ lines, caption, zone }: { lines: Advanced[]; caption: string; zone: string }) {
  const { t } = useTranslation("advancement");
  return (
    <TableFrame>
      <table className="list">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col" className="num">{t("rank")}</th><th scope="col">{t("entry")}</th><th scope="col">{t("record.way")}</th>
            <th scope="col">{t("record.reason")}</th><th scope="col">{t("record.at")}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.number}>
              <td className="num"><span className={rowStyles.rank}>{line.rank ?? "—"}</span></td>
              <th scope="row" className={rowStyles.entry}><Words of={line.title} /><span className={rowStyles.tie}>{line.number} · <Words of={line.team} /></span></th>
              <td><span className={line.way === "quota" ? "tag good" : "tag info"}>{t(`outcomes.${line.way}`)}</span></td>
              <td>{line.reason === "" ? <span className="hint">—</span> : line.reason}</td>
              <td><Instant at={line.decided_at} zone={zone} short /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
