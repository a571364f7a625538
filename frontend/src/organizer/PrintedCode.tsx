// A one-time code on paper for a judge without mail. Shown once; the page prints alone.
import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { issuePrintedCode } from "../api/editions";
import type { EditionRef, JudgeRow, PrintedCode as Code } from "../api/types";
import { ConfirmDialog } from "../forms/ConfirmDialog";
import { Dialog } from "../forms/Dialog";
import { usePick, Words } from "../shell/bilingual";
import { Icon } from "../shell/icons";
import { Instant } from "../shell/Instant";
import styles from "./Organizer.module.css";

export function PrintedCode({ edition, judge, onClose }: { edition: EditionRef; judge: JudgeRow | null; onClose: () => void }) {
  const { t } = useTranslation("organizer");
  const pickText = usePick();
  const [code, setCode] = useState<Code | null>(null);
  const name = judge ? pickText(judge.name) : "";
  return (
    <>
      <ConfirmDialog
        open={judge !== null} onClose={onClose} title={t("code.askTitle", { name })} action={t("code.issue")}
        onConfirm={async () => { if (judge) setCode(await issuePrintedCode(edition.slug, judge.judge)); }}
      >
        <p>{t("code.askBody")}</p>
      </ConfirmDialog>
      <Dialog open={code !== null} onClose={() => { setCode(null); }} title={t("code.title")}>
        {code ? (
          <>
            <div className="print-alone stack">
              <p className="lead"><strong><Words of={code.name} /></strong></p>
              <p><Words of={edition.title} /></p>
              <p>{t("code.how")} <strong>{location.origin}/app/sign-in</strong></p>
              <p className={styles.code}>{code.code}</p>
              <p>{t("code.expires")} <Instant at={code.expires_at} zone={edition.zone} /></p>
            </div>
            <p className="note wait no-print">{t("code.once")}</p>
            <div className="row no-print">
              <Button leftSection={<Icon name="print" />} onClick={() => { window.print(); }}>{t("print")}</Button>
              <Button variant="default" onClick={() => { setCode(null); }}>{t("code.done")}</Button>
            </div>
          </>
        ) : null}
      </Dialog>
    </>
  );
}
