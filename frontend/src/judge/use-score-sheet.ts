// The score sheet's behaviour: marks, focus by keyboard, what is missing, submitting. No markup.
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { judgeQueueQuery, judgeSheetQuery, submitSheet } from "../api/judge";
import { Problem } from "../api/problem";
import { queries } from "../api/queries";
import type { JudgeSheet } from "../api/types";
import { engineFor, saveStateOf, useAutosave } from "../forms/use-autosave";
import { useReportSave } from "../shell/save-state";
import { focusCriterion } from "./CriterionField";
import { nextOpenAlias } from "./queue-order";
import { markField, marksOf, sheetSource } from "./sheet-source";
import { onSheetKey } from "./sheet-keys";
import type { SheetFocus } from "./sheet-keys";

export function useScoreSheet(sheet: JudgeSheet) {
  const { alias } = sheet;
  const [engine] = useState(() => engineFor(sheetSource(sheet), sheet));
  const state = useAutosave(engine);
  const navigate = useNavigate();
  const { criteria } = sheet.rubric;
  const marks = marksOf(sheet, state.fields);
  const [focus, setFocus] = useState<SheetFocus>({ at: 0, justMarked: null });
  const [missing, setMissing] = useState<string[]>([]);
  const [attempt, setAttempt] = useState(0);
  const [error, setError] = useState<unknown>(null);
  const [submitting, setSubmitting] = useState(false);
  const busy = useRef(false);
  useReportSave(saveStateOf(state));
  useEffect(() => { engine.adopt(sheet); }, [engine, sheet]);

  const mark = (key: string, steps: number | null) => {
    engine.set(markField(key), steps);
    if (steps !== null) setMissing((keys) => keys.filter((other) => other !== key));
  };

  const isComplete = () => {
    const now = marksOf(sheet, engine.getState().fields);
    const open = criteria.filter(({ key }) => now[key] === null).map(({ key }) => key);
    setMissing(open);
    if (open[0] === undefined) return true;
    setAttempt((count) => count + 1);
    moveTo({ at: criteria.findIndex(({ key }) => key === open[0]), justMarked: null });
    return false;
  };

  const submit = async (thenOpenNext: boolean) => {
    if (busy.current || !sheet.may.submit || !isComplete()) return;
    busy.current = true;
    setSubmitting(true);
    setError(null);
    try {
      if (!(await engine.flush())) {
        const refusal = engine.getState().problem;
        if (refusal) throw refusal;
        return;
      }
      const submitted = await submitSheet(alias, engine.currentRevision);
      engine.adopt(submitted);
      queries.setQueryData(judgeSheetQuery(alias).queryKey, submitted);
      void queries.invalidateQueries({ queryKey: judgeQueueQuery.queryKey });
      if (thenOpenNext) await openNext();
    } catch (refusal) {
      if (refusal instanceof Problem && refusal.status === 412 && refusal.current) engine.adopt(refusal.current as JudgeSheet);
      else setError(refusal);
    } finally {
      busy.current = false;
      setSubmitting(false);
    }
  };

  const openNext = async () => {
    const queue = await queries.ensureQueryData(judgeQueueQuery).catch(() => null);
    const next = queue ? nextOpenAlias(queue, alias) : sheet.next;
    if (next) await navigate({ to: "/judge/assignments/$alias", params: { alias: next } });
    else await navigate({ to: "/judge", search: { done: true } });
  };

  const onKeyDown = (at: number, event: React.KeyboardEvent) => {
    const current: SheetFocus = { at, justMarked: focus.justMarked };
    const now = marksOf(sheet, engine.getState().fields);
    const outcome = onSheetKey(
      { ...keyOf(event.nativeEvent) }, current, criteria, criteria.map(({ key }) => now[key] ?? null),
    );
    if (!outcome) return;
    const typing = event.target instanceof HTMLInputElement && event.target.dataset.typed !== undefined;
    const isMove = event.code === "Enter" || event.code === "NumpadEnter" || event.code.startsWith("Arrow");
    if (typing && !isMove) return;
    event.preventDefault();
    const marked = outcome.mark ? criteria[outcome.mark.index] : undefined;
    if (outcome.mark && marked) mark(marked.key, outcome.mark.steps);
    moveTo(outcome.focus);
    if (outcome.command) void submit(outcome.command === "submit_and_next");
  };

  const moveTo = (next: SheetFocus) => {
    // At once, so that the next key finds its criterion: on a phone only the focused one is on screen.
    flushSync(() => { setFocus(next); });
    const target = criteria[next.at];
    if (target) focusCriterion(target.key);
  };

  return {
    engine, state, marks, focus, missing, attempt, error, submitting,
    mark, submit, onKeyDown, moveTo,
    arrive: (at: number) => { if (at !== focus.at) setFocus({ at, justMarked: null }); },
  };
}

function keyOf(event: KeyboardEvent) {
  const { code, shiftKey, ctrlKey, metaKey, altKey, isComposing, keyCode, repeat } = event;
  return { code, shiftKey, ctrlKey, metaKey, altKey, isComposing, keyCode, repeat };
}

export type ScoreSheet = ReturnType<typeof useScoreSheet>;
