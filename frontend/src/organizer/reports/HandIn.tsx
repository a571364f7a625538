// The host hands the standing in, with a statement that headquarters read. The text stays when the server refuses.
import { Button, Textarea } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { reportHeat, reportsQuery } from "../../api/advancement";
import type { HeatReports } from "../../api/advancement";
import { editionQuery } from "../../api/editions";
import { queries } from "../../api/queries";
import { ConfirmDialog } from "../../forms/ConfirmDialog";
import { usePick } from "../../shell/bilingual";
import { useProblemText } from "../../shell/problem-text";

const MOST_CHARACTERS = 4_000;

export function HandIn({ edition, data }: { edition: string; data: HeatReports }) {
  const { t } = useTranslation("report");
  const pickText = usePick();
  const again = data.reports.length > 0;
  const [statement, setStatement] = useState(data.reports[0]?.statement ?? "");
  const [asks, setAsks] = useState(false);
  const sentence = useProblemText();
  // Nothing is cut off; what is too long is said and stays.
  const tooLong = [...statement.trim()].length > MOST_CHARACTERS;
  const handIn = async () => {
    queries.setQueryData(reportsQuery(edition, data.heat.key).queryKey, await reportHeat(edition, data.heat.key, statement.trim()));
    void queries.invalidateQueries({ queryKey: editionQuery(edition).queryKey, refetchType: "none" });
  };
  return (
    <>
      <form className="card stack" aria-labelledby="hand-in" onSubmit={(event) => { event.preventDefault(); setAsks(!tooLong); }}>
        <h2 id="hand-in">{again ? t("handIn.again") : t("handIn.title")}</h2>
        <Textarea
          label={t("handIn.statement")} description={t("handIn.hint")} autosize minRows={4} maxRows={16} value={statement} error={tooLong ? sentence("statement_too_long") : undefined}
          onChange={(event) => { setStatement(event.currentTarget.value); }}
        />
        <div className="row">
          <Button type="submit" disabled={tooLong}>{t("handIn.action")}</Button>
          {data.heat.may.read_standing ? (
            <Link to="/editions/$edition/heats/$heat/standing" params={{ edition, heat: data.heat.key }}>{t("scan.print")}</Link>
          ) : null}
        </div>
      </form>
      <ConfirmDialog open={asks} onClose={() => { setAsks(false); }} onConfirm={handIn} title={t("handIn.confirmTitle", { heat: pickText(data.heat.title) })} action={t("handIn.action")}>
        <p>{t("handIn.confirmBody")}</p>
        <p className="pre">{statement.trim() === "" ? <span className="hint">{t("handIn.noStatement")}</span> : statement.trim()}</p>
      </ConfirmDialog>
    </>
  );
}
