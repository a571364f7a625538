// The request on paper: for which step, hash and code of the list, and a square that a telephone reads. The list
// itself is printed below it.
import { useTranslation } from "react-i18next";
import type { Approval } from "../../api/approvals";
import type { EditionRef } from "../../api/types";
import { usePick } from "../../shell/bilingual";
import { PrintButton, PrintHead } from "../../shell/Printing";

interface Props {
  of: EditionRef;
  approval: Approval;
  step: Approval["steps"][number]["step"];
  readAt: number;
}

export function RequestSheet({ of, approval, step, readAt }: Props) {
  const { t } = useTranslation("approval");
  const pickText = usePick();
  const { qr } = approval;
  return (
    <>
      <div className="row no-print"><PrintButton label={t("print.action")} /></div>
      <PrintHead edition={of} title={t("print.title", { number: approval.number })} readAt={readAt} />
      <div className="print-only">
        <p>{t("print.step", { step: pickText(step.title) })}</p>
        <p>{t("code")} <strong className="mono" style={{ fontSize: "1.5em" }}>{approval.code}</strong><br />{t("hash")} <span className="mono">{approval.list_hash}</span></p>
        {qr ? (
          <svg viewBox={`-4 -4 ${String(qr.size + 8)} ${String(qr.size + 8)}`} width="36mm" height="36mm" role="img" aria-label={approval.list_hash} shapeRendering="crispEdges">
            <rect x="-4" y="-4" width={qr.size + 8} height={qr.size + 8} fill="#fff" />
            <path d={qr.path} fill="#000" />
          </svg>
        ) : null}
        <p>{t("print.scan")}</p>
        <p style={{ borderTop: "1px solid #000", marginTop: "18mm", paddingTop: "2mm" }}>{t("print.sign")}</p>
      </div>
    </>
  );
}
