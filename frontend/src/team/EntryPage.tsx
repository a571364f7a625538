// T4-T9: the entry as a task list and its sections on one page. Everything saves itself.
import { Button } from "@mantine/core";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Suspense, useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { ListRow } from "../api/team";
import type { Question } from "../api/types";
import { ConflictChoice } from "../forms/ConflictChoice";
import { focusField } from "../forms/ErrorSummary";
import { usePick, Words } from "../shell/bilingual";
import { Icon } from "../shell/icons";
import { PageTitle } from "../shell/PageTitle";
import { ConfidenceCard } from "./confidence-card";
import { Deadline } from "./Deadline";
import { DivisionField } from "./DivisionField";
import { EntryStatusTag, NotAccepted } from "./EntryStatus";
import { FileSlot } from "./FileSlot";
import { questionOfRows, rowsOfText, saidIn } from "./lists";
import { QuestionField } from "./QuestionField";
import { SupplementNote } from "./SupplementNote";
import { TaskList } from "./TaskList";
import { UnseenChanges } from "./UnseenChanges";
import { useEntry } from "./use-entry";
import type { OpenEntry } from "./use-entry";
import styles from "./EntryPage.module.css";

const route = getRouteApi("/signed-in/team/entries/$number/");

export function EntryPage() {
  const { number } = route.useParams();
  return <EntryForm key={number} number={number} />;
}

function EntryForm({ number }: { number: string }) {
  const { t } = useTranslation("team");
  const open = useEntry(number);
  const { entry, engine, state, adopt } = open;
  const pickText = usePick();
  useEffect(() => {
    const id = location.hash.slice(1);
    if (id !== "") requestAnimationFrame(() => { focusField(decodeURIComponent(id)); });
  }, []);
  const title = { zh: String(state.fields["title/zh"] ?? ""), en: String(state.fields["title/en"] ?? "") };
  const named = pickText(title).trim() !== "";
  const isLong = ({ kind }: Question) => kind === "text" || kind === "list";
  const asked = entry.form.questions.filter(({ when }) => when === "entry");
  const basics = asked.filter((question) => !isLong(question));
  const answers = asked.filter(isLong);
  const slots = entry.form.slots.filter(({ when }) => when === "entry");
  const later = entry.form.questions.filter(({ when }) => when === "supplement");
  const laterSlots = entry.form.slots.filter(({ when }) => when === "supplement");
  const group = (questions: Question[]) => questions.map((question) => (
    <QuestionField
      key={question.key} entry={entry} question={question} fields={state.fields}
      onChange={(field, value) => { engine.set(field, value); }} onLeave={() => { void engine.flush(); }}
    />
  ));
  return (
    <div className="page">
      <div className="stack tight">
        <p><Link to="/team" className="back"><Icon name="back" /> {t("entries.title")}</Link></p>
        <PageTitle title={`${entry.number} ${pickText(title)}`}>
          {named ? <Words of={title} /> : t("entries.untitled")}
        </PageTitle>
        <p className="hint">
          {entry.number} · {entry.track ? <><Words of={entry.track.title} /> · </> : null}<Words of={entry.contest.title} /> · <Words of={entry.edition.title} />
        </p>
        <p><EntryStatusTag status={entry.status} over={entry.call.state === "closed"} /></p>
      </div>
      <Suspense fallback={null}><ConfidenceCard number={number} /></Suspense>
      {entry.supplement ? <SupplementNote supplement={entry.supplement} zone={entry.edition.zone} /> : <Deadline entry={entry} />}
      <NotAccepted entry={entry} />
      <UnseenChanges entry={entry} />
      <Notices open={open} />
      <div className={styles.columns}>
        <TaskList entry={entry} state={state} />
        <div className="stack wide">
          {entry.supplement ? (
            <section className="stack">
              <h2>{t("supplement.title")}</h2>
              {group(later)}
              {laterSlots.map((slot) => <FileSlot key={slot.slot} entry={entry} slot={slot} onEntry={adopt} />)}
              {entry.may.supplement ? (
                <div><Link to="/team/entries/$number/check" params={{ number }} className={styles.check}>{t("tasks.check")} <Icon name="next" /></Link></div>
              ) : null}
              <p className="hint">{t("supplement.rest")}</p>
            </section>
          ) : null}
          {basics.length > 0 ? <section className="stack"><h2>{t("tasks.basics")}</h2>{group(basics)}</section> : null}
          <DivisionField open={open} />
          {answers.length > 0 ? <section className="stack"><h2>{t("tasks.describe")}</h2>{group(answers)}</section> : null}
          {slots.length > 0 ? (
            <section className="stack">
              <h2>{t("tasks.files")}</h2>
              {slots.map((slot) => <FileSlot key={slot.slot} entry={entry} slot={slot} onEntry={adopt} />)}
            </section>
          ) : null}
          {entry.may.submit ? (
            <div>
              <Link to="/team/entries/$number/check" params={{ number }} className={styles.check}>{t("tasks.check")} <Icon name="next" /></Link>
            </div>
          ) : null}
        </div>
      </div>
    </div>
  );
}

/** What happened to fields while the page was open. */
function Notices({ open }: { open: OpenEntry }) {
  const { t } = useTranslation("team");
  const pickText = usePick();
  const { entry, engine, state } = open;
  const labelOf = (field: string) => {
    const [key, language] = field.split("/");
    const question = entry.form.questions.find((candidate) => candidate.key === key);
    if (question?.kind === "list") return pickText(question.label);
    return question ? `${pickText(question.label)} · ${language === "zh" ? "中文" : "English"}` : field;
  };
  const inLines = (field: string, value: unknown) => {
    const question = entry.form.questions.find(({ key }) => key === questionOfRows(field));
    const line = (row: ListRow) => (question?.fields ?? [])
      .map((cell) => [...new Set([saidIn(row, cell, "zh"), saidIn(row, cell, "en")])].filter((text) => text !== "").join(" ")).join(" · ");
    return rowsOfText(value).map(line).join("\n");
  };
  return (
    <>
      <ConflictChoice
        conflicts={state.conflicts} labelOf={labelOf} show={(field, value) => (questionOfRows(field) === undefined ? String(value ?? "") : inLines(field, value))}
        onChoose={(field, side) => { engine.resolve(field, side); }}
      />
      {state.changedElsewhere.length > 0 ? (
        <div className="note" role="status">
          <p>{t("merged", { fields: state.changedElsewhere.map(labelOf).join(", ") })}</p>
          <div><Button size="sm" variant="default" onClick={() => { engine.noticed(); }}>{t("mergedSeen")}</Button></div>
        </div>
      ) : null}
    </>
  );
}
