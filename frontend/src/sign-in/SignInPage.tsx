// Signing in: by mail (code or link) or by a printed code. Nothing typed is ever cleared by a refusal.
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { meQuery } from "../api/account";
import { Words } from "../shell/bilingual";
import { PageTitle } from "../shell/PageTitle";
import { homeOf } from "../shell/places";
import { LinkSignIn } from "./LinkSignIn";
import { MailSignIn } from "./MailSignIn";
import { PrintedSignIn } from "./PrintedSignIn";

const route = getRouteApi("/sign-in");

function tokenFromHash(): string | null {
  return new URLSearchParams(location.hash.slice(1)).get("token");
}

export function SignInPage() {
  const { t } = useTranslation("signIn");
  const { next } = route.useSearch();
  const { data: me } = useSuspenseQuery(meQuery);
  const [way, setWay] = useState<"mail" | "printed">("mail");
  const [token, setToken] = useState(tokenFromHash);
  return (
    <div className="page narrow" style={{ maxWidth: 520 }}>
      <PageTitle title={t("title")}>{t("title")}</PageTitle>
      {me.account && !token ? (
        <div className="note good">
          <p>{t("already")} <strong><Words of={me.account.name} /></strong></p>
          <p><Link to={next ?? homeOf(me.workplaces)}>{t("goOn")}</Link></p>
        </div>
      ) : null}
      {token ? (
        <LinkSignIn token={token} next={next} onGiveUp={() => { setToken(null); }} />
      ) : way === "mail" ? (
        <MailSignIn next={next} onPrinted={() => { setWay("printed"); }} />
      ) : (
        <PrintedSignIn next={next} onMail={() => { setWay("mail"); }} />
      )}
    </div>
  );
}
