// What the edition is: its occasion, the times of its call, its tracks and contests, and who runs its divisions.
import { useTranslation } from "react-i18next";
import type { EditionOverview } from "../../api/types";
import { useLanguage, Words } from "../../shell/bilingual";
import { Instant } from "../../shell/Instant";
import { TableFrame } from "../../shell/TableFrame";
import { dateText } from "../../shell/time";
import styles from "./Overview.module.css";

export function Facts({ overview }: { overview: EditionOverview }) {
  const { t } = useTranslation("today");
  const { call, contests, tracks, divisions, edition: { zone } } = overview;
  return (
    <>
      <section className="card stack" aria-labelledby="facts">
        <h2 id="facts">{t("facts.title")}</h2>
        <dl className={styles.parts}>
          <div><dt>{t("facts.opens")}</dt><dd><Instant at={call.opens_at} zone={zone} /></dd></div>
          <div>
            <dt>{t("facts.deadline")}</dt>
            <dd><Instant at={call.deadline} zone={zone} />{call.grace_minutes > 0 ? <span className="hint">{t("facts.grace", { count: call.grace_minutes })}</span> : null}</dd>
          </div>
          {overview.event ? <Occasion event={overview.event} /> : null}
          {tracks.length > 0 ? <div><dt>{t("parts.tracks")}</dt><dd>{tracks.map(({ key, title }) => <span key={key}><Words of={title} /></span>)}</dd></div> : null}
          {contests.length > 1 ? <div><dt>{t("facts.contests")}</dt><dd>{contests.map(({ key, title }) => <span key={key}><Words of={title} /></span>)}</dd></div> : null}
        </dl>
      </section>
      {divisions.length > 0 ? <Divisions divisions={divisions} /> : null}
    </>
  );
}

/** A day of the calendar is the same in every zone. */
function useDay() {
  const language = useLanguage();
  return (day: string) => dateText(new Date(`${day}T12:00:00Z`), "UTC", language);
}

function Occasion({ event }: { event: NonNullable<EditionOverview["event"]> }) {
  const { t } = useTranslation("today");
  const day = useDay();
  const { begins_on: from, ends_on: to } = event;
  return (
    <>
      <div>
        <dt>{t("parts.event")}</dt>
        <dd>
          <span><Words of={event.title} /></span>
          <span className="hint">{from === to ? day(from) : t("parts.dates", { from: day(from), to: day(to) })}</span>
          {event.venue ? <span className="hint"><Words of={event.venue} /></span> : null}
          <span className="hint">{event.delivery.map((way) => t(`parts.delivery.${way}`)).join(t("parts.and"))}</span>
        </dd>
      </div>
      {event.theme ? <div><dt>{t("parts.theme")}</dt><dd><Words of={event.theme} /></dd></div> : null}
    </>
  );
}

function Divisions({ divisions }: Pick<EditionOverview, "divisions">) {
  const { t } = useTranslation("today");
  return (
    <TableFrame>
      <table className="list">
        <caption>{t("parts.divisions", { count: divisions.length })}</caption>
        <thead><tr><th scope="col">{t("parts.division")}</th><th scope="col">{t("parts.host")}</th><th scope="col">{t("parts.mode")}</th></tr></thead>
        <tbody>
          {divisions.map(({ key, title, host, delivery }) => (
            <tr key={key}>
              <th scope="row"><Words of={title} /></th>
              <td>{host.zh || host.en ? <Words of={host} /> : <span className="hint">{t("parts.headquarters")}</span>}</td>
              <td>{t(`parts.delivery.${delivery}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
