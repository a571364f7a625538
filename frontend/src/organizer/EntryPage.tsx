// One entry as staff see it: where it came from and competes, its screening, answers, files, versions, members.
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { entryQuery } from "../api/entries";
import type { OrganizerEntry } from "../api/types";
import { isBlank, usePick, Words } from "../shell/bilingual";
import { Icon } from "../shell/icons";
import { Instant } from "../shell/Instant";
import { PageTitle } from "../shell/PageTitle";
import { PrintButton, PrintHead } from "../shell/Printing";
import { useEditionNames } from "./edition-names";
import type { EditionNames } from "./edition-names";
import { Answers, Files, Versions } from "./entries/EntryParts";
import { MoveEntry } from "./entries/MoveEntry";
import { Checklist, ScreeningHistory, ScreeningTag } from "./entries/ScreeningParts";
import { SUPPLEMENT_TONE } from "./supplements/tone";
import styles from "./entries/Entries.module.css";

const route = getRouteApi("/signed-in/editions/$edition/entries/$number");

export function EntryPage() {
  const { t } = useTranslation("organizer");
  const pickText = usePick();
  const { edition, number } = route.useParams();
  const { data: entry, dataUpdatedAt } = useSuspenseQuery(entryQuery(edition, number));
  const names = useEditionNames(edition);
  const { zone } = names.overview.edition;
  const title = pickText(entry.title) || t("entries.untitled");
  return (
    <div className="page">
      <PrintHead edition={names.overview.edition} title={`${entry.number} ${title}`} readAt={dataUpdatedAt} />
      <div className="page-head no-print">
        <div>
          <p className="hint"><Link to="/editions/$edition/entries" params={{ edition }} className="back"><Icon name="back" />{t("entries.title")}</Link></p>
          <PageTitle title={`${entry.number} ${title}`}>{title}</PageTitle>
          <p className="hint">
            {entry.number} · {isBlank(entry.team) ? null : <><Words of={entry.team} /> · </>}<span className={entry.state === "submitted" ? "tag good" : "tag"}>{t(`entries.states.${entry.state}`)}</span>
          </p>
        </div>
        <PrintButton />
      </div>
      <AboutEntry edition={edition} entry={entry} names={names} />
      {entry.screening.state === "none" && entry.screening.checks.length === 0 ? null : <ScreeningBox edition={edition} entry={entry} zone={zone} />}
      <section className="card stack" aria-labelledby="answers">
        <h2 id="answers">{t("entry.answers")}</h2>
        <Answers answers={entry.answers} />
      </section>
      <Files edition={edition} entry={entry} />
      <Versions entry={entry} zone={zone} />
      <section className="card stack tight" aria-labelledby="members">
        <h2 id="members">{t("entry.members")}</h2>
        <ul>{entry.members.map(({ name, email }) => <li key={`${name.en} ${email ?? ""}`}><Words of={name} /> <span className="hint">{email}</span></li>)}</ul>
      </section>
    </div>
  );
}

function AboutEntry({ edition, entry, names }: { edition: string; entry: OrganizerEntry; names: EditionNames }) {
  const { t } = useTranslation("entries");
  const { division } = entry;
  return (
    <section className="card stack" aria-labelledby="about">
      <h2 id="about">{t("entry.sheet")}</h2>
      <dl className={styles.sheet}>
        <div><dt>{t("entry.source")}</dt><dd>{t(`sources.${entry.source}`)}{isBlank(entry.recommended_by) ? null : <span className="hint">{t("entry.recommendedBy")} <Words of={entry.recommended_by} /></span>}</dd></div>
        {entry.supplement ? (
          <div>
            <dt>{t("entry.supplement")}</dt>
            <dd>
              <span className={`tag ${SUPPLEMENT_TONE[entry.supplement.state]}`}>{t(`supplementStates.${entry.supplement.state}`)}</span>
              <span className="hint">{t("entry.supplementDue")} <Instant at={entry.supplement.due_at} zone={names.overview.edition.zone} /></span>
              <span className="hint pre"><Words of={entry.supplement.remark} /></span>
            </dd>
          </div>
        ) : null}
        <div>
          <dt>{t("entry.division")}</dt>
          <dd>
            {division ? (
              <>
                <span className="strong"><Words of={division.division.title} /></span>
                <span className="hint">{t(`entry.givenBy.${division.by}`)}</span>
                {division.reason ? <span className="hint pre">{t("screening.reason")}: {division.reason}</span> : null}
              </>
            ) : t("entry.noDivision")}
            <MoveEntry edition={edition} entry={entry} divisions={names.divisions} />
          </dd>
        </div>
      </dl>
    </section>
  );
}

function ScreeningBox({ edition, entry, zone }: { edition: string; entry: OrganizerEntry; zone: string }) {
  const { t } = useTranslation("entries");
  const { screening } = entry;
  const desk = screening.state === "none" ? "pending" : screening.state;
  return (
    <section className="card stack" aria-labelledby="screening">
      <div className="row apart">
        <h2 id="screening">{t("screening.title")} {screening.state === "none" ? null : <ScreeningTag state={screening.state} />}</h2>
        {screening.may.screen ? (
          <Link className="no-print" to="/editions/$edition/screening" params={{ edition }} search={{ screening: desk, entry: entry.number }}>{t("entry.desk")}</Link>
        ) : null}
      </div>
      <Checklist entry={entry} />
      <ScreeningHistory entry={entry} zone={zone} />
    </section>
  );
}
