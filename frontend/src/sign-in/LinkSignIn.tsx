// The link of the mail carries its token behind the hash: it reaches the server only by this button's POST.
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ErrorSummary } from "../forms/ErrorSummary";
import { useProblemSentence } from "../shell/problem-text";
import { useSignIn } from "./use-sign-in";

interface Props {
  token: string;
  next: string | undefined;
  onGiveUp: () => void;
}

export function LinkSignIn({ token, next, onGiveUp }: Props) {
  const { t } = useTranslation("signIn");
  const sentence = useProblemSentence();
  const { signIn, busy, error, attempt } = useSignIn(next);
  const giveUp = () => {
    history.replaceState(history.state, "", location.pathname + location.search);
    onGiveUp();
  };
  return (
    <div className="card stack">
      {error === null ? null : <ErrorSummary title={t("errorTitle")} items={[{ text: sentence(error) }]} attempt={attempt} />}
      <h2>{t("linkTitle")}</h2>
      <p>{t("linkBody")}</p>
      <Button loading={busy} onClick={() => { void signIn({ token }); }}>{t("linkAction")}</Button>
      <Button variant="subtle" onClick={giveUp}>{t("mailOffer")}</Button>
    </div>
  );
}
