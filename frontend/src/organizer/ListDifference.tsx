// How a list differs from the one that is public: for those who sign it, before they do.
import { useTranslation } from "react-i18next";
import type { DraftItem, ListDifference as Difference } from "../api/types";
import { Words } from "../shell/bilingual";
import styles from "./Organizer.module.css";

export function ListDifference({ of }: { of: Difference }) {
  const { t } = useTranslation("versions");
  const { added, removed, changed } = of;
  const same = added.length + removed.length + changed.length === 0;
  return (
    <div className="stack tight">
      <h4>{t("difference")}</h4>
      {same ? <p className="hint">{t("same")}</p> : null}
      {changed.length > 0 ? (
        <>
          <p className="strong">{t("changed", { count: changed.length })}</p>
          <ul>
            {changed.map(({ before, after, aspects }, index) => (
              <li key={String(index)}>
                <Line of={after} />
                <div className="hint">{aspects.map((aspect) => t(`aspects.${aspect}`)).join(" · ")} · {t("was")}: <Line of={before} /></div>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <Lines title={t("added", { count: added.length })} of={added} />
      <Lines title={t("removed", { count: removed.length })} of={removed} />
    </div>
  );
}

function Lines({ title, of }: { title: string; of: DraftItem[] }) {
  if (of.length === 0) return null;
  return (
    <>
      <p className="strong">{title}</p>
      <ul>{of.map((item, index) => <li key={String(index)}><Line of={item} /></li>)}</ul>
    </>
  );
}

function Line({ of: { contest, tier, name, title, entries } }: { of: DraftItem }) {
  return (
    <span>
      <Words of={name ?? title} /> <span className="tag info"><Words of={tier.title} /></span>{" "}
      <span className={styles.tie}><Words of={contest.title} />{entries.map(({ number }) => ` · ${number}`).join("")}</span>
    </span>
  );
}
