// The pages of one edition and the way between them. Only what the viewer may do is offered.
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, Outlet, useRouterState } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { editionQuery } from "../api/editions";
import styles from "./EditionFrame.module.css";

const route = getRouteApi("/signed-in/editions/$edition");

export function EditionFrame() {
  const { t } = useTranslation("organizer");
  const { edition } = route.useParams();
  const { data } = useQuery(editionQuery(edition));
  const path = useRouterState({ select: (state) => state.location.pathname });
  const menu = useRef<HTMLElement>(null);
  // On a phone the menu scrolls sideways: the page one is on comes into view.
  useEffect(() => {
    menu.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [path, data]);
  const params = { edition };
  const may = data?.may;
  // An edition whose entries are judged as they come has nothing to screen.
  // The heats of an edition that has several are found on its overview, and so are their pages.
  const inHeat = (data?.heats.length ?? 0) > 1 && path.includes(`/editions/${edition}/heats/`);
  const screens = may?.screen_entries === true && data?.contests.some(({ screening }) => screening);
  return (
    <>
      {data && may ? (
        <nav ref={menu} className={`${styles.nav ?? ""} no-print`} aria-label={t("nav.name")}>
          <Link to="/editions/$edition" params={params} activeOptions={{ exact: true }} aria-current={inHeat ? "true" : undefined}>{t("nav.overview")}</Link>
          {may.list_entries ? <Link to="/editions/$edition/entries" params={params}>{t("nav.entries")}</Link> : null}
          {screens ? <Link to="/editions/$edition/screening" params={params} search={{ screening: "pending" }} activeOptions={{ includeSearch: false }}>{t("nav.screening")}</Link> : null}
          {may.list_supplements ? <Link to="/editions/$edition/supplements" params={params}>{t("nav.supplements")}</Link> : null}
          {may.list_judges ? <Link to="/editions/$edition/judges" params={params}>{t("nav.judges")}</Link> : null}
          {data.heats.length > 1 ? null : data.heats.map(({ key }) => (
            <Link key={key} to="/editions/$edition/heats/$heat" params={{ edition, heat: key }}>{t("nav.heat")}</Link>
          ))}
          {may.list_awards ? <Link to="/editions/$edition/awards" params={params}>{t("nav.awards")}</Link> : null}
          {may.read_approvals ? <Link to="/editions/$edition/approval" params={params}>{t("nav.approval")}</Link> : null}
          {may.list_awards ? <Link to="/editions/$edition/confided" params={params}>{t("nav.confided")}</Link> : null}
          {may.list_publications ? <Link to="/editions/$edition/publication" params={params}>{t("nav.publication")}</Link> : null}
          {may.read_audit ? <Link to="/editions/$edition/audit" params={params}>{t("nav.audit")}</Link> : null}
          {may.list_grants ? <Link to="/editions/$edition/people" params={params}>{t("nav.people")}</Link> : null}
          {may.export_edition ? <Link to="/editions/$edition/file" params={params}>{t("nav.file")}</Link> : null}
        </nav>
      ) : null}
      <Outlet />
    </>
  );
}
