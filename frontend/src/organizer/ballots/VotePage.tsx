// A panel's vote as those see it who run it: who takes part, what was counted, what comes next. Never who voted how.
import { Button, Textarea } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { countBallot, endVote, openBallot, voteQuery } from "../../api/ballot";
import type { Ballot, Vote } from "../../api/ballot";
import { queries } from "../../api/queries";
import { ConfirmDialog } from "../../forms/ConfirmDialog";
import { usePick, Words } from "../../shell/bilingual";
import { Icon } from "../../shell/icons";
import { PageTitle } from "../../shell/PageTitle";
import { PrintButton, PrintHead } from "../../shell/Printing";
import { BallotCard } from "./BallotCard";
import { missingIn, took } from "./took";

const route = getRouteApi("/signed-in/editions/$edition/heats/$heat/vote");

/** While others could vote yet, the papers of fewer would tell what each of them said. */
const FEW = 3;

export function VotePage() {
  const { t } = useTranslation("ballot");
  const pickText = usePick();
  const { edition, heat } = route.useParams();
  const { data: vote, dataUpdatedAt } = useSuspenseQuery(voteQuery(edition, heat));
  const title = `${pickText(vote.heat.title)} · ${t("staff.title")}`;
  return (
    <div className="page">
      <PrintHead edition={vote.edition} title={title} readAt={dataUpdatedAt} />
      <div className="page-head no-print">
        <div>
          <p className="hint"><Link to="/editions/$edition/heats/$heat" params={{ edition, heat }} className="back"><Icon name="back" /><Words of={vote.heat.title} /></Link></p>
          <PageTitle title={title}>{t("staff.title")}</PageTitle>
        </div>
        <div className="row">
          {vote.may.open_ballot ? <Open vote={vote} heat={heat} /> : null}
          {vote.may.end_vote ? <End vote={vote} heat={heat} /> : null}
          {vote.may.count_ballot ? <Count vote={vote} heat={heat} /> : null}
          {vote.ballots.length > 0 ? <PrintButton /> : null}
        </div>
      </div>
      <p className="note" role="status"><NextStep vote={vote} /></p>
      {[...vote.ballots].reverse().map((ballot) => <BallotCard key={ballot.number} ballot={ballot} zone={vote.edition.zone} />)}
    </div>
  );
}

function NextStep({ vote }: { vote: Vote }) {
  const { t } = useTranslation("ballot");
  const { next } = vote;
  const open = vote.ballots.find(({ state }) => state === "open");
  if (open) return <>{t("staff.took", took(open))}</>;
  if (next === null) return <>{t("staff.notYet")}</>;
  const figures = { entries: next.entries, seats: next.seats };
  if (vote.heat.state === "closed" && next.kind === "done") return <>{t(next.seats > 0 ? "staff.next.closedVacant" : "staff.next.closed", figures)}</>;
  if (vote.heat.state === "closed" && next.kind === "decide_tie") {
    return (
      <>
        {t("staff.next.tieWaits", figures)}{" "}
        {vote.heat.may.read_advancement ? <Link to="/editions/$edition/heats/$heat/advancement" params={{ edition: vote.edition.slug, heat: vote.heat.key }}>{t("staff.next.toTie")}</Link> : null}
      </>
    );
  }
  if (next.kind === "done" && next.seats > 0) return <>{t("staff.next.doneVacant", figures)}</>;
  return <>{t(`staff.next.${next.kind}`, figures)}</>;
}

function remember(vote: Vote, heat: string) {
  const edition = vote.edition.slug;
  queries.setQueryData(voteQuery(edition, heat).queryKey, vote);
  void queries.invalidateQueries({ queryKey: ["edition", edition], refetchType: "none" });
}

function Open({ vote, heat }: { vote: Vote; heat: string }) {
  const { t } = useTranslation("ballot");
  const [asks, setAsks] = useState(false);
  const number = vote.ballots.length + 1;
  return (
    <>
      <Button onClick={() => { setAsks(true); }}>{t("staff.open", { number })}</Button>
      <ConfirmDialog
        open={asks} onClose={() => { setAsks(false); }} onConfirm={async () => { remember(await openBallot(vote.edition.slug, heat, number), heat); }}
        title={t("staff.openTitle", { number })} action={t("staff.open", { number })}
      >
        <p>{t("staff.openBody", { count: vote.next?.entries ?? 0 })}</p>
      </ConfirmDialog>
    </>
  );
}

function End({ vote, heat }: { vote: Vote; heat: string }) {
  const { t } = useTranslation("ballot");
  const [asks, setAsks] = useState(false);
  const [reason, setReason] = useState("");
  const edition = vote.edition.slug;
  const end = async () => {
    remember(await endVote(edition, heat, reason.trim()), heat);
    void queries.invalidateQueries({ queryKey: ["edition", edition] });
  };
  return (
    <>
      <Button variant="default" onClick={() => { setAsks(true); }}>{t("staff.end")}</Button>
      <ConfirmDialog
        open={asks} onClose={() => { setAsks(false); setReason(""); }} onConfirm={end} disabled={reason.trim() === ""} danger
        title={t("staff.endTitle")} action={t("staff.end")}
      >
        <p>{t("staff.endBody", { count: vote.next?.seats ?? 0 })}</p>
        <Textarea label={t("staff.endReason")} description={t("staff.withoutHint")} autosize minRows={2} value={reason} onChange={(event) => { setReason(event.currentTarget.value); }} />
      </ConfirmDialog>
    </>
  );
}

function Count({ vote, heat }: { vote: Vote; heat: string }) {
  const { t } = useTranslation("ballot");
  const [asks, setAsks] = useState(false);
  const [reason, setReason] = useState("");
  const open: Ballot | undefined = vote.ballots.find(({ state }) => state === "open");
  if (!open) return null;
  const { voted } = took(open);
  const missing = missingIn(open);
  const close = () => { setAsks(false); setReason(""); };
  const count = async () => { remember(await countBallot(vote.edition.slug, heat, open.number, missing > 0 ? reason.trim() : null), heat); };
  return (
    <>
      <Button onClick={() => { setAsks(true); }}>{t("staff.count")}</Button>
      <ConfirmDialog
        open={asks} onClose={close} onConfirm={count} disabled={missing > 0 && reason.trim() === ""}
        title={t("staff.countTitle")} action={t("staff.count")} danger
      >
        <p>{t("staff.countBody", took(open))}</p>
        {missing > 0 ? (
          <>
            <p className="note wait"><span>{t("staff.countMissing", { count: missing })}</span></p>
            {voted > 0 && voted < FEW ? <p className="note bad"><span>{t("staff.countFew")}</span></p> : null}
            <Textarea label={t("staff.without")} description={t("staff.withoutHint")} autosize minRows={2} value={reason} onChange={(event) => { setReason(event.currentTarget.value); }} />
          </>
        ) : null}
      </ConfirmDialog>
    </>
  );
}
