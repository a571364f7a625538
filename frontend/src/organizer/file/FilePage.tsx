// The edition as a file: take it away, amend it, and read what was amended, by whom and why.
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { amendmentsQuery, editionFileQuery } from "../../api/edition-file";
import { usePick } from "../../shell/bilingual";
import { PageTitle } from "../../shell/PageTitle";
import organizer from "../Organizer.module.css";
import { AmendForm } from "./AmendForm";
import { History } from "./History";
import { SourceText } from "./SourceText";

const route = getRouteApi("/signed-in/editions/$edition/file");

export function FilePage() {
  const { t } = useTranslation("editionFile");
  const pickText = usePick();
  const { edition } = route.useParams();
  const { data: file } = useSuspenseQuery(editionFileQuery(edition));
  const { data: { edition: named, amendments, may } } = useSuspenseQuery(amendmentsQuery(edition));
  const name = file.amendment === 0 ? `${file.slug}.toml` : `${file.slug}-${String(file.amendment)}.toml`;
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <PageTitle title={`${t("title")} ${pickText(named.title)}`}>{t("title")}</PageTitle>
          <p className="lead">{t("lead")}</p>
        </div>
        <a className={organizer.action} download={name} href={`data:application/toml;charset=utf-8,${encodeURIComponent(file.text)}`}>{t("download")}</a>
      </div>
      {may.amend ? <AmendForm edition={edition} zone={named.zone} file={file} /> : <SourceText label={t("text")} value={file.text} readOnly />}
      <History amendments={amendments} zone={named.zone} />
    </div>
  );
}
