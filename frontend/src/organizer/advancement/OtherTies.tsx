// Equals that no cut goes through: nothing waits for their order, and an order stays for good, so it is not offered
// in the standing. Folded, since a cut may still move onto them when entries decline.
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Advancement } from "../../api/advancement";
import { MoreRows, usePart } from "../../shell/more";
import type { Plan } from "./plan";
import { tiesBeside } from "./plan";
import styles from "./Advancement.module.css";

const FIRST = 8;

export function OtherTies({ data, plan, onTie }: { data: Advancement; plan: Plan; onTie: (rank: number) => void }) {
  const { t } = useTranslation("advancement");
  const ties = tiesBeside(data, plan);
  const part = usePart(ties, FIRST);
  if (ties.length === 0) return null;
  return (
    <details className="card no-print">
      <summary className={styles.fold}>{t("tie.others", { count: ties.length })}</summary>
      <div className="stack tight">
        <p className="hint measure">{t("tie.othersLead")}</p>
        <ul className={styles.wishes}>
          {part.shown.map(({ rank, entries }) => (
            <li key={rank}>
              <span>{t("tie.other", { rank, count: entries })}</span>
              <Button size="sm" variant="default" aria-label={t("tie.name", { rank })} onClick={() => { onTie(rank); }}>{t("tie.action")}</Button>
            </li>
          ))}
        </ul>
        <MoreRows part={part} />
      </div>
    </details>
  );
}
