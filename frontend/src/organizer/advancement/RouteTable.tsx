// The standing of what one route can take, with the cut drawn where it falls and what people may decide at each line.
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Advancement, AdvancementLine, AdvancementRoute, Wish } from "../../api/advancement";
import { isBlank, usePick, Words } from "../../shell/bilingual";
import { CardCell, CardName, CardRow, Cards } from "../../shell/Cards";
import { TableFrame } from "../../shell/TableFrame";
import rowStyles from "../Organizer.module.css";
import { OutcomeTag } from "./OutcomeTag";
import { placesWithin, takes } from "./plan";
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
  const own = data.lines.filter((line) => takes(shown, line));
  // Where the route takes a part of the standing, a rank alone does not say how far from the cut it is.
  const within = own.length < data.lines.length ? placesWithin(own) : null;
  const atCut = new Set(plan.ties.map(({ rank }) => rank));
  const firstOfTie = new Map<number, string>();
  for (const row of visible) if (row.kind === "line" && row.line.rank !== null && atCut.has(row.line.rank) && !firstOfTie.has(row.line.rank)) firstOfTie.set(row.line.rank, row.line.number);
  const actionsFor = (line: AdvancementLine, outcome: Outcome) => (
    <div className={styles.buttons}>
      {onTie && line.rank !== null && firstOfTie.get(line.rank) === line.number ? <Order rank={line.rank} onTie={onTie} /> : null}
      {data.may.advance ? <LineDecisions line={line} outcome={outcome} route={shown} wish={wish} onWish={onWish} onWildcard={setWildcardFor} /> : null}
    </div>
  );
  return (
    <section className="stack tight" aria-label={title}>
      <TableFrame>
        <Cards>
          <caption>{title}</caption>
          <thead>
            <CardRow>
              <th scope="col" className="num">{t("rank")}</th><th scope="col">{t("entry")}</th><th scope="col" className="num">{t("figure")}</th>
              <th scope="col" className={styles.outcome}>{t("outcome")}</th><th scope="col"><span className="sr">{t("actions")}</span></th>
            </CardRow>
          </thead>
          <tbody>
            {visible.map((row) => {
              if (row.kind === "cut") return <CardRow key="cut" className={styles.cut}><CardCell colSpan={COLUMNS}>{t("cut", { count: places })}</CardCell></CardRow>;
              if (row.kind === "tie") return <TieBand key="tie" tie={row.tie} />;
              return (
                <Line key={row.line.number} line={row.line} outcome={row.outcome} routes={data.routes} place={within?.get(row.line.number)}>
                  {actionsFor(row.line, row.outcome)}
                </Line>
              );
            })}
          </tbody>
        </Cards>
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

interface RowProps {
  line: AdvancementLine;
  outcome: Outcome;
  routes: AdvancementRoute[];
  /** Among the entries that the route can take, where those are not all. */
  place: number | undefined;
  children: React.ReactNode;
}

function Line({ line, outcome, routes, place, children }: RowProps) {
  const { t } = useTranslation("advancement");
  return (
    <CardRow className={outcome.kind === "tied" ? styles.tied : outcome.kind === "stays" ? styles.stays : undefined}>
      <CardCell label={t("rank")} className={`num ${styles.short ?? ""}`}>
        <span className={rowStyles.rank}>{line.rank ?? "—"}</span>
        {line.tied ? <span className={rowStyles.tie}>{t("tied")}</span> : null}
        {place === undefined ? null : <span className={rowStyles.tie}>{t("within", { place })}</span>}
      </CardCell>
      <CardName className={rowStyles.entry}>
        <Words of={line.title} /><span className={rowStyles.tie}>{line.number}{isBlank(line.team) ? null : <> · <Words of={line.team} /></>}</span>
      </CardName>
      <CardCell label={t("figure")} className={`num strong ${styles.short ?? ""}`}>{line.figure ?? t("withheld")}</CardCell>
      <CardCell label={t("outcome")} className={styles.outcome}><OutcomeTag outcome={outcome} routes={routes} /></CardCell>
      <CardCell>{children}</CardCell>
    </CardRow>
  );
}

function TieBand({ tie }: { tie: Tie }) {
  const { t } = useTranslation("advancement");
  return <CardRow className={styles.tieBand}><CardCell colSpan={COLUMNS}><strong>{t("tieBand", { count: tie.places, entries: tie.numbers.length, rank: tie.rank })}</strong></CardCell></CardRow>;
}

function Order({ rank, onTie }: { rank: number; onTie: (rank: number) => void }) {
  const { t } = useTranslation("advancement");
  return <Button size="sm" aria-label={t("tie.name", { rank })} onClick={() => { onTie(rank); }}>{t("tie.action")}</Button>;
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
      <Button size="sm" variant="default" aria-label={t("decline.name", { number })} onClick={() => { onWish({ ...wish, declines: [...wish.declines, number] }); }}>
        {t("decline.action")}
      </Button>
    );
  }
  const used = wish.wildcards.filter((one) => one.route === route.key).length;
  if (outcome.kind !== "stays" || used >= route.wildcards) return null;
  return <Button size="sm" variant="default" aria-label={t("wildcard.name", { number })} onClick={() => { onWildcard(number); }}>{t("wildcard.action")}</Button>;
}
