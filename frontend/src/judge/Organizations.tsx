// The organizations that a judge is tied to, one a line. Their entries are not given to the judge, who is not told
// which those are.
import { Button, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { declareOrganizations, judgeQueueQuery } from "../api/judge";
import { asProblem } from "../api/problem";
import { queries } from "../api/queries";
import { usePick } from "../shell/bilingual";
import { Icon } from "../shell/icons";
import { useProblemSentence, useProblemText } from "../shell/problem-text";
import type { JudgeInvitation } from "./queue-order";
import styles from "./QueuePage.module.css";

/** What is wrong with which line; the server names a line by its place. */
function useLineProblems() {
  const { t } = useTranslation("judge");
  const text = useProblemText();
  const sentence = useProblemSentence();
  return (error: unknown): string | undefined => {
    if (error === null) return undefined;
    const problem = asProblem(error);
    const lines = problem.details.map(({ pointer, code, params }) => {
      const line = /^\/organizations\/(\d+)$/.exec(pointer)?.[1];
      const words = text(code, params);
      return line === undefined ? words : t("organizations.line", { line: Number(line) + 1, words });
    });
    return lines.length > 0 ? lines.join(" ") : sentence(error);
  };
}

export function Organizations({ invitation, named }: { invitation: JudgeInvitation; named: boolean }) {
  const { t } = useTranslation("judge");
  const pickText = usePick();
  const problems = useLineProblems();
  const { edition, organizations } = invitation;
  const kept = organizations.join("\n");
  const [typed, setTyped] = useState(kept);
  const [busy, setBusy] = useState(false);
  const [saved, setSaved] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const save = async (event: React.FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setError(null);
    try {
      const queue = await declareOrganizations(edition.slug, typed.split("\n"));
      queries.setQueryData(judgeQueueQuery.queryKey, queue);
      const now = queue.invitations.find((one) => one.edition.slug === edition.slug);
      setTyped(now?.organizations.join("\n") ?? typed);
      setSaved(true);
    } catch (refusal) {
      setError(refusal);
    } finally {
      setBusy(false);
    }
  };
  const id = `organizations-${edition.slug}`;
  const isAsked = organizations.length === 0;
  return (
    <details className={`card ${styles.folded ?? ""}`} open={isAsked ? undefined : true}>
      <summary><h2 id={id}>{named ? t("organizations.titleIn", { edition: pickText(edition.title) }) : t("organizations.title")}</h2></summary>
      <form className="stack" onSubmit={(event) => { void save(event); }} aria-labelledby={id}>
        <p className="measure">{t("organizations.body")}</p>
        <Textarea
          label={t("organizations.label")} description={t("organizations.hint")} autosize minRows={3} maxRows={12} spellCheck={false} className="measure"
          value={typed} error={problems(error)}
          onChange={(event) => { setTyped(event.currentTarget.value); setSaved(false); }}
        />
        <div className="row">
          <Button type="submit" variant="default" loading={busy} disabled={typed === kept}>{t("organizations.save")}</Button>
          <span role="status">{saved ? <span className="tag good"><Icon name="check" />{t("organizations.saved")}</span> : null}</span>
        </div>
      </form>
    </details>
  );
}
