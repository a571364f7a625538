// O10, first part: the frozen calculation as a table: ranks, figures, ties as ties. Prints.
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { standingQuery } from "../api/editions";
import type { Standing, StandingLine } from "../api/types";
import { usePick, Words } from "../shell/bilingual";
import { Icon } from "../shell/icons";
import { Instant } from "../shell/Instant";
import { PageTitle } from "../shell/PageTitle";
import { PrintButton, PrintHead, RunningHead } from "../shell/Printing";
import { TableFrame } from "../shell/TableFrame";
import { HeatLinks } from "./HeatActions";
import { HeatStateTag, useTieName } from "./HeatParts";
import styles from "./Organizer.module.css";

const route = getRouteApi("/signed-in/editions/$edition/heats/$heat/standing");

export function StandingPage() {
  const { t } = useTranslation("organizer");
  const pickText = usePick();
  const { edition, heat } = route.useParams();
  const { data: standing, dataUpdatedAt } = useSuspenseQuery(standingQuery(edition, heat));
  const name = pickText(standing.heat.title);
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
          <PrintButton />
        </div>
      </div>
      {standing.lines.length === 0 ? <p className="note">{t("standing.empty")}</p> : <Table standing={standing} readAt={dataUpdatedAt} />}
      <p className="hint measure">{t("standing.note")}</p>
    </div>
  );
}

function Table({ standing, readAt }: { standing: Standing; readAt: number }) {
  const { t } = useTranslation("organizer");
  const pickText = usePick();
  const title = t("standing.of", { heat: pickText(standing.heat.title) });
  return (
    <TableFrame>
      <table className="list">
        <thead>
          <RunningHead edition={standing.edition} title={title} readAt={readAt} columns={4 + standing.criteria.length} />
          <tr>
            <th scope="col" className="num">{t("standing.rank")}</th>
            <th scope="col">{t("entries.entry")}</th>
            <th scope="col" className="num">{t("standing.figure")}</th>
            {standing.criteria.map((criterion) => (
              <th key={criterion.key} scope="col" className="num" style={{ whiteSpace: "normal", minWidth: "6.5em" }}>
                <Words of={criterion.title} /><span className={styles.tie}>× {criterion.weight}</span>
              </th>
            ))}
            <th scope="col" className="num">{t("standing.sheets")}</th>
          </tr>
        </thead>
        <tbody>{standing.lines.map((line) => <Line key={line.number} line={line} standing={standing} />)}</tbody>
      </table>
    </TableFrame>
  );
}

function Line({ line, standing }: { line: StandingLine; standing: Standing }) {
  const { t } = useTranslation("organizer");
  const tieName = useTieName(standing);
  const equal = standing.lines.some((other) => other !== line && other.figure === line.figure);
  return (
    <tr>
      <td className="num">
        <span className={styles.rank}>{line.figure == null ? "—" : line.rank}</span>
        {line.tied ? <span className={styles.tie}>{t("standing.tied")}</span> : null}
      </td>
      <th scope="row" className={styles.entry}>
        <Words of={line.title} />
        <span className={styles.tie}>{line.number} · <Words of={line.team} /></span>
        {equal && line.tie_figures.length > 0 ? (
          <span className={styles.tie}>{line.tie_figures.map(({ name, figure }) => `${tieName(name)} ${figure ?? "—"}`).join(" · ")}</span>
        ) : null}
      </th>
      <td className="num strong">{line.figure ?? t("standing.withheld")}</td>
      {line.criteria.map((criterion) => (
        <td key={criterion.key} className="num">
          {criterion.figure ?? "—"}
          {criterion.dropped > 0 ? <span className={styles.tie}>{t("standing.counted", { counted: criterion.counted, given: criterion.counted + criterion.dropped })}</span> : null}
        </td>
      ))}
      <td className="num">{line.sheets} / {line.sheets_expected}</td>
    </tr>
  );
}
