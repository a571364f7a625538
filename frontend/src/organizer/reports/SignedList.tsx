// The signed standing as one PDF, until headquarters answer. What was there stays until the new one is received.
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { heatScanUrl, reportsQuery } from "../../api/advancement";
import type { HeatReports } from "../../api/advancement";
import { asProblem, Problem } from "../../api/problem";
import { queries } from "../../api/queries";
import { uploadFile } from "../../api/upload";
import { useBytes } from "../../forms/bytes";
import { Icon } from "../../shell/icons";
import { useProblemSentence } from "../../shell/problem-text";

const MOST_BYTES = 50 * 1024 * 1024;

interface Sending {
  name: string;
  sent: number;
  total: number;
  cancel: () => void;
}

export function SignedList({ edition, data }: { edition: string; data: HeatReports }) {
  const { t } = useTranslation("report");
  const size = useBytes();
  const sentence = useProblemSentence();
  const input = useRef<HTMLInputElement>(null);
  const [sending, setSending] = useState<Sending | null>(null);
  const [refused, setRefused] = useState<{ name: string; error: unknown } | null>(null);
  const heat = data.heat.key;
  const scan = data.reports[0]?.scan ?? null;
  const send = async (file: File) => {
    setRefused(null);
    try {
      if (file.size === 0) throw new Problem(422, { code: "file_empty" });
      if (file.size > MOST_BYTES) {
        const params = { actual: size(file.size), limit: size(MOST_BYTES) };
        throw new Problem(413, { code: "file_over_limit", errors: [{ pointer: "", code: "file_over_limit", params }] });
      }
      const upload = uploadFile<HeatReports>(heatScanUrl(edition, heat), file, (sent) => {
        setSending((now) => (now === null ? null : { ...now, sent: Math.min(sent, file.size) }));
      });
      setSending({ name: file.name, sent: 0, total: file.size, cancel: upload.cancel });
      queries.setQueryData(reportsQuery(edition, heat).queryKey, await upload.done);
    } catch (error) {
      if (asProblem(error).code !== "upload_cancelled") setRefused({ name: file.name, error });
    } finally {
      setSending(null);
    }
  };
  return (
    <section className="card stack" aria-labelledby="signed-list">
      <h2 id="signed-list">{t("scan.title")}</h2>
      <p>{t("scan.lead")}</p>
      <p>
        <Icon name="file" />{" "}
        {scan === null ? <span className="hint">{t("scan.none")}</span> : <>{scan.name} <span className="hint">{size(scan.bytes)}</span></>}
      </p>
      {sending === null ? null : (
        <div className="row">
          <label>{t("scan.sending", { name: sending.name, sent: size(sending.sent), total: size(sending.total) })} <progress value={sending.sent} max={sending.total} /></label>
          <Button size="sm" variant="default" onClick={sending.cancel}>{t("scan.cancel")}</Button>
        </div>
      )}
      {refused === null ? null : (
        <p className="note bad" role="alert"><span><strong>{refused.name}</strong> {sentence(refused.error)} {scan === null ? null : t("scan.kept")}</span></p>
      )}
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
          {scan === null ? t("scan.choose") : t("scan.replace")}
        </Button>
        {data.heat.may.read_standing ? (
          <Link to="/editions/$edition/heats/$heat/standing" params={{ edition, heat }}>{t("scan.print")}</Link>
        ) : null}
      </div>
    </section>
  );
}
