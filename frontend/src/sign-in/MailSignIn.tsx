// The mail way: address, then the six digits. The same answer for an address we know and one we do not.
import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { requestLogin } from "../api/account";
import { ErrorSummary, focusField } from "../forms/ErrorSummary";
import { useLanguage } from "../shell/bilingual";
import { useProblemSentence } from "../shell/problem-text";
import { cleanCode, cleanEmail } from "./credentials";
import { useSignIn } from "./use-sign-in";

export function MailSignIn({ next, onPrinted }: { next: string | undefined; onPrinted: () => void }) {
  const { t } = useTranslation("signIn");
  const language = useLanguage();
  const sentence = useProblemSentence();
  const { signIn, refuse, begin, busy, error, attempt } = useSignIn(next);
  const [email, setEmail] = useState("");
  const [code, setCode] = useState("");
  const [sentTo, setSentTo] = useState<string | null>(null);
  const [missing, setMissing] = useState(false);
  const [sending, setSending] = useState(false);
  const [resent, setResent] = useState(false);

  const request = async () => {
    const address = cleanEmail(email);
    if (!address.includes("@")) {
      setMissing(true);
      focusField("sign-in-email");
      return;
    }
    setMissing(false);
    setSending(true);
    begin();
    try {
      await requestLogin(address, language);
      setCode("");
      setResent(sentTo !== null);
      setSentTo(address);
    } catch (refusal) {
      refuse(refusal);
    } finally {
      setSending(false);
    }
  };

  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    if (sentTo === null) return void request();
    const digits = cleanCode(code);
    setMissing(digits.length !== 6);
    if (digits.length !== 6) return focusField("sign-in-code");
    return void signIn({ email: sentTo, code: digits });
  };

  return (
    <form className="card stack" onSubmit={submit} noValidate>
      {error === null ? null : <ErrorSummary title={t("errorTitle")} items={[{ text: sentence(error) }]} attempt={attempt} />}
      {sentTo === null ? (
        <>
          <p>{t("lead")}</p>
          <TextInput
            id="sign-in-email" label={t("email")} description={t("emailHint")} type="email" autoComplete="email"
            inputMode="email" spellCheck={false} value={email} onChange={(event) => { setEmail(event.currentTarget.value); }}
            error={missing ? t("missingEmail") : undefined}
          />
          <Button type="submit" loading={sending}>{t("send")}</Button>
          <Button variant="subtle" onClick={onPrinted}>{t("printedOffer")}</Button>
        </>
      ) : (
        <>
          <div role="status">
            <p className="strong">{t("sent", { email: sentTo })}</p>
            <p className="hint">{resent ? t("resent") : t("sentHint")}</p>
          </div>
          <TextInput
            // eslint-disable-next-line jsx-a11y/no-autofocus -- the only field, shown by the reader's own action
            autoFocus id="sign-in-code" label={t("code")} inputMode="numeric" autoComplete="one-time-code" spellCheck={false}
            value={code} onChange={(event) => { setCode(event.currentTarget.value); }} error={missing ? t("missingCode") : undefined}
          />
          <Button type="submit" loading={busy}>{t("enter")}</Button>
          <div className="row">
            <Button variant="subtle" loading={sending} onClick={() => { void request(); }}>{t("resend")}</Button>
            <Button variant="subtle" onClick={() => { setSentTo(null); setCode(""); setMissing(false); begin(); }}>{t("otherEmail")}</Button>
          </div>
        </>
      )}
    </form>
  );
}
