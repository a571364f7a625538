// What judges see of this draft.
import { getRouteApi, Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Icon } from "../shell/icons";
import { PageTitle } from "../shell/PageTitle";
import { AsJudgesSee } from "./AsJudgesSee";
import { UnseenChanges } from "./UnseenChanges";
import { useEntry } from "./use-entry";

const route = getRouteApi("/signed-in/team/entries/$number/preview");

export function PreviewPage() {
  const { t } = useTranslation("team");
  const { number } = route.useParams();
  const { entry, state } = useEntry(number);
  return (
    <div className="page narrow">
      <p><Link to="/team/entries/$number" params={{ number }} className="back"><Icon name="back" /> {entry.number}</Link></p>
      <PageTitle title={`${t("preview.title")} ${entry.number}`}>{t("preview.title")}</PageTitle>
      <p className="lead">{t("preview.lead")}</p>
      <UnseenChanges entry={entry} />
      <AsJudgesSee entry={entry} state={state} />
    </div>
  );
}
