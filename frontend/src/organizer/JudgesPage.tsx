// O5: the judges of the edition, their heats and progress; import from a table; printed codes.
import { Button } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { editionQuery, judgesQuery } from "../api/editions";
import type { JudgeRow } from "../api/types";
import { usePick, Words } from "../shell/bilingual";
import { Instant } from "../shell/Instant";
import { Empty } from "../shell/PageStates";
import { PageTitle } from "../shell/PageTitle";
import { TableFrame } from "../shell/TableFrame";
import { JudgeImport } from "./JudgeImport";
import { PrintedCode } from "./PrintedCode";

const route = getRouteApi("/signed-in/editions/$edition/judges");

export function JudgesPage() {
  const { t } = useTranslation("organizer");
  const { edition } = route.useParams();
  const { data: { judges, may } } = useSuspenseQuery(judgesQuery(edition));
  const { data: overview } = useSuspenseQuery(editionQuery(edition));
  const [codeFor, setCodeFor] = useState<JudgeRow | null>(null);
  const heatTitle = (key: string) => overview.heats.find((heat) => heat.key === key)?.title ?? { zh: key, en: key };
  return (
    <div className="page">
      <PageTitle title={t("judges.title")}>{t("judges.title")}</PageTitle>
      {judges.length === 0 ? (
        <Empty title={t("judges.emptyTitle")}><p>{t("judges.empty")}</p></Empty>
      ) : (
        <TableFrame>
          <table className="list">
            <thead>
              <tr>
                <th scope="col">{t("judges.name")}</th><th scope="col">{t("judges.heats")}</th><th scope="col">{t("judges.language")}</th>
                <th scope="col" className="num">{t("heat.sheets")}</th><th scope="col">{t("judges.lastLogin")}</th>
                {may.issue_code ? <th scope="col"><span className="sr">{t("code.title")}</span></th> : null}
              </tr>
            </thead>
            <tbody>
              {judges.map((judge) => (
                <tr key={judge.judge}>
                  <th scope="row"><Words of={judge.name} /><br /><span className="hint">{judge.email ?? t("judges.noEmail")}</span></th>
                  <td>
                    {judge.heats.map(({ key, role }) => (
                      <div key={key}><Words of={heatTitle(key)} /> {role === "chair" ? <span className="tag info">{t("judges.chair")}</span> : null}</div>
                    ))}
                  </td>
                  <td>{judge.language === "zh" ? "中文" : "English"}</td>
                  <td className="num">{judge.submitted} / {judge.assigned}</td>
                  <td>{judge.last_login_at ? <Instant at={judge.last_login_at} zone={overview.edition.zone} short /> : <span className="hint">{t("judges.never")}</span>}</td>
                  {may.issue_code ? <td><CodeButton judge={judge} onAsk={setCodeFor} /></td> : null}
                </tr>
              ))}
            </tbody>
          </table>
        </TableFrame>
      )}
      {may.import_judges ? <JudgeImport edition={edition} /> : null}
      <PrintedCode edition={overview.edition} judge={codeFor} onClose={() => { setCodeFor(null); }} />
    </div>
  );
}

function CodeButton({ judge, onAsk }: { judge: JudgeRow; onAsk: (judge: JudgeRow) => void }) {
  const { t } = useTranslation("organizer");
  const pickText = usePick();
  return (
    <Button size="sm" variant="default" aria-label={t("code.issueFor", { name: pickText(judge.name) })} onClick={() => { onAsk(judge); }}>
      {t("code.issue")}
    </Button>
  );
}
