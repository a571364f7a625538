// The figures of a heat that is not judged here, from a CSV table. Importing closes the heat, so it asks once; what
// is wrong is said row by row, and the text stays.
import { Button, Textarea } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { importScores } from "../api/awards";
import { editionQuery, standingQuery } from "../api/editions";
import { asProblem } from "../api/problem";
import { queries } from "../api/queries";
import type { HeatSummary } from "../api/types";
import { ConfirmDialog } from "../forms/ConfirmDialog";
import { ErrorSummary } from "../forms/ErrorSummary";
import { usePick } from "../shell/bilingual";
import { useProblemText } from "../shell/problem-text";
import { ChooseTextFile } from "./ChooseTextFile";
import styles from "./Organizer.module.css";

const COLUMNS = "number,figure";
const TEMPLATE = `data:text/csv;charset=utf-8,${encodeURIComponent(`\uFEFF${COLUMNS}\r\n`)}`;

export function ScoreImport({ edition, heat }: { edition: string; heat: HeatSummary }) {
  const { t } = useTranslation("awards");
  const pickText = usePick();
  const navigate = useNavigate();
  const [text, setText] = useState("");
  const [asks, setAsks] = useState(false);
  const [refusal, setRefusal] = useState<unknown>(null);
  const [attempt, setAttempt] = useState(0);
  const bring = async () => {
    setRefusal(null);
    try {
      queries.setQueryData(standingQuery(edition, heat.key).queryKey, await importScores(edition, heat.key, text));
      void queries.invalidateQueries({ queryKey: editionQuery(edition).queryKey });
      await navigate({ to: "/editions/$edition/heats/$heat/standing", params: { edition, heat: heat.key } });
    } catch (failure) {
      // A table may have many faults: they stand on the page, beside the text.
      setRefusal(failure);
      setAttempt((now) => now + 1);
    }
  };
  return (
    <>
      <form className="card stack" aria-labelledby="scores" onSubmit={(event) => { event.preventDefault(); setAsks(text.trim() !== ""); }}>
        <h2 id="scores">{t("scores.title")}</h2>
        <p className="measure">{t("scores.lead")} <code>{COLUMNS}</code></p>
        <p><a href={TEMPLATE} download="scores.csv">{t("scores.template")}</a></p>
        {refusal === null ? null : <Refusal refusal={refusal} attempt={attempt} />}
        <ChooseTextFile accept=".csv,text/csv,text/plain" label={t("scores.choose")} onText={setText} />
        <Textarea className={styles.source} label={t("scores.text")} autosize minRows={5} maxRows={20} spellCheck={false} value={text} onChange={(event) => { setText(event.currentTarget.value); }} />
        <div><Button type="submit" disabled={text.trim() === ""}>{t("scores.action")}</Button></div>
      </form>
      <ConfirmDialog open={asks} onClose={() => { setAsks(false); }} onConfirm={bring} danger title={t("scores.confirmTitle", { heat: pickText(heat.title) })} action={t("scores.action")}>
        <p>{t("scores.confirmBody")}</p>
      </ConfirmDialog>
    </>
  );
}

function Refusal({ refusal, attempt }: { refusal: unknown; attempt: number }) {
  const { t } = useTranslation("awards");
  const sentence = useProblemText();
  const problem = asProblem(refusal);
  const items = problem.details.map(({ code, params }) => {
    const said = sentence(code, params);
    const line = typeof params?.line === "number" ? params.line : null;
    const number = typeof params?.number === "string" ? params.number : "";
    return { text: line === null ? said : number === "" ? t("scores.line", { line, text: said }) : t("scores.lineOf", { line, number, text: said }) };
  });
  return (
    <ErrorSummary
      title={t("scores.refused")} attempt={attempt}
      items={items.length > 0 ? items : [{ text: sentence(problem.code, null, problem.message) }]}
    />
  );
}
