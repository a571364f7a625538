// The paper way: a one-time code that an organizer printed.
import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ErrorSummary, focusField } from "../forms/ErrorSummary";
import { useProblemSentence } from "../shell/problem-text";
import { cleanPrintedCode } from "./credentials";
import { useSignIn } from "./use-sign-in";

export function PrintedSignIn({ next, onMail }: { next: string | undefined; onMail: () => void }) {
  const { t } = useTranslation("signIn");
  const sentence = useProblemSentence();
  const { signIn, busy, error, attempt } = useSignIn(next);
  const [code, setCode] = useState("");
  const [missing, setMissing] = useState(false);
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    const cleaned = cleanPrintedCode(code);
    setMissing(cleaned === "");
    if (cleaned === "") return focusField("sign-in-printed");
    return void signIn({ printed_code: cleaned });
  };
  return (
    <form className="card stack" onSubmit={submit} noValidate>
      {error === null ? null : <ErrorSummary title={t("errorTitle")} items={[{ text: sentence(error) }]} attempt={attempt} />}
      <h2>{t("printedTitle")}</h2>
      <TextInput
        // eslint-disable-next-line jsx-a11y/no-autofocus -- the only field, shown by the reader's own action
        autoFocus id="sign-in-printed" label={t("printed")} description={t("printedHint")} autoComplete="off" spellCheck={false}
        autoCapitalize="characters" placeholder="ABCD-EFGH-JKMN-PQRS" value={code}
        onChange={(event) => { setCode(event.currentTarget.value); }} error={missing ? t("missingPrinted") : undefined}
      />
      <Button type="submit" loading={busy}>{t("enter")}</Button>
      <Button variant="subtle" onClick={onMail}>{t("mailOffer")}</Button>
    </form>
  );
}
