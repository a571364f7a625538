// How far the entries have come: bars from zero with their numbers, and the same as a table.
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { EditionOverview, Funnel } from "../../api/types";
import { usePick } from "../../shell/bilingual";
import { TableFrame } from "../../shell/TableFrame";
import { pictureOf } from "./funnel-lines";
import type { FunnelLine, FunnelPicture, Stage } from "./funnel-lines";
import styles from "./Overview.module.css";

interface Props {
  overview: EditionOverview;
  funnel: Funnel;
}

function useStageName() {
  const { t } = useTranslation("today");
  const pickText = usePick();
  return ({ key, title }: Stage) => {
    if (key === "drafts" || key === "submitted" || key === "qualified" || key === "awarded") return t(`funnel.${key}`);
    return pickText(title) || key;
  };
}

export function FunnelChart({ overview, funnel }: Props) {
  const { t, i18n } = useTranslation("today");
  const pickText = usePick();
  const name = useStageName();
  const picture = pictureOf(funnel);
  const { lines, most, region, drafts, last } = picture;
  const figure = (count: number) => count.toLocaleString(i18n.language);
  const leading = funnel.regions.find(({ key }) => key === region);
  const leadingName = leading ? pickText(leading.title) : region;
  const submitted = lines.find(({ stage }) => stage.key === "submitted")?.stage.total ?? 0;
  const finding = last && last.key !== "submitted"
    ? t("funnel.finding", { submitted: figure(submitted), now: figure(last.total), stage: name(last) })
    : t("funnel.findingSubmitted", { count: submitted });
  return (
    <section className="card stack" aria-labelledby="funnel">
      <div className="stack tight">
        <h2 id="funnel">{t("funnel.title")}</h2>
        <p className="hint">{most + drafts === 0 ? t("funnel.empty") : finding}</p>
      </div>
      {most === 0 ? null : (
        <>
          <ol className={styles.funnel} aria-label={t("funnel.axis")}>
            {lines.map((line) => (
              <li key={line.stage.key}>
                <span className={styles.stage}><StageLink overview={overview} stage={line.stage}>{name(line.stage)}</StageLink></span>
                <span className={styles.track} aria-hidden="true">
                  <span className={styles.leading} style={{ width: percent(region === null ? line.stage.total : line.leading, most) }} />
                  {region === null ? null : <span className={styles.others} style={{ width: percent(line.others, most) }} />}
                </span>
                <span className={styles.count}>{figure(line.stage.total)}</span>
                {region === null || line.stage.total === 0 ? null : <span className={styles.split}>{figure(line.leading)} + {figure(line.others)}</span>}
              </li>
            ))}
          </ol>
          {region === null ? null : (
            <ul className={styles.legend}>
              <li><span className={styles.leading} aria-hidden="true" />{leadingName}</li>
              <li><span className={styles.others} aria-hidden="true" />{t("funnel.others")}</li>
            </ul>
          )}
        </>
      )}
      {most + drafts === 0 ? null : (
        <>
          <p className="hint">{t("funnel.aside", { drafts: figure(drafts), pending: figure(funnel.pending), rejected: figure(funnel.rejected) })}</p>
          <details className={styles.twin}>
            <summary>{t("funnel.table")}</summary>
            <FunnelTable picture={picture} lines={lines} leading={leadingName} name={name} figure={figure} />
          </details>
        </>
      )}
    </section>
  );
}

function percent(part: number, of: number): string {
  return `${String((part / of) * 100)}%`;
}

/** To the entries that stand there; where a round has several heats, no one list shows them. */
function StageLink({ overview, stage, children }: { overview: EditionOverview; stage: Stage; children: ReactNode }) {
  const params = { edition: overview.edition.slug };
  const round = /^round:(.+)$/.exec(stage.key)?.[1];
  const heats = overview.heats.filter((heat) => heat.round.key === round);
  const search = stage.key === "submitted" ? { state: "submitted" } : heats.length === 1 && heats[0] ? { heat: heats[0].key } : null;
  if (stage.key === "awarded" && overview.may.list_awards) return <Link to="/editions/$edition/awards" params={params}>{children}</Link>;
  if (search === null || !overview.may.list_entries) return <>{children}</>;
  return <Link to="/editions/$edition/entries" params={params} search={search}>{children}</Link>;
}

interface TableProps {
  picture: FunnelPicture;
  lines: FunnelLine[];
  leading: string | null;
  name: (stage: Stage) => string;
  figure: (count: number) => string;
}

function FunnelTable({ picture, lines, leading, name, figure }: TableProps) {
  const { t } = useTranslation("today");
  const splits = picture.region !== null;
  return (
    <TableFrame>
      <table className="list">
        <thead>
          <tr>
            <th scope="col">{t("funnel.stage")}</th><th scope="col" className="num">{t("funnel.total")}</th>
            {splits ? <><th scope="col" className="num">{leading}</th><th scope="col" className="num">{t("funnel.others")}</th></> : null}
            <th scope="col" className="num">{t("funnel.share")}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.stage.key}>
              <th scope="row">{name(line.stage)}</th><td className="num">{figure(line.stage.total)}</td>
              {splits ? <><td className="num">{figure(line.leading)}</td><td className="num">{figure(line.others)}</td></> : null}
              <td className="num">{line.share === null ? "—" : `${String(line.share)}%`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
