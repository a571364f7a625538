// What is in the way of sending entries on, as the server says it: before anything is asked, and after a refusal.
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Advancement, Issue } from "../../api/advancement";
import { asProblem } from "../../api/problem";
import { ErrorSummary } from "../../forms/ErrorSummary";
import { useLanguage, usePick } from "../../shell/bilingual";
import { useProblemText } from "../../shell/problem-text";

/** The sentence of a problem, with the heat that a route leads to in place of the route's key. */
export function useRouteProblem(data: Advancement): (code: string, params?: Record<string, unknown> | null, title?: string) => string {
  const sentence = useProblemText();
  const pickText = usePick();
  const language = useLanguage();
  return (code, params, title) => {
    const named: Record<string, unknown> = { ...params };
    const route = data.routes.find(({ key }) => key === named.route) ?? data.elsewhere.find((places) => places.route === named.route);
    if (route) named.route = pickText(route.heat.title);
    if (language === "zh" && typeof named.numbers === "string") named.numbers = named.numbers.replaceAll(", ", "、");
    return sentence(code, named, title);
  };
}

/** Whether the chair's order is what is missing. */
const isTie = (code: string) => code === "tie_at_cut" || code === "tie_at_seats";

interface Props {
  edition: string;
  data: Advancement;
  problems: Issue[];
  refusal: unknown;
  /** Left out where the viewer may not put equals in order. */
  onTie?: ((rank: number) => void) | undefined;
}

export function Blockers({ edition, data, problems, refusal, onTie }: Props) {
  const { t } = useTranslation("advancement");
  const sentence = useRouteProblem(data);
  const heat = data.heat.key;
  const waitsForReport = problems.some(({ code }) => code === "report_missing");
  return (
    <>
      {refusal === null ? null : <RefusalSummary refusal={refusal} data={data} />}
      {problems.length === 0 ? null : (
        <section className="note wait" aria-labelledby="blockers">
          <h2 id="blockers">{t(data.routes.length > 0 ? "blockers" : "beforeAwards")}</h2>
          <ul>
            {problems.map(({ code, pointer, params }) => (
              <li key={`${code} ${pointer}`}>
                {sentence(code, params)}
                {onTie && isTie(code) && typeof params?.rank === "number" ? <OrderButton rank={params.rank} onTie={onTie} /> : null}
              </li>
            ))}
          </ul>
          {waitsForReport && data.heat.may.read_report ? (
            <p><Link to="/editions/$edition/heats/$heat/report" params={{ edition, heat }}>{t("toReport")}</Link></p>
          ) : null}
          {problems.some(({ code }) => isTie(code)) && !data.may.decide_tie ? <p className="hint">{t("tie.byChair")}</p> : null}
        </section>
      )}
    </>
  );
}

function OrderButton({ rank, onTie }: { rank: number; onTie: (rank: number) => void }) {
  const { t } = useTranslation("advancement");
  return <> <Button size="sm" aria-label={t("tie.name", { rank })} onClick={() => { onTie(rank); }}>{t("tie.action")}</Button></>;
}

function RefusalSummary({ refusal, data }: { refusal: unknown; data: Advancement }) {
  const { t } = useTranslation("advancement");
  const sentence = useRouteProblem(data);
  const problem = asProblem(refusal);
  const items = problem.details.length > 0 ? problem.details : [{ code: problem.code, params: null }];
  return <ErrorSummary title={t("send.refused")} items={items.map(({ code, params }) => ({ text: sentence(code, params, problem.message) }))} />;
}
