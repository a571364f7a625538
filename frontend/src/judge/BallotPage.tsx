// A member votes in secret. What is chosen stays on this page until it is cast, and is nowhere to be read after that.
import { Button } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { attendBallot, ballotQuery, castPapers } from "../api/ballot";
import type { MemberBallot } from "../api/ballot";
import { queries } from "../api/queries";
import { ConfirmDialog } from "../forms/ConfirmDialog";
import { usePick, Words } from "../shell/bilingual";
import { Icon } from "../shell/icons";
import { Empty } from "../shell/PageStates";
import { PageTitle } from "../shell/PageTitle";
import { useProblemSentence } from "../shell/problem-text";
import { isTooMany, restNo, tallyOf } from "./choices";
import type { Choices } from "./choices";
import styles from "./BallotPage.module.css";

const route = getRouteApi("/signed-in/judge/ballots/$edition/$heat");
const CHOICES = ["yes", "no", "abstain"] as const;

export function BallotPage() {
  const { t } = useTranslation("ballot");
  const pickText = usePick();
  const { edition, heat } = route.useParams();
  const { data: ballot } = useSuspenseQuery(ballotQuery(edition, heat));
  const title = `${pickText(ballot.heat.title)} · ${t("title", { number: ballot.number })}`;
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <p className="hint"><Link to="/judge" className="back"><Icon name="back" />{t("back")}</Link></p>
          <PageTitle title={title}><Words of={ballot.heat.title} /> · {t("title", { number: ballot.number })}</PageTitle>
          <p className="hint"><Words of={ballot.edition.title} /></p>
        </div>
      </div>
      <State ballot={ballot} />
      {ballot.may.cast ? <Papers key={ballot.number} ballot={ballot} /> : null}
    </div>
  );
}

/** Where the member stands in this ballot. */
function State({ ballot }: { ballot: MemberBallot }) {
  const { t } = useTranslation("ballot");
  const sentence = useProblemSentence();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const { edition, heat, number, participation, state, may } = ballot;
  const attend = async () => {
    setBusy(true);
    setError(null);
    try {
      queries.setQueryData(ballotQuery(edition.slug, heat.key).queryKey, await attendBallot(edition.slug, heat.key, number));
    } catch (refusal) {
      setError(refusal);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div role="status" className="stack tight">
      {state === "void" ? <p className="note wait">{t("void")}</p> : participation === "voted" ? (
        <p className="note good"><span><Icon name="check" /> <strong>{t("voted")}</strong> {t("votedHint")}</span></p>
      ) : state === "counted" ? <p className="note">{t("over")}</p> : null}
      {may.cast && participation === "absent" && ballot.entries.length > 0 ? (
        <p className="row">
          <Button variant="default" loading={busy} onClick={() => { void attend(); }}>{t("here")}</Button>
          <span className="hint">{t("hereHint")}</span>
        </p>
      ) : null}
      {may.cast && participation === "present" ? <p className="hint"><Icon name="check" /> {t("present")}</p> : null}
      {error === null ? null : <p className="note bad" role="alert">{sentence(error)}</p>}
    </div>
  );
}

function Papers({ ballot }: { ballot: MemberBallot }) {
  const { t } = useTranslation("ballot");
  const [choices, setChoices] = useState<Choices>({});
  const [asks, setAsks] = useState(false);
  const { edition, heat, number, picks, entries, recused } = ballot;
  const aliases = entries.map(({ alias }) => alias);
  const tally = tallyOf(aliases, choices);
  const tooMany = isTooMany(tally, picks);
  const cast = async () => {
    const voted = await castPapers(edition.slug, heat.key, number, { ...choices });
    queries.setQueryData(ballotQuery(edition.slug, heat.key).queryKey, voted);
  };
  if (entries.length === 0) return <Empty title={t("empty")} />;
  return (
    <section className="stack" aria-labelledby="papers">
      <h2 id="papers" className="sr">{t("vote")}</h2>
      <div className="card stack tight measure">
        <p><Icon name="lock" /> {t("secret")}</p>
        <p>{picks === null ? t("picksFree") : t("picks", { count: picks })}{recused > 0 ? ` ${t("recused", { count: recused })}` : ""}</p>
        <p className="hint">{t("notKept")}</p>
      </div>
      <ol className={`plain ${styles.papers ?? ""}`}>
        {entries.map((entry) => (
          <li key={entry.alias}>
            <fieldset className={styles.paper} aria-label={t("of", { number: entry.number })}>
              <div className={styles.entry}>
                <Link to="/judge/assignments/$alias" params={{ alias: entry.alias }} target="_blank"><Words of={entry.title} /></Link>
                <span className="hint">{entry.number}</span>
              </div>
              <div className={styles.choices}>
                {CHOICES.map((choice) => (
                  <label key={choice} className={styles.choice} data-choice={choice}>
                    <input
                      type="radio" name={entry.alias} value={choice} checked={choices[entry.alias] === choice}
                      onChange={() => { setChoices((before) => ({ ...before, [entry.alias]: choice })); }}
                    />
                    <span>{t(`choices.${choice}`)}</span>
                  </label>
                ))}
              </div>
            </fieldset>
          </li>
        ))}
      </ol>
      <div className={styles.bar}>
        <p role="status" className={tooMany ? "strong" : undefined}>
          {picks === null ? t("tally", { ...tally }) : t("tallyLimit", { ...tally, limit: picks })}
          {tooMany ? <><br /><span className={styles.wrong}><Icon name="alert" /> {t("tooMany", { limit: picks })}</span></> : null}
        </p>
        <div className="row">
          {tally.open > 0 ? <Button variant="default" onClick={() => { setChoices((before) => restNo(aliases, before)); }}>{t("restNo")}</Button> : null}
          <Button disabled={tally.open > 0 || tooMany} onClick={() => { setAsks(true); }}>{t("cast")}</Button>
        </div>
      </div>
      <ConfirmDialog open={asks} onClose={() => { setAsks(false); }} onConfirm={cast} title={t("castTitle")} action={t("cast")}>
        <p>{t("castBody", { ...tally })}</p>
      </ConfirmDialog>
    </section>
  );
}
