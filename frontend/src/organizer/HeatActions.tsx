// Opening and closing a heat. Each says what will happen; a refusal says why.
import { Button } from "@mantine/core";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { closeHeat, editionQuery, openHeat, progressQuery, standingQuery } from "../api/editions";
import { queries } from "../api/queries";
import type { HeatSummary } from "../api/types";
import { ConfirmDialog } from "../forms/ConfirmDialog";
import { usePick } from "../shell/bilingual";

interface Props {
  edition: string;
  heat: HeatSummary;
}

export function HeatActions({ edition, heat }: Props) {
  const { t } = useTranslation("organizer");
  const pickText = usePick();
  const navigate = useNavigate();
  const [asks, setAsks] = useState<"open" | "close" | null>(null);
  const done = () => { setAsks(null); };
  const open = async () => {
    queries.setQueryData(progressQuery(edition, heat.key).queryKey, await openHeat(edition, heat.key));
    void queries.invalidateQueries({ queryKey: editionQuery(edition).queryKey, exact: true });
  };
  const close = async () => {
    try {
      queries.setQueryData(standingQuery(edition, heat.key).queryKey, await closeHeat(edition, heat.key));
      await navigate({ to: "/editions/$edition/heats/$heat/standing", params: { edition, heat: heat.key } });
    } finally {
      void queries.invalidateQueries({ queryKey: editionQuery(edition).queryKey });
    }
  };
  return (
    <div className="row">
      {heat.may.read_standing ? (
        <Link to="/editions/$edition/heats/$heat/standing" params={{ edition, heat: heat.key }}>{t("standing.title")}</Link>
      ) : null}
      {heat.may.open ? <Button onClick={() => { setAsks("open"); }}>{t("heat.open")}</Button> : null}
      {heat.may.close ? <Button color="cinnabar" onClick={() => { setAsks("close"); }}>{t("heat.close")}</Button> : null}
      <ConfirmDialog open={asks === "open"} onClose={done} onConfirm={open} title={t("heat.openTitle", { heat: pickText(heat.title) })} action={t("heat.open")}>
        <p>{t("heat.openBody")}</p>
      </ConfirmDialog>
      <ConfirmDialog open={asks === "close"} onClose={done} onConfirm={close} danger title={t("heat.closeTitle", { heat: pickText(heat.title) })} action={t("heat.close")}>
        <p>{t("heat.closeBody")}</p>
        {heat.missing > 0 ? <p className="note wait">{t("heat.closeMissing", { count: heat.missing })}</p> : null}
      </ConfirmDialog>
    </div>
  );
}
