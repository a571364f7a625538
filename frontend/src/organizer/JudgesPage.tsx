// O5: the judges of the edition, their organizations, panels and progress; inviting, importing, printed codes.
import { Button } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { editionQuery, judgesQuery } from "../api/editions";
import { judgesFileUrl } from "../api/judges";
import type { RosterRow } from "../api/judges";
import { Icon } from "../shell/icons";
import { Empty } from "../shell/PageStates";
import { PageTitle } from "../shell/PageTitle";
import { PrintButton, PrintHead } from "../shell/Printing";
import { ExportLinks } from "./ExportLinks";
import { JudgeImport } from "./JudgeImport";
import { InviteDialog } from "./judges/InviteDialog";
import { JudgesTabs } from "./judges/JudgesTabs";
import { narrowedRoster } from "./judges/roster";
import type { RosterSearch } from "./judges/roster";
import { RosterFilters } from "./judges/RosterFilters";
import { RosterTable } from "./judges/RosterTable";
import { PrintedCode } from "./PrintedCode";

const route = getRouteApi("/signed-in/editions/$edition/judges");

export function JudgesPage() {
  const { t } = useTranslation("organizer");
  const { t: say } = useTranslation("judges");
  const { edition } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { data: { judges, may }, dataUpdatedAt } = useSuspenseQuery(judgesQuery(edition));
  const { data: overview } = useSuspenseQuery(editionQuery(edition));
  const [codeFor, setCodeFor] = useState<RosterRow | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [invites, setInvites] = useState<RosterRow[] | null>(null);
  const [sent, setSent] = useState<number | null>(null);
  const rows = narrowedRoster(judges, search);
  const selected = rows.filter(({ judge }) => chosen.has(judge));
  const narrow = (next: RosterSearch) => { void navigate({ search: next, replace: true, resetScroll: false }); };
  return (
    <div className="page wide">
      <PrintHead edition={overview.edition} title={t("judges.title")} readAt={dataUpdatedAt} />
      <div className="page-head">
        <div>
          <PageTitle title={t("judges.title")}>{t("judges.title")}</PageTitle>
          {judges.length > 0 ? <p className="hint" role="status">{say("filter.shown", { shown: rows.length, all: judges.length })}</p> : null}
        </div>
        <div className="row no-print">
          {may.import_judges && judges.length > 0 ? <a href="#import">{t("judgeImport.title")}</a> : null}
          {judges.length > 0 ? <ExportLinks address={(format) => judgesFileUrl(edition, format)} /> : null}
          {rows.length > 0 ? <PrintButton /> : null}
        </div>
      </div>
      <JudgesTabs edition={edition} />
      {judges.length === 0 ? <Empty title={t("judges.emptyTitle")}><p>{t("judges.empty")}</p></Empty> : (
        <>
          <RosterFilters search={search} heats={overview.heats} onSearch={narrow} />
          {sent === null ? null : <p className="note good" role="status"><span><Icon name="check" /> {say("invite.done", { count: sent })}</span></p>}
          {may.invite && rows.length > 0 ? (
            <div className="row no-print">
              <Button disabled={selected.length === 0} onClick={() => { setInvites(selected); }}>{say("invite.action", { count: selected.length })}</Button>
              <Button variant="default" onClick={() => { setInvites(rows); }}>{say("invite.all", { count: rows.length })}</Button>
            </div>
          ) : null}
          {rows.length === 0 ? (
            <div className="note"><p>{say("filter.none")}</p><div><Button size="sm" variant="default" onClick={() => { narrow({}); }}>{say("filter.clear")}</Button></div></div>
          ) : (
            <RosterTable
              overview={overview} rows={rows} readAt={dataUpdatedAt} chosen={may.invite ? chosen : undefined} onChoose={setChosen}
              onCode={may.issue_code ? setCodeFor : undefined}
            />
          )}
        </>
      )}
      {may.import_judges ? <div className="no-print"><JudgeImport edition={edition} /></div> : null}
      <PrintedCode edition={overview.edition} judge={codeFor} onClose={() => { setCodeFor(null); }} />
      <InviteDialog edition={edition} judges={invites} onClose={() => { setInvites(null); }} onSent={(mails) => { setSent(mails); setChosen(new Set()); }} />
    </div>
  );
}
