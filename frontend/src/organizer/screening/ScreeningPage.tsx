// O7, the screening desk: the queue, the entry, the checklist. Decided by keyboard, and the next one comes.
import { useMediaQuery } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import { Empty } from "../../shell/PageStates";
import { PageTitle } from "../../shell/PageTitle";
import { useEditionNames } from "../edition-names";
import { ScreeningQueue } from "./ScreeningQueue";
import { ScreeningWork } from "./ScreeningWork";
import { useDeskKeys } from "./use-desk-keys";
import { useScreening } from "./use-screening";
import styles from "./Screening.module.css";

export function ScreeningPage() {
  const { t } = useTranslation("screening");
  const wide = useMediaQuery("(min-width: 1024px)", true, { getInitialValueInEffect: false });
  const desk = useScreening(wide);
  const names = useEditionNames(desk.edition);
  useDeskKeys({ next: () => { desk.step(1); }, previous: () => { desk.step(-1); }, undo: desk.undo });
  const nobody = desk.counts !== undefined && desk.counts.pending + desk.counts.accepted + desk.counts.rejected === 0;
  const alone = !wide && desk.shown !== undefined;
  return (
    <div className={`page wide ${styles.page ?? ""}`}>
      {alone ? <h1 className="sr">{t("title")}</h1> : (
        <div className={styles.head}>
          <PageTitle title={t("title")}>{t("title")}</PageTitle>
          <p className="hint">{t("lead")}</p>
        </div>
      )}
      {nobody ? <Empty title={t("queue.nobodyTitle")}><p>{t("queue.nobody")}</p></Empty> : (
        <div className={styles.desk}>
          {alone ? null : <ScreeningQueue desk={desk} names={names} />}
          {desk.shown === undefined
            ? (wide ? <p className="hint">{t("queue.choose")}</p> : null)
            : <ScreeningWork desk={desk} number={desk.shown} names={names} wide={wide} />}
        </div>
      )}
    </div>
  );
}
