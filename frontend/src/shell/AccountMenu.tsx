// Who is signed in, and the way out. Signing out with unsent changes asks first, then wipes the device's copies.
import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { endLogin } from "../api/account";
import type { Me } from "../api/types";
import { forgetDeviceCopies, unsentCopies } from "../forms/device-copy";
import { ConfirmDialog } from "../forms/ConfirmDialog";
import { Words } from "./bilingual";
import { Disclosure } from "./Disclosure";
import { Icon } from "./icons";
import { useProblemSentence } from "./problem-text";
import styles from "./TopBar.module.css";

interface Props {
  account: NonNullable<Me["account"]>;
  up?: boolean;
  className?: string;
}

export function AccountMenu({ account, up = false, className }: Props) {
  const { t } = useTranslation("shell");
  const sentence = useProblemSentence();
  const [asks, setAsks] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const unsent = asks ? unsentCopies().length : 0;
  const leave = async () => {
    await endLogin();
    forgetDeviceCopies();
    // A fresh page: nothing of this account stays in memory on a shared device.
    location.assign("/app/sign-in");
  };
  const begin = () => {
    if (unsentCopies().length > 0) setAsks(true);
    else leave().catch(setError);
  };
  return (
    <>
      <Disclosure
        up={up} className={className} name={t("account.name")}
        label={<><Icon name="person" /><span className={styles.wide}>{t("account.label")}</span></>}
      >
        <div className="stack tight">
          <p className="strong"><Words of={account.name} /></p>
          {account.email ? <p className="hint">{account.email}</p> : null}
          {error === null ? null : <p className="note bad" role="alert">{sentence(error)}</p>}
          <Button variant="default" onClick={begin}>{t("account.signOut")}</Button>
        </div>
      </Disclosure>
      <ConfirmDialog
        open={asks} onClose={() => { setAsks(false); }} onConfirm={leave} danger
        title={t("account.unsentTitle")} action={t("account.signOutAnyway")}
      >
        <p>{t("account.unsent", { count: unsent })}</p>
      </ConfirmDialog>
    </>
  );
}
