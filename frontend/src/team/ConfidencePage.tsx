// A confidential message to a team: the pledge, then what it says, then whether the team comes to the stage.
import { Button } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answerConfidence, COMINGS, openConfidence, ownConfidenceQuery, ownConfidencesQuery } from "../api/confidences";
import type { ComingToStage, OwnConfidence } from "../api/confidences";
import { queries } from "../api/queries";
import { PledgeBox } from "../confided/PledgeBox";
import { Words } from "../shell/bilingual";
import { Icon } from "../shell/icons";
import { Instant } from "../shell/Instant";
import { PageTitle } from "../shell/PageTitle";
import { useProblemSentence } from "../shell/problem-text";

const route = getRouteApi("/signed-in/team/confidences/$confidence");

export function ConfidencePage() {
  const { t } = useTranslation("confided");
  const { confidence } = route.useParams();
  const { data } = useSuspenseQuery(ownConfidenceQuery(confidence));
  const remember = (newer: OwnConfidence) => {
    queries.setQueryData(ownConfidenceQuery(confidence).queryKey, newer);
    void queries.invalidateQueries({ queryKey: ownConfidencesQuery.queryKey });
  };
  return (
    <div className="page">
      <p><Link to="/team/entries/$number" params={{ number: data.number }} className="back"><Icon name="back" /> {data.number}</Link></p>
      <PageTitle title={t("message")}>{t("message")}</PageTitle>
      <p className="hint">{data.number} · <Words of={data.title} /> · <Words of={data.edition.title} /></p>
      {data.stage === "public" ? <p className="note">{t("public")} <a href={`/results/${data.edition.slug}`}>{t("toResults")}</a></p> : null}
      {data.stage === "withdrawn" ? <p className="note">{t("withdrawn")}</p> : null}
      {data.content ? <Content content={data.content} /> : null}
      {data.stage === "more" ? <p className="note">{t("more")}</p> : null}
      {data.may.open ? <PledgeBox pledge={data.pledge} onOpen={async (version) => { remember(await openConfidence(confidence, version)); }} /> : null}
      {data.content && data.may.answer ? <Answer confidence={data} onDone={remember} /> : null}
    </div>
  );
}

function Content({ content }: { content: NonNullable<OwnConfidence["content"]> }) {
  const { t } = useTranslation("confided");
  if (!content.holds) return <p className="note" role="status">{t("noLongerHolds")}</p>;
  return (
    <section className="stack tight" aria-label={t("content.title")}>
      <h2>{t(`content.${content.level}`)}</h2>
      {content.tiers.map((tier, index) => <p key={index}><strong><Words of={tier} /></strong></p>)}
      <p>{t("content.ceremony")}</p>
    </section>
  );
}

function Answer({ confidence, onDone }: { confidence: OwnConfidence; onDone: (newer: OwnConfidence) => void }) {
  const { t } = useTranslation("confided");
  const sentence = useProblemSentence();
  const [busy, setBusy] = useState<ComingToStage | null>(null);
  const [error, setError] = useState<unknown>(null);
  const given = confidence.content?.answer;
  const say = async (how: ComingToStage) => {
    setBusy(how);
    setError(null);
    try {
      onDone(await answerConfidence(confidence.id, how));
    } catch (refusal) {
      setError(refusal);
    } finally {
      setBusy(null);
    }
  };
  return (
    <section className="stack" aria-label={t("answer.title")}>
      <h2>{t("answer.title")}</h2>
      <div className="stack tight" style={{ maxWidth: 480 }}>
        {COMINGS.map((how) => (
          <Button
            key={how} size="lg" fullWidth variant={given?.how === how ? "filled" : "default"} aria-pressed={given?.how === how}
            loading={busy === how} onClick={() => { void say(how); }}
          >{t(`coming.${how}`)}</Button>
        ))}
      </div>
      {error === null ? null : <p className="note bad" role="alert">{sentence(error)}</p>}
      {given ? <p className="hint" role="status">{t("answer.given")} <Instant at={given.at} zone={confidence.edition.zone} short /></p> : null}
      <p className="hint">{t("answer.change")}</p>
    </section>
  );
}
