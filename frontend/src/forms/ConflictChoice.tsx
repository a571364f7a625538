// The same field was changed twice: both versions, one choice, nothing dropped before it is made.
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Conflict, FieldValue } from "./merge";
import styles from "./ConflictChoice.module.css";

interface Props {
  conflicts: Record<string, Conflict>;
  labelOf: (field: string) => string;
  show: (field: string, value: FieldValue) => string;
  onChoose: (field: string, side: "mine" | "theirs") => void;
}

export function ConflictChoice({ conflicts, labelOf, show, onChoose }: Props) {
  const { t } = useTranslation("shell");
  const fields = Object.entries(conflicts);
  if (fields.length === 0) return null;
  return (
    <div className="note wait" role="alert">
      <h2>{t("conflict.title")}</h2>
      <p>{t("conflict.body")}</p>
      {fields.map(([field, { mine, theirs }]) => (
        <section key={field} className={styles.choice} aria-label={labelOf(field)}>
          <h3>{labelOf(field)}</h3>
          <div className={styles.versions}>
            {([["mine", mine], ["theirs", theirs]] as const).map(([side, value]) => (
              <div key={side} className={styles.version}>
                <p className="hint">{t(`conflict.${side}`)}</p>
                <p className="pre">{show(field, value) || t("conflict.empty")}</p>
                <Button size="sm" variant="default" onClick={() => { onChoose(field, side); }}>
                  {side === "mine" ? t("conflict.keepMine") : t("conflict.takeTheirs")}
                </Button>
              </div>
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}
