// The paper of the next step: its scan, then number, date, signers, and the code that says which list was signed.
import { Button, Textarea, TextInput } from "@mantine/core";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { approvalScanUrl, registerApproval } from "../../api/approvals";
import type { Approval, Approvals } from "../../api/approvals";
import { uploadFile } from "../../api/upload";
import { useBytes } from "../../forms/bytes";
import { ConfirmDialog } from "../../forms/ConfirmDialog";
import { Icon } from "../../shell/icons";
import { useProblemSentence } from "../../shell/problem-text";
import { remember } from "./remember";
import { sayWhy, toSend } from "./strikes";
import type { Strikes } from "./strikes";

interface Props {
  edition: string;
  approval: Approval;
  strikes: Strikes;
  onDone: () => void;
}

const EMPTY = { code: "", document: "", date: "", signers: "" };

export function RegisterPaper({ edition, approval, strikes, onDone }: Props) {
  const { t } = useTranslation("approval");
  const [paper, setPaper] = useState(EMPTY);
  const [asks, setAsks] = useState(false);
  const set = (field: keyof typeof EMPTY) => (event: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => {
    const { value } = event.currentTarget;
    setPaper((before) => ({ ...before, [field]: value }));
  };
  const signers = paper.signers.split("\n").map((name) => name.trim()).filter((name) => name !== "");
  const ready = approval.scan !== null && paper.code.trim() !== "" && paper.document.trim() !== "" && paper.date.trim() !== "" && signers.length > 0 && sayWhy(strikes);
  const register = async () => {
    const { code, document, date } = paper;
    const body = { code: code.trim(), document: document.trim(), date: date.trim(), signers, scan: approval.scan?.sha256 ?? "", strikes: toSend(strikes) };
    remember(edition, await registerApproval(edition, approval.id, body));
    setPaper(EMPTY);
    onDone();
  };
  return (
    <section className="stack no-print" aria-labelledby="register">
      <h3 id="register">{t("register.title")}</h3>
      <ScanField edition={edition} approval={approval} />
      <form className="stack" onSubmit={(event) => { event.preventDefault(); if (ready) setAsks(true); }}>
        <TextInput label={t("register.code")} description={t("register.codeHint")} autoComplete="off" spellCheck={false} value={paper.code} onChange={set("code")} />
        <TextInput label={t("register.document")} value={paper.document} onChange={set("document")} />
        <TextInput label={t("register.date")} description={t("register.dateHint")} inputMode="numeric" value={paper.date} onChange={set("date")} />
        <Textarea label={t("register.signers")} autosize minRows={2} value={paper.signers} onChange={set("signers")} />
        <div className="row"><Button type="submit" disabled={!ready}>{t("register.action")}</Button></div>
      </form>
      <ConfirmDialog open={asks} onClose={() => { setAsks(false); }} onConfirm={register} title={t("register.confirmTitle")} action={t("register.action")}>
        <p>{t("register.confirmBody")}</p>
        {Object.keys(strikes).length > 0 ? <p className="note wait">{t("approveStrikes", { count: Object.keys(strikes).length })}</p> : null}
      </ConfirmDialog>
    </section>
  );
}

function ScanField({ edition, approval }: { edition: string; approval: Approval }) {
  const { t } = useTranslation("approval");
  const size = useBytes();
  const sentence = useProblemSentence();
  const input = useRef<HTMLInputElement>(null);
  const [sending, setSending] = useState<string | null>(null);
  const [refused, setRefused] = useState<unknown>(null);
  const { scan } = approval;
  const send = async (file: File) => {
    setRefused(null);
    setSending(file.name);
    try {
      remember(edition, await uploadFile<Approvals>(approvalScanUrl(edition, approval.id), file, () => undefined).done);
    } catch (error) {
      setRefused(error);
    } finally {
      setSending(null);
    }
  };
  return (
    <div className="stack tight">
      <p><strong>{t("scan.title")}</strong><br /><Icon name="file" /> {scan === null ? <span className="hint">{t("scan.none")}</span> : <>{scan.name} <span className="hint">{size(scan.bytes)}</span></>}</p>
      {sending === null ? null : <p className="hint" role="status">{t("scan.sending", { name: sending })}</p>}
      {refused === null ? null : <p className="note bad" role="alert">{sentence(refused)}</p>}
      <div className="row">
        <input
          ref={input} type="file" accept="application/pdf" className="sr" tabIndex={-1} aria-hidden="true" data-testid="input-scan"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            event.currentTarget.value = "";
            if (file) void send(file);
          }}
        />
        <Button variant={scan === null ? "filled" : "default"} disabled={sending !== null} leftSection={<Icon name="upload" />} onClick={() => { input.current?.click(); }}>
          {t(scan === null ? "scan.choose" : "scan.replace")}
        </Button>
      </div>
    </div>
  );
}
