// The editions this account works on, and the way to a new one.
import { useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { editionsQuery } from "../api/editions";
import { Words } from "../shell/bilingual";
import { Icon } from "../shell/icons";
import { Empty } from "../shell/PageStates";
import { PageTitle } from "../shell/PageTitle";
import styles from "./Organizer.module.css";

export function EditionsPage() {
  const { t } = useTranslation(["organizer", "shell"]);
  const { data: { editions, may } } = useSuspenseQuery(editionsQuery);
  return (
    <div className="page">
      <div className="page-head">
        <div><PageTitle title={t("editions.title")}>{t("editions.title")}</PageTitle></div>
        {may.import_edition ? <Link to="/editions/import" className={styles.action}>{t("editions.import")}</Link> : null}
      </div>
      {editions.length === 0 ? (
        <Empty title={t("editions.emptyTitle")}><p>{t("editions.empty")}</p></Empty>
      ) : (
        <ul className={`plain ${styles.cards ?? ""}`}>
          {editions.map(({ edition, programme, call_state: call, roles }) => (
            <li key={edition.slug} className="card stack tight">
              <p className="hint"><Words of={programme.title} /></p>
              <h2><Link to="/editions/$edition" params={{ edition: edition.slug }}><Words of={edition.title} /></Link></h2>
              <div className="row">
                <span className={call === "open" ? "tag good" : "tag"}><Icon name="flag" />{t(`call.${call}`)}</span>
                <span className="hint">{roles.map((role) => t(`role.${role}`, { ns: "shell" })).join(" · ")}</span>
              </div>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
