// The two pages about judges: who they are, and what bars them.
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import styles from "./Judges.module.css";

export function JudgesTabs({ edition }: { edition: string }) {
  const { t } = useTranslation("judges");
  const exact = { exact: true, includeSearch: false };
  return (
    <nav className={`${styles.tabs ?? ""} no-print`} aria-label={t("tabs.name")}>
      <Link to="/editions/$edition/judges" params={{ edition }} activeOptions={exact}>{t("tabs.roster")}</Link>
      <Link to="/editions/$edition/judges/conflicts" params={{ edition }} activeOptions={exact}>{t("tabs.conflicts")}</Link>
    </nav>
  );
}
