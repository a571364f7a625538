// The standing of what one route can take, with the cut drawn where it falls and what people may decide at each line.
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Advancement, AdvancementLine, AdvancementRoute, Wish } from "../../api/advancement";
import { usePick, Words } from "../../shell/bilingual";
import { TableFrame } from "../../shell/TableFrame";
import rowStyles from "../Organizer.module.css";
import { OutcomeTag } from "./OutcomeTag";
import type { Plan, Tie } from "./plan";
import { aroundTheCut, rowsOf } from "./rows";
import type { Outcome } from "./rows";
import { WildcardDialog } from "./WishDialogs";
import styles from "./Advancement.module.css";

interface Props {
  data: Advancement;
  plan: Plan;
  wish: Wish;
  shown: AdvancementRoute;
  all: boolean;
  onWish: (wish: Wish) => void;
  /** Left out where the viewer may not put equals in order. */
  onTie?: ((rank: number) => void) | undefined;
}

const COLUMNS = 5;

export function RouteTable({ data, plan, wish, shown, all, onWish, onTie }: Props) {
  const { t } = useTranslation("advancement");
  const pickText = usePick();
  const [wildcardFor, setWildcardFor] = useState<string | null>(null);
  const rows = rowsOf(data.lines, shown, plan, wish);
  const visible = all ? rows : aroundTheCut(rows);
  // Places given to this route belong to it.
  const places = (shown.quota ?? 0) + plan.goes.filter(({ route, way }) => route === shown.key && way === "reallocated").length;
  const title = t("towards", { heat: pickText(shown.heat.title) });
  if (rows.length === 0) return <p className="note">{t("emptyRoute")}</p>;
  const decided = new Set(data.tie_decisions.map(({ rank }) => rank));
  const firstOfTie = new Map<number, string>();
  for (const row of visible) if (row.kind === "line" && row.line.tied && row.line.rank !== null && !firstOfTie.has(row.line.rank)) firstOfTie.set(row.line.rank, row.line.number);
  const actionsFor = (line: AdvancementLine, outcome: Outcome) => (
    <div className={styles.buttons}>
      {onTie && line.rank !== null && firstOfTie.get(line.rank) === line.number && !decided.has(line.rank) ? (
        <Order rank={line.rank} onTie={onTie} strong={outcome.kind === "tied"} />
      ) : null}
      {data.may.advance ? <LineDecisions line={line} outcome={outcome} route={shown} wish={wish} onWish={onWish} onWildcard={setWildcardFor} /> : null}
    </div>
  );
  return (
    <section className="stack tight" aria-label={title}>
      <TableFrame>
        <table className="list">
          <caption>{title}</caption>
          <thead>
            <tr>
              <th scope="col" className="num">{t("rank")}</th><th scope="col">{t("entry")}</th><th scope="col" className="num">{t("figure")}</th>
              <th scope="col" className={styles.outcome}>{t("outcome")}</th><th scope="col"><span className="sr">{t("actions")}</span></th>
            </tr>
          </thead>
          <tbody>
            {visible.map((row) => {
              if (row.kind === "cut") return <tr key="cut" className={styles.cut}><td colSpan={COLUMNS}>{t("cut", { count: places })}</td></tr>;
              if (row.kind === "tie") return <TieBand key="tie" tie={row.tie} />;
              return <Line key={row.line.number} line={row.line} outcome={row.outcome} routes={data.routes}>{actionsFor(row.line, row.outcome)}</Line>;
            })}
          </tbody>
        </table>
      </TableFrame>
      {all || visible.length < rows.length ? (
        <p>
          <Link
            to="/editions/$edition/heats/$heat/advancement" params={{ edition: data.edition.slug, heat: data.heat.key }} resetScroll={false}
            search={{ route: shown.key, ...(all ? {} : { all: true }) }}
          >
            {all ? t("less") : t("more", { count: rows.length - visible.length })}
          </Link>
        </p>
      ) : null}
      <WildcardDialog
        number={wildcardFor} onClose={() => { setWildcardFor(null); }}
        onReason={(number, reason) => { onWish({ ...wish, wildcards: [...wish.wildcards, { number, route: shown.key, reason }] }); }}
      />
    </section>
  );
}

function Line({ line, outcome, routes, children }: { line: AdvancementLine; outcome: Outcome; routes: AdvancementRoute[]; children: React.ReactNode }) {
  const { t } = useTranslation("advancement");
  return (
    <tr className={outcome.kind === "tied" ? styles.tied : outcome.kind === "stays" ? styles.stays : undefined}>
      <td className="num">
        <span className={rowStyles.rank}>{line.rank ?? "—"}</span>
        {line.tied ? <span className={rowStyles.tie}>{t("tied")}</span> : null}
      </td>
      <th scope="row" className={`${rowStyles.entry ?? ""} ${styles.entry ?? ""}`}>
        <Words of={line.title} /><span className={rowStyles.tie}>{line.number} · <Words of={line.team} /></span>
        {/* A phone has no room for a column of its own. */}
        <span className={styles.inline}><OutcomeTag outcome={outcome} routes={routes} /></span>
      </th>
      <td className="num strong">{line.figure ?? t("withheld")}</td>
      <td className={styles.outcome}><OutcomeTag outcome={outcome} routes={routes} /></td>
      <td>{children}</td>
    </tr>
  );
}

function TieBand({ tie }: { tie: Tie }) {
  const { t } = useTranslation("advancement");
  return <tr className={styles.tieBand}><td colSpan={COLUMNS}><strong>{t("tieBand", { count: tie.places, entries: tie.numbers.length, rank: tie.rank })}</strong></td></tr>;
}

function Order({ rank, strong, onTie }: { rank: number; strong: boolean; onTie: (rank: number) => void }) {
  const { t } = useTranslation("advancement");
  return <Button size="sm" variant={strong ? "filled" : "default"} aria-label={t("tie.name", { rank })} onClick={() => { onTie(rank); }}>{t("tie.action")}</Button>;
}

interface LineProps {
  line: AdvancementLine;
  outcome: Outcome;
  route: AdvancementRoute;
  wish: Wish;
  onWish: (wish: Wish) => void;
  onWildcard: (number: string) => void;
}

function LineDecisions({ line: { number }, outcome, route, wish, onWish, onWildcard }: LineProps) {
  const { t } = useTranslation("advancement");
  const isWildcard = outcome.kind === "goes" && outcome.way === "wildcard";
  if (outcome.kind === "declined" || isWildcard) {
    const undone = { ...wish, declines: wish.declines.filter((one) => one !== number), wildcards: wish.wildcards.filter((one) => one.number !== number) };
    return <Button size="sm" variant="default" aria-label={t("decline.undoName", { number })} onClick={() => { onWish(undone); }}>{t("decline.undo")}</Button>;
  }
  if (outcome.kind === "goes" || outcome.kind === "tied") {
    return (
      <Button size="sm" variant="subtle" color="cinnabar" aria-label={t("decline.name", { number })} onClick={() => { onWish({ ...wish, declines: [...wish.declines, number] }); }}>
        {t("decline.action")}
      </Button>
    );
  }
  const used = wish.wildcards.filter((one) => one.route === route.key).length;
  if (outcome.kind !== "stays" || used >= route.wildcards) return null;
  return <Button size="sm" variant="default" aria-label={t("wildcard.name", { number })} onClick={() => { onWildcard(number); }}>{t("wildcard.action")}</Button>;
}
