// What becomes of an entry at the end of a heat, as a word and a mark.
import { useTranslation } from "react-i18next";
import type { AdvancementRoute } from "../../api/advancement";
import { usePick } from "../../shell/bilingual";
import { Icon } from "../../shell/icons";
import type { Outcome } from "./rows";

export function OutcomeTag({ outcome, routes }: { outcome: Outcome; routes: AdvancementRoute[] }) {
  const { t } = useTranslation("advancement");
  const pickText = usePick();
  switch (outcome.kind) {
    case "goes":
      return <span className={outcome.way === "quota" ? "tag good" : "tag info"}><Icon name="check" />{t(`outcomes.${outcome.way}`)}</span>;
    case "elsewhere": {
      const route = routes.find(({ key }) => key === outcome.route);
      return <span className="tag good"><Icon name="next" />{t("outcomes.elsewhere", { heat: route ? pickText(route.heat.title) : outcome.route })}</span>;
    }
    case "tied":
      return <span className="tag wait"><Icon name="alert" />{t("outcomes.tied")}</span>;
    case "declined":
      return <span className="tag bad">{t("outcomes.declined")}</span>;
    case "stays":
      return <span className="hint">{t("outcomes.stays")}</span>;
  }
}
