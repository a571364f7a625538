// What a page shows when it has nothing to show yet, nothing at all, or was refused.
import { useQueryErrorResetBoundary } from "@tanstack/react-query";
import { Link, useRouter, useRouterState } from "@tanstack/react-router";
import { Button, Skeleton } from "@mantine/core";
import { useEffect } from "react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { asProblem } from "../api/problem";
import { Icon } from "./icons";
import type { IconName } from "./icons";
import { PageTitle } from "./PageTitle";
import { useProblemSentence } from "./problem-text";

/** Shown by the router only after 300 ms. */
export function Loading() {
  const { t } = useTranslation("shell");
  return (
    <div className="page" aria-busy="true">
      <p className="sr" role="status">{t("state.loading")}</p>
      <Skeleton height={36} width="40%" />
      <Skeleton height={120} />
      <Skeleton height={120} />
    </div>
  );
}

export function Empty({ title, children, icon = "bridge" }: { title: string; children?: ReactNode; icon?: IconName }) {
  return (
    <section className="card stack tight" style={{ justifyItems: "start" }}>
      <p style={{ fontSize: "2rem", color: "var(--canal)", lineHeight: 1 }}><Icon name={icon} /></p>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function kindOf(status: number): "forbidden" | "not_found" | "unauthenticated" | "conflict" | "network" | "server" {
  return ({ 0: "network", 401: "unauthenticated", 403: "forbidden", 404: "not_found", 409: "conflict" } as const)[status] ?? "server";
}

export function Refused({ error }: { error: unknown }) {
  const { t } = useTranslation("shell");
  const router = useRouter();
  const here = useRouterState({ select: (state) => state.location.pathname });
  const sentence = useProblemSentence();
  const queries = useQueryErrorResetBoundary();
  const problem = asProblem(error);
  const kind = kindOf(problem.status);
  useEffect(() => { queries.reset(); }, [queries]);
  const again = () => { void router.invalidate(); };
  return (
    <div className="page narrow">
      <PageTitle title={t(`state.${kind}.title`)}>{t(`state.${kind}.title`)}</PageTitle>
      <p className="lead">{kind === "conflict" ? sentence(error) : t(`state.${kind}.body`)}</p>
      {kind === "server" ? <p className="note bad">{sentence(error)}</p> : null}
      {problem.requestId && kind !== "conflict" ? <p className="hint">{t("state.request", { id: problem.requestId })}</p> : null}
      <div className="row">
        {kind === "network" || kind === "server" ? <Button onClick={again}>{t("state.again")}</Button> : null}
        {kind === "unauthenticated" ? <Link to="/sign-in" search={{ next: here }}>{t("state.signIn")}</Link> : <Link to="/">{t("state.home")}</Link>}
      </div>
    </div>
  );
}

export function NotFound() {
  const { t } = useTranslation("shell");
  return (
    <div className="page narrow">
      <PageTitle title={t("state.not_found.title")}>{t("state.not_found.title")}</PageTitle>
      <p className="lead">{t("state.not_found.body")}</p>
      <p><Link to="/">{t("state.home")}</Link></p>
    </div>
  );
}
