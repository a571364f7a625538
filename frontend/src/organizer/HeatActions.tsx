// The ways on from a heat, and opening and closing it. Each says what will happen; a refusal says why.
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { proposalQuery } from "../api/assignment";
import { closeHeat, editionQuery, openHeat, progressQuery, standingQuery } from "../api/editions";
import { queries } from "../api/queries";
import type { HeatProgress, HeatSummary } from "../api/types";
import { ConfirmDialog } from "../forms/ConfirmDialog";
import { usePick } from "../shell/bilingual";
import { AdmitEntry } from "./advancement/AdmitEntry";
import { lacksSheets } from "./withheld";
import { WithheldNote } from "./WithheldNote";

interface Props {
  edition: string;
  progress: HeatProgress;
}

export function HeatActions({ edition, progress }: Props) {
  // How entries get in that no heat sent: nothing of it once the heat is open.
  const { heat, admissions } = progress;
  return (
    <div className="row">
      <HeatLinks edition={edition} heat={heat} />
      {admissions?.may && admissions.routes.length > 0 ? <AdmitEntry edition={edition} heat={heat.key} routes={admissions.routes} /> : null}
      {heat.may.open ? <OpenHeat edition={edition} heat={heat} /> : null}
      {heat.may.close ? <CloseHeat edition={edition} progress={progress} /> : null}
    </div>
  );
}

interface LinksProps {
  edition: string;
  heat: HeatSummary;
  /** Whether the standing is what is being read. */
  onStanding?: boolean;
  /** Whether the field is. */
  onField?: boolean;
  /** Whether how sure the figures are is. */
  onAnalysis?: boolean;
}

/** The entries of a heat that was opened; standing, report and advancement of a closed one, as far as the viewer may read them. */
export function HeatLinks({ edition, heat, onStanding = false, onField = false, onAnalysis = false }: LinksProps) {
  const { t } = useTranslation(["organizer", "report", "advancement", "heats", "field", "analysis"]);
  const params = { edition, heat: heat.key };
  const { may, state, division } = heat;
  if (state === "planned") return null;
  // What was scored elsewhere has no sheets here.
  const field = !onField && heat.kind !== "imported";
  return (
    <nav className="row no-print" aria-label={t("heats:links")}>
      {field ? <Link to="/editions/$edition/heats/$heat/entries" params={params}>{t("field:link")}</Link> : null}
      {may.read_standing && !onStanding ? <Link to="/editions/$edition/heats/$heat/standing" params={params}>{t("standing.title")}</Link> : null}
      {may.read_analysis && !onAnalysis ? <Link to="/editions/$edition/heats/$heat/analysis" params={params}>{t("analysis:link")}</Link> : null}
      {may.read_report && division !== null ? <Link to="/editions/$edition/heats/$heat/report" params={params}>{t("report:title")}</Link> : null}
      {may.read_advancement ? <Link to="/editions/$edition/heats/$heat/advancement" params={params}>{t("advancement:title")}</Link> : null}
    </nav>
  );
}

function OpenHeat({ edition, heat }: { edition: string; heat: HeatSummary }) {
  const { t } = useTranslation("organizer");
  const { t: say } = useTranslation("assignment");
  const pickText = usePick();
  const [asks, setAsks] = useState(false);
  const scoring = heat.kind === "scoring";
  const { data: proposal } = useQuery({ ...proposalQuery(edition, heat.key), enabled: scoring && heat.may.read_proposal });
  const ready = !scoring || proposal?.is_current === true;
  const open = async () => {
    try {
      queries.setQueryData(progressQuery(edition, heat.key).queryKey, await openHeat(edition, heat.key));
    } finally {
      void queries.invalidateQueries({ queryKey: editionQuery(edition).queryKey, exact: true });
      void queries.invalidateQueries({ queryKey: proposalQuery(edition, heat.key).queryKey });
    }
  };
  return (
    <>
      <Button disabled={!ready} aria-describedby={ready ? undefined : "open-first"} onClick={() => { setAsks(true); }}>{t("heat.open")}</Button>
      {ready ? null : <span id="open-first" className="hint">{say("openFirst")}</span>}
      <ConfirmDialog open={asks} onClose={() => { setAsks(false); }} onConfirm={open} title={t("heat.openTitle", { heat: pickText(heat.title) })} action={t("heat.open")}>
        <p>{scoring ? say("openBody", { count: proposal?.figures?.sheets ?? 0 }) : t("heat.openBody")}</p>
      </ConfirmDialog>
    </>
  );
}

function CloseHeat({ edition, progress }: Props) {
  const { heat } = progress;
  const { t } = useTranslation("organizer");
  const pickText = usePick();
  const navigate = useNavigate();
  const [asks, setAsks] = useState(false);
  const close = async () => {
    try {
      queries.setQueryData(standingQuery(edition, heat.key).queryKey, await closeHeat(edition, heat.key));
      await navigate({ to: "/editions/$edition/heats/$heat/standing", params: { edition, heat: heat.key } });
    } finally {
      void queries.invalidateQueries({ queryKey: editionQuery(edition).queryKey });
    }
  };
  return (
    <>
      <Button color="cinnabar" onClick={() => { setAsks(true); }}>{t("heat.close")}</Button>
      <ConfirmDialog open={asks} onClose={() => { setAsks(false); }} onConfirm={close} danger title={t("heat.closeTitle", { heat: pickText(heat.title) })} action={t("heat.close")}>
        <p>{t("heat.closeBody")}</p>
        {heat.missing > 0 ? <p className="note wait">{t("heat.closeMissing", { count: heat.missing })}</p> : null}
        {lacksSheets(progress) ? <WithheldNote progress={progress} /> : null}
      </ConfirmDialog>
    </>
  );
}
