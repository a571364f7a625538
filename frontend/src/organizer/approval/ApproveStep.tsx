// The next step in the application: the list with this hash, without what is struck off.
import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { approveList } from "../../api/approvals";
import type { Approval } from "../../api/approvals";
import { ConfirmDialog } from "../../forms/ConfirmDialog";
import { usePick } from "../../shell/bilingual";
import { remember } from "./remember";
import { sayWhy, toSend } from "./strikes";
import type { Strikes } from "./strikes";

interface Props {
  edition: string;
  approval: Approval;
  step: Approval["steps"][number]["step"];
  strikes: Strikes;
  onDone: () => void;
}

export function ApproveStep({ edition, approval, step, strikes, onDone }: Props) {
  const { t } = useTranslation("approval");
  const pickText = usePick();
  const [asks, setAsks] = useState(false);
  const struck = Object.keys(strikes).length;
  const left = approval.items.filter((item) => item.struck === null).length - struck;
  const approve = async () => {
    remember(edition, await approveList(edition, approval.id, approval.list_hash, toSend(strikes)));
    onDone();
  };
  return (
    <div className="row no-print">
      <Button disabled={!sayWhy(strikes) || left < 1} onClick={() => { setAsks(true); }}>{t("approve")}</Button>
      <ConfirmDialog open={asks} onClose={() => { setAsks(false); }} onConfirm={approve} title={t("approveTitle", { step: pickText(step.title) })} action={t("approve")}>
        <p>{t("approveBody", { count: left })}</p>
        {struck > 0 ? <p className="note wait">{t("approveStrikes", { count: struck })}</p> : null}
        <p className="mono">{approval.list_hash}</p>
      </ConfirmDialog>
    </div>
  );
}
