// The frame around every page: skip link, bar, save line, page, phone bar, help.
import { useSuspenseQuery } from "@tanstack/react-query";
import { Outlet, useRouterState } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { meQuery } from "../api/account";
import { HelpDialog } from "./HelpDialog";
import { SaveLine } from "./SaveLine";
import { PhoneBar, TopBar } from "./TopBar";
import styles from "./Shell.module.css";

export function Shell() {
  const { t } = useTranslation("shell");
  const { data: me } = useSuspenseQuery(meQuery);
  const [help, setHelp] = useState(false);
  const openHelp = useCallback(() => { setHelp(true); }, []);
  const closeHelp = useCallback(() => { setHelp(false); }, []);
  // The score sheet has its own bar at the bottom of a phone.
  const ownBar = useRouterState({ select: (state) => state.location.pathname.startsWith("/judge/assignments/") });
  return (
    <div className={styles.shell} data-own-bar={ownBar}>
      <a className="skip" href="#page">{t("skip")}</a>
      <TopBar me={me} onHelp={openHelp} />
      <SaveLine />
      <main id="page" tabIndex={-1} className={styles.main}><Outlet /></main>
      {ownBar ? null : <PhoneBar me={me} onHelp={openHelp} />}
      <HelpDialog open={help} onOpen={openHelp} onClose={closeHelp} />
    </div>
  );
}
