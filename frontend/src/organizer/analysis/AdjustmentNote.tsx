// What figures allow for, and why it is less than what was asked for.
import { useTranslation } from "react-i18next";
import type { Adjustment } from "../../api/types";

interface Props {
  adjustment: Adjustment;
  /** Whether the official figure is made so, and not only the advice. */
  ranks: boolean;
}

export function AdjustmentNote({ adjustment: { used, setbacks, shrunk }, ranks }: Props) {
  const { t } = useTranslation("analysis");
  return (
    <div className={setbacks.length > 0 && ranks ? "note warn measure" : "measure"}>
      <p>{t(`method.${ranks ? "ranks" : "advises"}.${used}`)}</p>
      {setbacks.length > 0 ? (
        <ul>{setbacks.map(({ code, count }) => <li key={code}>{t(`setbacks.${code as "disconnected"}`, { count: count ?? 0, defaultValue: code })}</li>)}</ul>
      ) : null}
      {shrunk ? <p>{t("shrunk")}</p> : null}
    </div>
  );
}
