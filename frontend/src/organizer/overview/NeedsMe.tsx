// What waits for the reader, each line a way to where it is done. Built from what the viewer may do and the
// counts of the server; no rule is repeated here.
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { serverNow } from "../../api/server-clock";
import type { EditionOverview, HeatSummary } from "../../api/types";
import { Words } from "../../shell/bilingual";
import { Icon } from "../../shell/icons";
import { heatNeeds } from "./heat-rounds";
import styles from "./Overview.module.css";

interface Props {
  overview: EditionOverview;
  pending: number;
  reports: number;
  /** Whether a proposed list can be confirmed by the reader. */
  confirms: boolean;
  /** Whether a list waits for the reader to approve it, or for its paper to be registered. */
  approves: "approve" | "register" | null;
  /** How many awards by exception the reader can confirm. */
  exceptions: number;
}

/** So many heats stand in a line; more are folded away. */
const FEW = 3;

export function NeedsMe({ overview, pending, reports, confirms, approves, exceptions }: Props) {
  const { t } = useTranslation("today");
  const { t: old } = useTranslation("organizer");
  const { edition: { slug: edition }, heats } = overview;
  const { late, toClose, toOpen } = heatNeeds(heats, serverNow());
  const total = late.reduce((sum, { missing }) => sum + missing, 0);
  if (late.length + toClose.length + toOpen.length + pending + reports + exceptions === 0 && !confirms && approves === null) {
    return <p className="note good"><span><Icon name="check" /> {old("needs.nothing")}</span></p>;
  }
  return (
    <section className="note wait" aria-labelledby="needs">
      <h2 id="needs">{old("needs.title")}</h2>
      <ul className={styles.needs}>
        {confirms ? <li><Link to="/editions/$edition/publication" params={{ edition }}>{old("needs.confirm")}</Link></li> : null}
        {approves === null ? null : <li><Link to="/editions/$edition/approval" params={{ edition }}>{t(`needs.${approves}`)}</Link></li>}
        {exceptions > 0 ? <li><Link to="/editions/$edition/approval" params={{ edition }} hash="exceptions">{t("needs.exceptions", { count: exceptions })}</Link></li> : null}
        {pending > 0 ? <li><Link to="/editions/$edition/screening" params={{ edition }} search={{ screening: "pending" }}>{t("needs.screening", { count: pending })}</Link></li> : null}
        {reports > 0 ? <li><a href="#heats">{t("needs.reports", { count: reports })}</a></li> : null}
        <HeatLine edition={edition} heats={late} text={t("needs.missing", { count: total })} more={t("needs.missingIn", { count: late.length })}>
          {(heat) => <span className="hint">{t("needs.sheets", { count: heat.missing })}</span>}
        </HeatLine>
        <HeatLine edition={edition} heats={toClose} text={t("needs.close", { count: toClose.length })} />
        <HeatLine edition={edition} heats={toOpen} text={t("needs.open", { count: toOpen.length })} />
      </ul>
    </section>
  );
}

interface LineProps {
  edition: string;
  heats: HeatSummary[];
  text: string;
  /** Said beside the text when the heats are folded away. */
  more?: string;
  children?: (heat: HeatSummary) => ReactNode;
}

function HeatLine({ edition, heats, text, more, children }: LineProps) {
  if (heats.length === 0) return null;
  const list = (
    <ul className={styles.heatsOfNeed}>
      {heats.map((heat) => (
        <li key={heat.key}>
          <Link to="/editions/$edition/heats/$heat" params={{ edition, heat: heat.key }}><Words of={heat.title} /></Link> {children?.(heat)}
        </li>
      ))}
    </ul>
  );
  if (heats.length <= FEW) return <li>{text}{list}</li>;
  return <li><details><summary>{text}{more === undefined ? null : <span className="hint"> {more}</span>}</summary>{list}</details></li>;
}
