// T11: everything once more as judges see it, what still blocks, and one Submit. Two clicks make one submission.
import { Button } from "@mantine/core";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { asProblem } from "../api/problem";
import { queries } from "../api/queries";
import { ownEntriesQuery, ownEntryQuery, receiptQuery, submitEntry, submitSupplement } from "../api/team";
import type { Issue, TeamEntry } from "../api/types";
import { usePick } from "../shell/bilingual";
import { Icon } from "../shell/icons";
import { PageTitle } from "../shell/PageTitle";
import { useProblemSentence, useProblemText } from "../shell/problem-text";
import { AsJudgesSee } from "./AsJudgesSee";
import { Deadline } from "./Deadline";
import { fieldOfPointer, isNeutral, issuesOf } from "./entry-source";
import { SupplementNote } from "./SupplementNote";
import { UnseenChanges } from "./UnseenChanges";
import { useEntry } from "./use-entry";
import type { OpenEntry } from "./use-entry";

const route = getRouteApi("/signed-in/team/entries/$number/check");

function useSubmit({ entry, engine, adopt }: OpenEntry) {
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const running = useRef(false);
  const { number } = entry;
  const submit = async () => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    setError(null);
    try {
      if (!(await engine.flush())) {
        const refusal = engine.getState().problem;
        if (refusal) throw refusal;
        await navigate({ to: "/team/entries/$number", params: { number } });
        return;
      }
      const handIn = entry.may.supplement ? submitSupplement : submitEntry;
      const receipt = await handIn(number, engine.currentRevision);
      queries.setQueryData(receiptQuery(number).queryKey, receipt);
      void queries.invalidateQueries({ queryKey: ownEntryQuery(number).queryKey });
      void queries.invalidateQueries({ queryKey: ownEntriesQuery.queryKey });
      await navigate({ to: "/team/entries/$number/receipt", params: { number } });
    } catch (refusal) {
      const problem = asProblem(refusal);
      if (problem.status === 412 && problem.current) adopt(problem.current as TeamEntry);
      else void queries.invalidateQueries({ queryKey: ownEntryQuery(number).queryKey });
      setError(refusal);
    } finally {
      running.current = false;
      setBusy(false);
    }
  };
  return { submit, busy, error };
}

export function CheckPage() {
  const { t } = useTranslation("team");
  const sentence = useProblemSentence();
  const { number } = route.useParams();
  const open = useEntry(number);
  const { entry, state } = open;
  const { submit, busy, error } = useSubmit(open);
  const issues = issuesOf(entry);
  const blocked = issues.length > 0;
  const { supplement } = entry.may;
  const canSubmit = entry.may.submit || supplement;
  const list = useRef<HTMLDivElement>(null);
  return (
    <div className="page narrow">
      <p><Link to="/team/entries/$number" params={{ number }} className="back"><Icon name="back" /> {entry.number}</Link></p>
      <PageTitle title={`${t("check.title")} ${entry.number}`}>{t("check.title")}</PageTitle>
      {entry.supplement ? <SupplementNote supplement={entry.supplement} zone={entry.edition.zone} /> : <Deadline entry={entry} />}
      <UnseenChanges entry={entry} />
      {blocked && canSubmit ? (
        <div ref={list} tabIndex={-1} className="note bad" role="group" aria-labelledby="issues">
          <h2 id="issues">{t("check.blocked", { count: issues.length })}</h2>
          <ul>{issues.map((issue) => <IssueLine key={`${issue.pointer} ${issue.code}`} issue={issue} entry={entry} />)}</ul>
        </div>
      ) : null}
      {canSubmit ? <p className="lead">{t("check.lead")}</p> : null}
      <AsJudgesSee entry={entry} state={state} toCheck />
      {error === null ? null : <div className="note bad" role="alert"><h2>{t("check.refused")}</h2><p>{sentence(error)}</p></div>}
      {canSubmit ? (
        <div className="card stack">
          <p>{supplement ? t("supplement.body") : entry.submitted ? t("check.againBody") : t("check.body")}</p>
          <div>
            {blocked ? (
              <Button variant="default" onClick={() => { list.current?.scrollIntoView(); list.current?.focus(); }}>
                {t("check.fix", { count: issues.length })}
              </Button>
            ) : (
              <Button loading={busy} onClick={() => { void submit(); }}>{supplement ? t("supplement.submit") : entry.submitted ? t("check.submitAgain") : t("check.submit")}</Button>
            )}
          </div>
        </div>
      ) : <p className="note">{entry.supplement ? t("supplement.closed") : t("check.closed")}</p>}
    </div>
  );
}

function IssueLine({ issue, entry }: { issue: Issue; entry: TeamEntry }) {
  const { t } = useTranslation("team");
  const sentence = useProblemText();
  const pickText = usePick();
  const [, kind, key, ...rest] = issue.pointer.split("/");
  const [row, cell] = kind === "lists" ? rest : [];
  const language = kind === "lists" ? rest[2] : rest[0];
  const question = entry.form.questions.find((candidate) => candidate.key === key);
  const slot = entry.form.slots.find((candidate) => candidate.slot === key);
  const label = question?.label ?? slot?.label;
  const field = question?.fields.find((candidate) => candidate.key === cell);
  const place = row === undefined ? "" : ` ${t("rows.at", { place: Number(row) + 1 })}${field ? ` · ${pickText(field.label)}` : ""}`;
  const name = label ? `${pickText(label)}${place}` : issue.pointer === "/division" ? t("division.title") : issue.pointer;
  const suffix = question && !isNeutral(question) && field?.kind !== "choice" && language ? t("check.suffix", { language: language === "zh" ? "中文" : "English" }) : "";
  return (
    <li>
      <Link to="/team/entries/$number" params={{ number: entry.number }} hash={fieldOfPointer(issue.pointer, entry)}>{name}{suffix}</Link>
      {" "}{sentence(issue.code, issue.params as Record<string, unknown>)}
    </li>
  );
}
