// The roster as a table: who, from where, on which panels, how far. Rows can be chosen to be invited.
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { RosterRow } from "../../api/judges";
import type { EditionOverview } from "../../api/types";
import { usePick, Words } from "../../shell/bilingual";
import { Icon } from "../../shell/icons";
import { Instant } from "../../shell/Instant";
import { RunningHead } from "../../shell/Printing";
import { TableFrame } from "../../shell/TableFrame";
import { ShareBar } from "../HeatParts";
import common from "../Organizer.module.css";
import styles from "./Judges.module.css";

interface Props {
  overview: EditionOverview;
  rows: RosterRow[];
  readAt: number;
  /** Judges chosen; left out where the viewer may not invite. */
  chosen?: ReadonlySet<string> | undefined;
  onChoose: (chosen: ReadonlySet<string>) => void;
  /** Left out where the viewer may not print codes. */
  onCode?: ((judge: RosterRow) => void) | undefined;
}

export function RosterTable({ overview, rows, readAt, chosen, onChoose, onCode }: Props) {
  const { t } = useTranslation("organizer");
  const { t: say } = useTranslation("judges");
  const all = chosen !== undefined && rows.every(({ judge }) => chosen.has(judge));
  return (
    <TableFrame>
      <table className="list">
        <thead>
          <RunningHead edition={overview.edition} title={t("judges.title")} readAt={readAt} columns={7} />
          <tr>
            {chosen ? (
              <th scope="col" className={`${common.checkCell ?? ""} no-print`}>
                <input
                  type="checkbox" className={common.check} aria-label={say("chooseAll")} checked={all}
                  onChange={(event) => { onChoose(new Set(event.currentTarget.checked ? rows.map(({ judge }) => judge) : [])); }}
                />
              </th>
            ) : null}
            <th scope="col">{t("judges.name")}</th>
            <th scope="col">{say("organization")}</th>
            <th scope="col">{t("judges.heats")}</th>
            <th scope="col">{say("invitation")}</th>
            <th scope="col">{t("heat.sheets")}</th><th scope="col">{t("judges.language")}</th><th scope="col">{t("judges.lastLogin")}</th>
            {onCode ? <th scope="col" className="no-print"><span className="sr">{t("code.title")}</span></th> : null}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.judge}>
              {chosen ? <td className={`${common.checkCell ?? ""} no-print`}><Choice row={row} chosen={chosen} onChoose={onChoose} /></td> : null}
              <th scope="row"><Words of={row.name} /><br /><span className="hint">{row.email ?? t("judges.noEmail")}</span></th>
              <td className={styles.organization}><Organization row={row} /></td>
              <td className={styles.panels}><Panels row={row} overview={overview} /></td>
              <td className={styles.invitation}><Invitation row={row} zone={overview.edition.zone} /></td>
              <td className={styles.sheets}>{row.submitted} / {row.assigned}{row.assigned > 0 ? <ShareBar done={row.submitted} of={row.assigned} /> : null}</td>
              <td>{row.language === "zh" ? "中文" : "English"}</td>
              <td>{row.last_login_at ? <Instant at={row.last_login_at} zone={overview.edition.zone} short /> : <span className="hint">{t("judges.never")}</span>}</td>
              {onCode ? <td className="no-print"><CodeButton row={row} onCode={onCode} /></td> : null}
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

function Choice({ row, chosen, onChoose }: { row: RosterRow; chosen: ReadonlySet<string>; onChoose: (chosen: ReadonlySet<string>) => void }) {
  const { t } = useTranslation("judges");
  const pickText = usePick();
  return (
    <input
      type="checkbox" className={common.check} checked={chosen.has(row.judge)} aria-label={t("choose", { name: pickText(row.name) })}
      onChange={(event) => {
        const others = [...chosen].filter((judge) => judge !== row.judge);
        onChoose(new Set(event.currentTarget.checked ? [...others, row.judge] : others));
      }}
    />
  );
}

function Panels({ row, overview }: { row: RosterRow; overview: EditionOverview }) {
  const { t } = useTranslation("organizer");
  const titleOf = (key: string) => overview.heats.find((heat) => heat.key === key)?.title ?? { zh: key, en: key };
  if (row.heats.length === 0) return <span className="hint">—</span>;
  return row.heats.map(({ key, role }) => (
    <div key={key}><Words of={titleOf(key)} /> {role === "chair" ? <span className="tag info">{t("judges.chair")}</span> : null}</div>
  ));
}

function Organization({ row: { organization } }: { row: RosterRow }) {
  return organization.zh === "" && organization.en === "" ? <span className="hint">—</span> : <Words of={organization} />;
}

const TONE = { none: "", sent: "wait", accepted: "good", declined: "bad" } as const;

/** How it stands, and since when: the answer where there is one, else the mail. */
function Invitation({ row: { invitation, invited_at, answered_at }, zone }: { row: RosterRow; zone: string }) {
  const { t } = useTranslation("judges");
  const since = answered_at ?? invited_at;
  return (
    <>
      <span className={`tag ${TONE[invitation]}`}>{invitation === "accepted" ? <Icon name="check" /> : invitation === "sent" ? <Icon name="clock" /> : null}{t(`states.${invitation}`)}</span>
      {since === null ? null : <span className="hint"><br /><Instant at={since} zone={zone} short /></span>}
    </>
  );
}

function CodeButton({ row, onCode }: { row: RosterRow; onCode: (judge: RosterRow) => void }) {
  const { t } = useTranslation("organizer");
  const pickText = usePick();
  return <Button size="sm" variant="default" aria-label={t("code.issueFor", { name: pickText(row.name) })} onClick={() => { onCode(row); }}>{t("code.issue")}</Button>;
}
