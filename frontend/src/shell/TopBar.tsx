// The bar at the top of every page. On a phone, time, help and account move to the bar at the bottom.
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Me } from "../api/types";
import { AccountMenu } from "./AccountMenu";
import { BeijingClock } from "./BeijingClock";
import { Icon, Mark } from "./icons";
import { LanguageSwitch } from "./LanguageSwitch";
import { homeOf } from "./places";
import { WorkplaceSwitch } from "./WorkplaceSwitch";
import styles from "./TopBar.module.css";

interface Props {
  me: Me;
  onHelp: () => void;
}

export function TopBar({ me, onHelp }: Props) {
  const { t } = useTranslation("shell");
  return (
    <header className={`${styles.bar ?? ""} no-print`}>
      <Link to={me.account ? homeOf(me.workplaces) : "/sign-in"} className={styles.brand} aria-label={t("brand.home")}>
        <Mark />
        <span className={styles.wide}>{t("product")}</span>
      </Link>
      <WorkplaceSwitch workplaces={me.workplaces} />
      <div className={styles.tools}>
        <div className={styles.wide}><BeijingClock /></div>
        <LanguageSwitch />
        <button type="button" className={`${styles.button ?? ""} ${me.account ? styles.wide ?? "" : ""}`} onClick={onHelp}>
          <Icon name="help" /> <span className={styles.wide}>{t("help.label")}</span>
          <span className={styles.narrowOnlyName}>{t("help.label")}</span>
        </button>
        {me.account ? <div className={styles.wide}><AccountMenu account={me.account} /></div> : null}
      </div>
    </header>
  );
}

export function PhoneBar({ me, onHelp }: Props) {
  const { t } = useTranslation("shell");
  if (!me.account) return null;
  return (
    <nav className={`${styles.phone ?? ""} no-print`} aria-label={t("phone.name")}>
      <Link to={homeOf(me.workplaces)} className={styles.item}><Icon name="list" /><span>{t("phone.work")}</span></Link>
      <BeijingClock up className={styles.item} />
      <button type="button" className={styles.item} onClick={onHelp}><Icon name="help" /><span>{t("help.label")}</span></button>
      <AccountMenu account={me.account} up className={styles.item} />
    </nav>
  );
}
