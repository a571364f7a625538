// The stage of an entry on the canal line: bridges behind it, the one it is at, the ones to come.
import { useTranslation } from "react-i18next";

export function CanalLine({ position, of }: { position: number; of: number }) {
  const { t } = useTranslation("team");
  const width = 48 * Math.max(of - 1, 1);
  return (
    <p className="row">
      <svg width={width + 28} height="24" viewBox={`0 0 ${String(width + 28)} 24`} aria-hidden="true" focusable="false">
        <path d={`M4 12h${String(width + 20)}`} stroke="var(--line)" strokeWidth="2" />
        <path d={`M4 12h${String(10 + 48 * (position - 1))}`} stroke="var(--canal)" strokeWidth="3" strokeLinecap="round" />
        {Array.from({ length: of }, (_, index) => {
          const here = index + 1 === position;
          const passed = index + 1 < position;
          return (
            <circle
              key={index} cx={14 + 48 * index} cy="12" r={here ? 8 : 5}
              fill={passed ? "var(--canal)" : "var(--white)"} stroke={here || passed ? "var(--canal)" : "var(--edge)"} strokeWidth={here ? 3 : 2}
            />
          );
        })}
      </svg>
      <span className="hint">{t("stage", { position, of })}</span>
    </p>
  );
}
