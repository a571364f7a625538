// The chain that approves the list: where it stands, what is next and whose it is, the list with what was struck
// off, and earlier requests.
import { Button } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { approvalsQuery, requestApproval } from "../../api/approvals";
import type { Approvals } from "../../api/approvals";
import { ConfirmDialog } from "../../forms/ConfirmDialog";
import { Words } from "../../shell/bilingual";
import { PageTitle } from "../../shell/PageTitle";
import { useProblemText } from "../../shell/problem-text";
import { ApprovalCard } from "./ApprovalCard";
import { Exceptions } from "./Exceptions";
import { remember } from "./remember";

const route = getRouteApi("/signed-in/editions/$edition/approval");

export function ApprovalPage() {
  const { t } = useTranslation("approval");
  const { edition } = route.useParams();
  const { data, dataUpdatedAt } = useSuspenseQuery(approvalsQuery(edition));
  const [latest, ...earlier] = data.approvals;
  // What waits for the reader stands above a list that fills pages.
  const waits = data.exceptions.some(({ may }) => may.confirm);
  return (
    <div className="page">
      <PageTitle title={t("title")}>{t("title")}</PageTitle>
      <p className="lead no-print">{data.chain.length > 0 ? t("lead") : t("noChain")}</p>
      {data.chain.length > 0 ? <Next edition={edition} data={data} /> : null}
      {latest?.may.approve || latest?.may.register ? <p className="no-print"><a href="#decide">{t("toDecision")}</a></p> : null}
      {waits ? <div className="no-print"><Exceptions edition={edition} tiers={[]} /></div> : null}
      {latest ? <ApprovalCard key={latest.id} edition={edition} of={data.edition} approval={latest} readAt={dataUpdatedAt} open /> : data.chain.length > 0 ? <p className="note no-print">{t("none")}</p> : null}
      <div className="no-print stack">
        {waits ? null : <Exceptions edition={edition} tiers={[]} />}
        {earlier.length > 0 ? (
          <section className="stack" aria-labelledby="earlier">
            <h2 id="earlier">{t("history")}</h2>
            {earlier.map((approval) => (
              <ApprovalCard key={approval.id} edition={edition} of={data.edition} approval={approval} readAt={dataUpdatedAt} open={false} />
            ))}
          </section>
        ) : null}
      </div>
    </div>
  );
}

/** The chain, and the request that begins it. */
function Next({ edition, data }: { edition: string; data: Approvals }) {
  const { t } = useTranslation("approval");
  const sentence = useProblemText();
  const [asks, setAsks] = useState(false);
  const underWay = data.approvals.some(({ state }) => state === "requested" || state === "approved");
  const blockers = [...new Set(data.blockers.map(({ code, params }) => sentence(code, params as Record<string, unknown>)))];
  if (underWay) return null;
  return (
    <section className="card stack no-print" aria-labelledby="chain">
      <h2 id="chain">{t("chain")}</h2>
      <ol>
        {data.chain.map(({ key, title, by }) => <li key={key}><Words of={title} /> <span className="hint">{t(`by.${by}`)}</span></li>)}
      </ol>
      <p className="hint">{t("draft", { count: data.draft_items })}</p>
      {blockers.length > 0 ? (
        <div className="note wait"><h3>{t("blockers")}</h3><ul>{blockers.map((text) => <li key={text}>{text}</li>)}</ul></div>
      ) : null}
      {data.may.request ? <div className="row"><Button onClick={() => { setAsks(true); }}>{t("request")}</Button></div> : null}
      <ConfirmDialog
        open={asks} onClose={() => { setAsks(false); }} title={t("requestTitle")} action={t("request")}
        onConfirm={async () => { remember(edition, await requestApproval(edition)); }}
      >
        <p>{t("requestBody", { count: data.draft_items })}</p>
      </ConfirmDialog>
    </section>
  );
}
