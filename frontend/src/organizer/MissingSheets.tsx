// The sheets that still block the heat; selected ones can be waived with a reason that goes on the record.
import { Button, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { editionQuery, progressQuery, waiveSheets } from "../api/editions";
import { queries } from "../api/queries";
import type { HeatProgress } from "../api/types";
import { ConfirmDialog } from "../forms/ConfirmDialog";
import { usePick, Words } from "../shell/bilingual";
import { Icon } from "../shell/icons";
import { TableFrame } from "../shell/TableFrame";
import styles from "./Organizer.module.css";

const FIRST = 12;

export function MissingSheets({ edition, progress }: { edition: string; progress: HeatProgress }) {
  const { t } = useTranslation("organizer");
  const pickText = usePick();
  const { heat, missing } = progress;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [asks, setAsks] = useState(false);
  const [reason, setReason] = useState("");
  const [all, setAll] = useState(false);
  if (heat.state !== "open") return null;
  if (missing.length === 0) return <p className="note good"><span><Icon name="check" /> {t("missing.none")}</span></p>;
  const shown = all ? missing : missing.slice(0, FIRST);
  const selected = missing.filter(({ assignment }) => chosen.has(assignment));
  const toggle = (assignment: string, on: boolean) => {
    setChosen(new Set([...chosen].filter((other) => other !== assignment).concat(on ? [assignment] : [])));
  };
  const waive = async () => {
    const newer = await waiveSheets(edition, heat.key, selected.map(({ assignment }) => assignment), reason.trim());
    queries.setQueryData(progressQuery(edition, heat.key).queryKey, newer);
    void queries.invalidateQueries({ queryKey: editionQuery(edition).queryKey, exact: true });
    setChosen(new Set());
    setReason("");
  };
  return (
    <section className="stack tight" aria-labelledby="missing">
      <div className="row apart">
        <h2 id="missing">{t("missing.title", { count: missing.length })}</h2>
        {heat.may.waive ? (
          <Button size="sm" color="cinnabar" variant="light" disabled={selected.length === 0} onClick={() => { setAsks(true); }}>
            {t("waiver.action", { count: selected.length })}
          </Button>
        ) : null}
      </div>
      <TableFrame>
        <table className="list">
          <thead>
            <tr>
              {heat.may.waive ? (
                <th scope="col" className={styles.checkCell}>
                  <input
                    type="checkbox" className={styles.check} aria-label={t("missing.all")} checked={selected.length === missing.length}
                    onChange={(event) => { setChosen(new Set(event.currentTarget.checked ? missing.map(({ assignment }) => assignment) : [])); }}
                  />
                </th>
              ) : null}
              <th scope="col">{t("judges.name")}</th><th scope="col">{t("entries.entry")}</th><th scope="col">{t("missing.state")}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((sheet) => (
              <tr key={sheet.assignment}>
                {heat.may.waive ? (
                  <td className={styles.checkCell}>
                    <input
                      type="checkbox" className={styles.check} checked={chosen.has(sheet.assignment)}
                      aria-label={t("missing.choose", { judge: pickText(sheet.judge.name), number: sheet.number })}
                      onChange={(event) => { toggle(sheet.assignment, event.currentTarget.checked); }}
                    />
                  </td>
                ) : null}
                <th scope="row"><Words of={sheet.judge.name} /></th>
                <td>{sheet.number} <Words of={sheet.title} /></td>
                <td><span className={sheet.state === "draft" ? "tag wait" : "tag"}>{sheet.state === "draft" ? t("missing.draft") : t("missing.notStarted")}</span></td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
      {shown.length < missing.length ? (
        <div><Button size="sm" variant="default" onClick={() => { setAll(true); }}>{t("missing.more", { count: missing.length - shown.length })}</Button></div>
      ) : null}
      <ConfirmDialog
        open={asks} onClose={() => { setAsks(false); }} onConfirm={waive} danger disabled={reason.trim() === ""}
        title={t("waiver.title", { count: selected.length })} action={t("waiver.confirm")}
      >
        <p>{t("waiver.body")}</p>
        <ul>{selected.map((sheet) => <li key={sheet.assignment}><Words of={sheet.judge.name} /> · {sheet.number}</li>)}</ul>
        <Textarea label={t("reason")} description={t("waiver.reasonHint")} autosize minRows={2} value={reason} onChange={(event) => { setReason(event.currentTarget.value); }} />
      </ConfirmDialog>
    </section>
  );
}
