// O13: tiers with their quotas, and the standing from which awards are given or revoked.
import { Button } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { awardsQuery } from "../api/editions";
import type { Awards } from "../api/types";
import { Words } from "../shell/bilingual";
import { Icon } from "../shell/icons";
import { Empty } from "../shell/PageStates";
import { PageTitle } from "../shell/PageTitle";
import { TableFrame } from "../shell/TableFrame";
import { GiveDialog, RevokeDialog } from "./AwardDialogs";
import { ShareBar } from "./HeatParts";
import styles from "./Organizer.module.css";

const route = getRouteApi("/signed-in/editions/$edition/awards");

export type AwardLine = Awards["standing"][number];

export function AwardsPage() {
  const { t } = useTranslation("organizer");
  const { edition } = route.useParams();
  const { data: awards } = useSuspenseQuery(awardsQuery(edition));
  return (
    <div className="page">
      <PageTitle title={t("awards.title")}>{t("awards.title")}</PageTitle>
      {awards.locked ? (
        <p className="note"><span><Icon name="lock" /> {t("awards.locked")} <Link to="/editions/$edition/publication" params={{ edition }}>{t("publication.open")}</Link></span></p>
      ) : null}
      <section className={styles.tiers} aria-label={t("awards.tiers")}>
        {awards.tiers.map((tier) => (
          <div key={tier.key} className={styles.tier}>
            <h2><Words of={tier.title} /></h2>
            <p>{t("awards.quota", { given: tier.given, quota: tier.quota })}</p>
            <ShareBar done={tier.given} of={tier.quota} />
            {tier.given < tier.quota ? <p className="hint">{t("awards.vacant", { count: tier.quota - tier.given })}</p> : null}
          </div>
        ))}
      </section>
      {awards.standing.length === 0 ? (
        <Empty title={t("awards.emptyTitle")}><p>{t("awards.empty")}</p></Empty>
      ) : <Lines edition={edition} awards={awards} />}
    </div>
  );
}

function Lines({ edition, awards }: { edition: string; awards: Awards }) {
  const { t } = useTranslation("organizer");
  const [gives, setGives] = useState<AwardLine | null>(null);
  const [revokes, setRevokes] = useState<AwardLine | null>(null);
  const tierOf = (key: string) => awards.tiers.find((tier) => tier.key === key);
  return (
    <>
      <TableFrame>
        <table className="list">
          <caption>{t("awards.standing")}</caption>
          <thead>
            <tr>
              <th scope="col" className="num">{t("standing.rank")}</th><th scope="col">{t("entries.entry")}</th>
              <th scope="col" className="num">{t("standing.figure")}</th><th scope="col">{t("awards.award")}</th>
              <th scope="col"><span className="sr">{t("awards.actions")}</span></th>
            </tr>
          </thead>
          <tbody>
            {awards.standing.map((line) => {
              const tier = line.award ? tierOf(line.award) : undefined;
              return (
                <tr key={line.number}>
                  <td className="num"><span className={styles.rank}>{line.figure == null ? "—" : line.rank}</span>{line.tied ? <span className={styles.tie}>{t("standing.tied")}</span> : null}</td>
                  <th scope="row"><Words of={line.title} /><span className={styles.tie}>{line.number} · <Words of={line.team} /></span></th>
                  <td className="num strong">{line.figure ?? t("standing.withheld")}</td>
                  <td>{line.award ? <span className="tag good"><Icon name="check" />{tier ? <Words of={tier.title} /> : line.award}</span> : <span className="hint">—</span>}</td>
                  <td>
                    {line.award
                      ? awards.may.revoke ? <Button size="sm" variant="subtle" color="cinnabar" aria-label={t("awards.revokeName", { number: line.number })} onClick={() => { setRevokes(line); }}>{t("awards.revoke")}</Button> : null
                      : awards.may.give ? <Button size="sm" variant="default" aria-label={t("awards.giveName", { number: line.number })} onClick={() => { setGives(line); }}>{t("awards.give")}</Button> : null}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </TableFrame>
      <GiveDialog edition={edition} tiers={awards.tiers} line={gives} onClose={() => { setGives(null); }} />
      <RevokeDialog edition={edition} tier={revokes?.award ? tierOf(revokes.award) : undefined} line={revokes} onClose={() => { setRevokes(null); }} />
    </>
  );
}
