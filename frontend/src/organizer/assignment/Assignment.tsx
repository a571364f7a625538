// O6, on the page of a planned scoring heat: propose who reads how much, see what it comes to, propose again.
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { proposalQuery, proposeAssignments } from "../../api/assignment";
import type { AssignmentProposal } from "../../api/assignment";
import { editionQuery } from "../../api/editions";
import { asProblem } from "../../api/problem";
import { queries } from "../../api/queries";
import type { HeatSummary } from "../../api/types";
import { ErrorSummary } from "../../forms/ErrorSummary";
import { useLanguage, Words } from "../../shell/bilingual";
import { Icon } from "../../shell/icons";
import { Instant } from "../../shell/Instant";
import { useProblemSentence, useProblemText } from "../../shell/problem-text";
import { TableFrame } from "../../shell/TableFrame";
import { ShareBar } from "../HeatParts";

/** How many judges are listed at first. */
const FIRST = 12;

export function Assignment({ edition, heat }: { edition: string; heat: HeatSummary }) {
  const { t } = useTranslation("assignment");
  const sentence = useProblemSentence();
  const { data, error } = useQuery(proposalQuery(edition, heat.key));
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<unknown>(null);
  const [attempt, setAttempt] = useState(0);
  const propose = async () => {
    setBusy(true);
    setRefusal(null);
    try {
      queries.setQueryData(proposalQuery(edition, heat.key).queryKey, await proposeAssignments(edition, heat.key));
      void queries.invalidateQueries({ queryKey: editionQuery(edition).queryKey, exact: true });
    } catch (failure) {
      setRefusal(failure);
      setAttempt((now) => now + 1);
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className="card stack" aria-labelledby="assignment" aria-busy={busy}>
      <div className="row apart">
        <h2 id="assignment">{t("title")}</h2>
        {heat.may.propose ? (
          <Button variant={data?.figures && data.is_current ? "default" : "filled"} loading={busy} onClick={() => { void propose(); }}>
            {data?.figures ? t("again") : t("propose")}
          </Button>
        ) : null}
      </div>
      <p className="measure">{t("lead", { count: heat.readings ?? 1 })}</p>
      {refusal === null ? null : <Refusal edition={edition} refusal={refusal} attempt={attempt} />}
      {error ? <p className="note bad" role="alert">{sentence(error)}</p> : null}
      {data ? <Proposal data={data} /> : null}
    </section>
  );
}

function Refusal({ edition, refusal, attempt }: { edition: string; refusal: unknown; attempt: number }) {
  const { t } = useTranslation("assignment");
  const { t: of } = useTranslation("heats");
  const say = useProblemText();
  const problem = asProblem(refusal);
  const language = useLanguage();
  // Judges are named in both languages.
  const items = problem.details.map(({ code, params }) => ({ text: say(code, { ...params, judges: params?.[`judges_${language}`] ?? params?.judges }) }));
  const whole = { text: say(problem.code, null, problem.message) };
  return (
    <>
      <ErrorSummary title={t("refused")} items={[whole, ...items]} attempt={attempt} />
      {problem.code === "screening_open" ? (
        <p><Link to="/editions/$edition/screening" params={{ edition }} search={{ screening: "pending" }}>{of("finishScreening")}</Link></p>
      ) : null}
    </>
  );
}

function Proposal({ data }: { data: AssignmentProposal }) {
  const { t } = useTranslation("assignment");
  const { figures } = data;
  if (figures === null) return <p className="note">{data.heat.may.propose ? t("none") : t("noneReader")}</p>;
  return (
    <>
      <p>
        {data.is_current ? <span className="tag good"><Icon name="check" />{t("current")}</span> : <span className="tag wait"><Icon name="alert" />{t("outdated")}</span>}{" "}
        <span className="hint">{t("proposedAt")} <Instant at={figures.proposed_at} zone={data.edition.zone} /></span>
      </p>
      {data.is_current ? <p className="note good">{t("ready")}</p> : <p className="note wait">{t("outdatedBody")}</p>}
      <dl className="facts">
        <div><dt>{t("figures.entries")}</dt><dd>{figures.entries}</dd></div>
        <div><dt>{t("figures.judges")}</dt><dd>{figures.judges}</dd></div>
        <div><dt>{t("figures.readings")}</dt><dd>{figures.readings}</dd></div>
        <div><dt>{t("figures.sheets")}</dt><dd>{figures.sheets}</dd></div>
        <div><dt>{t("figures.loads")}</dt><dd>{figures.least === figures.most ? figures.most : t("figures.loadsValue", { least: figures.least, most: figures.most })}</dd></div>
        <div><dt>{t("figures.barred")}</dt><dd>{figures.barred}</dd></div>
      </dl>
      {figures.spread_because === null ? null : <p className="note">{t("spread")}</p>}
      <Loads data={data} most={figures.most} />
      <p className="hint">{t("seed")} <span className="mono">{figures.seed}</span></p>
    </>
  );
}

function Loads({ data, most }: { data: AssignmentProposal; most: number }) {
  const { t } = useTranslation("assignment");
  const [all, setAll] = useState(false);
  const shown = all ? data.loads : data.loads.slice(0, FIRST);
  return (
    <>
      <TableFrame>
        <table className="list">
          <caption>{t("loads")}</caption>
          <thead><tr><th scope="col">{t("judge")}</th><th scope="col" className="num">{t("sheets")}</th><th scope="col" style={{ width: "50%" }}>{t("load")}</th></tr></thead>
          <tbody>
            {shown.map(({ name, sheets }, index) => (
              // Two judges may have one name; the order is the server's.
              <tr key={`${String(index)} ${name.en} ${name.zh}`}>
                <th scope="row"><Words of={name} /></th>
                <td className="num">{sheets}</td>
                <td>{sheets === 0 ? <span className="hint">{t("idle")}</span> : <ShareBar done={sheets} of={most + 1} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
      {shown.length < data.loads.length ? (
        <div><Button size="sm" variant="default" onClick={() => { setAll(true); }}>{t("more", { count: data.loads.length - shown.length })}</Button></div>
      ) : null}
    </>
  );
}
