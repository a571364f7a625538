// O13: tiers with their quotas and vacant places, what was given, and the standing from which awards are given.
import { Button } from "@mantine/core";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AwardLine, AwardTier } from "../api/awards";
import { awardsQuery, editionQuery } from "../api/editions";
import { queries } from "../api/queries";
import type { Awards } from "../api/types";
import { Words } from "../shell/bilingual";
import { CardCell, CardName, CardRow, Cards } from "../shell/Cards";
import { Icon } from "../shell/icons";
import { MoreRows, usePart } from "../shell/more";
import { Empty } from "../shell/PageStates";
import { PageTitle } from "../shell/PageTitle";
import { TableFrame } from "../shell/TableFrame";
import { Exceptions } from "./approval/Exceptions";
import { AwardDialogs } from "./awards/AwardDialogs";
import type { Asked } from "./awards/AwardDialogs";
import { GiveDialog } from "./awards/GiveDialog";
import { GiveMany } from "./awards/GiveMany";
import { GivenAwards } from "./awards/GivenAwards";
import { fittingTiers } from "./awards/next";
import { OwnLine } from "./awards/OwnLine";
import { ShareBar } from "./HeatParts";
import styles from "./Organizer.module.css";

const route = getRouteApi("/signed-in/editions/$edition/awards");

/** How many lines of the standing are shown at first. */
const FIRST = 50;

export function AwardsPage() {
  const { t } = useTranslation("organizer");
  const { edition } = route.useParams();
  const { data: awards } = useSuspenseQuery(awardsQuery(edition));
  const { data: overview } = useQuery(editionQuery(edition));
  const [asked, setAsked] = useState<Asked | null>(null);
  const contests = [...new Set(awards.tiers.map(({ contest }) => contest))];
  const remember = (newer: Awards) => {
    queries.setQueryData(awardsQuery(edition).queryKey, newer);
    void queries.invalidateQueries({ queryKey: editionQuery(edition).queryKey, refetchType: "none" });
  };
  return (
    <div className="page">
      <PageTitle title={t("awards.title")}>{t("awards.title")}</PageTitle>
      {awards.locked ? (
        <p className="note"><span><Icon name="lock" /> {awards.in_approval
          ? <>{t("awards.inApproval")} <Link to="/editions/$edition/approval" params={{ edition }}>{t("nav.approval")}</Link></>
          : <>{t("awards.locked")} <Link to="/editions/$edition/publication" params={{ edition }}>{t("publication.open")}</Link></>}</span></p>
      ) : null}
      {contests.map((contest) => {
        const title = overview?.contests.find(({ key }) => key === contest)?.title;
        return (
          <section key={contest} className="stack tight" aria-label={t("awards.tiers")}>
            {contests.length > 1 ? <h2>{title ? <Words of={title} /> : contest}</h2> : null}
            <Ladder tiers={awards.tiers.filter((tier) => tier.contest === contest)} below={contests.length > 1} />
          </section>
        );
      })}
      {awards.may.give ? (
        <div className="row">
          <GiveMany edition={edition} awards={awards} onDone={remember} />
          <OwnLine edition={edition} awards={awards} onDone={remember} />
        </div>
      ) : null}
      {awards.standing.length > 0 || awards.given.length > 0 ? <GivenAwards awards={awards} onAsk={setAsked} /> : null}
      {awards.standing.length === 0 ? (
        <Empty title={t("awards.emptyTitle")}><p>{t("awards.empty")}</p></Empty>
      ) : <Lines edition={edition} awards={awards} onDone={remember} />}
      <Exceptions edition={edition} tiers={awards.tiers} />
      <AwardDialogs edition={edition} awards={awards} asked={asked} onClose={() => { setAsked(null); }} onDone={remember} />
    </div>
  );
}

function Ladder({ tiers, below }: { tiers: AwardTier[]; below: boolean }) {
  const { t } = useTranslation("organizer");
  const { t: say } = useTranslation("awards");
  const Heading = below ? "h3" : "h2";
  return (
    <div className={styles.tiers}>
      {tiers.map((tier) => (
        <div key={tier.key} className={styles.tier}>
          <Heading><Words of={tier.title} /></Heading>
          {tier.recipient === "entry" ? null : <p className="hint">{say(`recipients.${tier.recipient}`)}</p>}
          <p>{t("awards.quota", { given: tier.given, quota: tier.quota })}</p>
          <ShareBar done={tier.given} of={tier.quota} />
          {tier.given < tier.quota ? <p><span className="tag wait">{t("awards.vacant", { count: tier.quota - tier.given })}</span></p> : null}
        </div>
      ))}
    </div>
  );
}

function Lines({ edition, awards, onDone }: { edition: string; awards: Awards; onDone: (awards: Awards) => void }) {
  const { t } = useTranslation("organizer");
  const { t: say } = useTranslation("awards");
  const [gives, setGives] = useState<AwardLine | null>(null);
  const part = usePart(awards.standing, FIRST);
  const heatOf = ({ heat }: AwardLine) => `${heat.zh} ${heat.en}`;
  const severalHeats = new Set(awards.standing.map(heatOf)).size > 1;
  const tiersFor = (line: AwardLine) => fittingTiers(awards.tiers, line);
  return (
    <>
      <TableFrame>
        <Cards>
          <caption>{t("awards.standing")}</caption>
          <thead>
            <CardRow>
              <th scope="col" className="num">{t("standing.rank")}</th><th scope="col">{t("entries.entry")}</th>
              <th scope="col" className="num">{t("standing.figure")}</th><th scope="col">{t("awards.award")}</th>
              {awards.may.give ? <th scope="col"><span className="sr">{t("awards.actions")}</span></th> : null}
            </CardRow>
          </thead>
          <tbody>
            {part.shown.map((line) => {
              const tier = awards.tiers.find(({ key, contest }) => key === line.award && contest === line.contest);
              return (
                <CardRow key={line.number}>
                  <CardCell label={t("standing.rank")} className="num"><span className={styles.rank}>{line.rank ?? "—"}</span>{line.tied ? <span className={styles.tie}>{t("standing.tied")}</span> : null}</CardCell>
                  <CardName className={styles.entry}><Words of={line.title} /><span className={styles.tie}>{line.number} · <Words of={line.team} />{severalHeats ? <> · <Words of={line.heat} /></> : null}</span></CardName>
                  <CardCell label={t("standing.figure")} className="num strong">{line.figure ?? (line.rank === null ? t("standing.withheld") : "")}</CardCell>
                  <CardCell label={t("awards.award")}>
                    {line.award ? <span className="tag good"><Icon name="check" />{tier ? <Words of={tier.title} /> : line.award}</span> : <span className="hint">—</span>}
                    {line.undecided ? <div><span className="tag wait">{say("undecided")}</span></div> : null}
                  </CardCell>
                  {awards.may.give ? (
                    <CardCell>{line.may.give && tiersFor(line).length > 0 ? <Button size="sm" variant="default" aria-label={t("awards.giveName", { number: line.number })} onClick={() => { setGives(line); }}>{t("awards.give")}</Button> : null}</CardCell>
                  ) : null}
                </CardRow>
              );
            })}
          </tbody>
        </Cards>
      </TableFrame>
      <MoreRows part={part} />
      <GiveDialog edition={edition} tiers={gives ? tiersFor(gives) : []} line={gives} onClose={() => { setGives(null); }} onDone={onDone} />
    </>
  );
}
