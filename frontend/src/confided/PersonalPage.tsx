// What a personal link leads to, for people without an account. The token stays behind the number sign, so that no
// server writes it down with the address.
import { Button } from "@mantine/core";
import { useState } from "react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { openPersonal, readPersonal } from "../api/confidences";
import type { PersonalConfidence } from "../api/confidences";
import { asProblem } from "../api/problem";
import { Words } from "../shell/bilingual";
import { PageTitle } from "../shell/PageTitle";
import { Loading } from "../shell/PageStates";
import { useProblemSentence } from "../shell/problem-text";
import { PledgeBox } from "./PledgeBox";

export function PersonalPage() {
  const { t } = useTranslation("confided");
  const { t: say } = useTranslation("shell");
  const sentence = useProblemSentence();
  const [token] = useState(() => new URLSearchParams(location.hash.slice(1)).get("token") ?? "");
  const client = useQueryClient();
  const { data, error, refetch, isFetching } = useQuery({ queryKey: ["personal", token], queryFn: () => readPersonal(token), retry: false });
  if (error && !data) {
    const ended = asProblem(error).status === 404;
    return (
      <div className="page">
        <PageTitle title={t("message")}>{t("message")}</PageTitle>
        <p className="note">{ended ? t("linkEnded") : sentence(error)}</p>
        {ended ? null : <div><Button loading={isFetching} onClick={() => { void refetch(); }}>{say("state.again")}</Button></div>}
      </div>
    );
  }
  if (!data) return <Loading />;
  const open = async (version: number) => { client.setQueryData(["personal", token], await openPersonal(token, version)); };
  return (
    <div className="page">
      <PageTitle title={t("message")}>{t("message")}</PageTitle>
      <p className="hint"><Words of={data.edition.title} /></p>
      {data.stage === "public" ? <p className="note">{t("public")} <a href={`/results/${data.edition.slug}`}>{t("toResults")}</a></p> : null}
      {data.stage === "withdrawn" ? <p className="note">{t("withdrawn")}</p> : null}
      {data.content ? <Content content={data.content} /> : null}
      {data.stage === "more" ? <p className="note">{t("more")}</p> : null}
      {data.stage === "sealed" || data.stage === "more" ? <PledgeBox pledge={data.pledge} onOpen={open} /> : null}
    </div>
  );
}

function Content({ content }: { content: NonNullable<PersonalConfidence["content"]> }) {
  const { t } = useTranslation("confided");
  if (content.level === "invited") return <p>{t("outside.invited")}</p>;
  return (
    <section className="stack">
      <h2>{t("outside.awards")}</h2>
      {content.awards.length === 0 ? <p>{t("outside.none")}</p> : null}
      <ul className="stack tight">
        {content.awards.map((award, index) => (
          <li key={`${award.number}-${String(index)}`}>
            {award.tier ? <strong><Words of={award.tier} /> </strong> : null}
            {award.holder ? <><Words of={award.holder} /> · </> : null}
            <Words of={award.title} /> <span className="hint">{award.number} · <Words of={award.team} /></span>
          </li>
        ))}
      </ul>
    </section>
  );
}
