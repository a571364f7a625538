// The roster as a table: who, from where, on which panels, how far. Rows can be chosen to be invited.
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { RosterRow } from "../../api/judges";
import type { EditionOverview } from "../../api/types";
import { usePick, Words } from "../../shell/bilingual";
import { Icon } from "../../shell/icons";
import { RunningHead } from "../../shell/Printing";
import { CardCell, CardCorner, CardName, CardRow, Cards } from "../../shell/Cards";
import { TableFrame } from "../../shell/TableFrame";
import { useTimeColumn } from "../../shell/TimeColumn";
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
  const invited = useTimeColumn(overview.edition.zone, rows.map(since));
  const login = useTimeColumn(overview.edition.zone, rows.map(({ last_login_at: at }) => at));
  const all = chosen !== undefined && rows.every(({ judge }) => chosen.has(judge));
  return (
    <TableFrame>
      <Cards>
        <thead>
          <RunningHead edition={overview.edition} title={t("judges.title")} readAt={readAt} columns={7} />
          <CardRow>
            {chosen ? (
              <th scope="col" className={`${common.checkCell ?? ""} no-print`} data-label={say("chooseAll")}>
                <input
                  type="checkbox" className={common.check} aria-label={say("chooseAll")} checked={all}
                  onChange={(event) => { onChoose(new Set(event.currentTarget.checked ? rows.map(({ judge }) => judge) : [])); }}
                />
              </th>
            ) : null}
            <th scope="col">{t("judges.name")}</th>
            <th scope="col">{say("organization")}</th>
            <th scope="col">{t("judges.heats")}</th>
            <th scope="col" data-kept={invited.zone ?? undefined}>{invited.head(say("invitation"))}</th>
            <th scope="col" className={styles.sheets}>{t("heat.sheets")}</th><th scope="col">{t("judges.language")}</th><th scope="col" data-kept={login.zone ?? undefined}>{login.head(t("judges.lastLogin"))}</th>
            {onCode ? <th scope="col" className="no-print"><span className="sr">{t("code.title")}</span></th> : null}
          </CardRow>
        </thead>
        <tbody>
          {rows.map((row) => (
            <CardRow key={row.judge}>
              {chosen ? <CardCorner className={`${common.checkCell ?? ""} no-print`}><Choice row={row} chosen={chosen} onChoose={onChoose} /></CardCorner> : null}
              <CardName><Words of={row.name} /><br /><span className="hint">{row.email ?? t("judges.noEmail")}</span></CardName>
              <CardCell label={say("organization")} className={styles.organization}><Organization row={row} /></CardCell>
              <CardCell label={t("judges.heats")} className={styles.panels}><Panels row={row} overview={overview} /></CardCell>
              <CardCell label={say("invitation")} className={styles.invitation}><Invitation row={row} show={invited.show} /></CardCell>
              <CardCell label={t("heat.sheets")} className={styles.sheets}>{row.submitted} / {row.assigned}{row.assigned > 0 ? <ShareBar done={row.submitted} of={row.assigned} /> : null}</CardCell>
              <CardCell label={t("judges.language")}>{row.language === "zh" ? "中文" : "English"}</CardCell>
              <CardCell label={t("judges.lastLogin")}>{row.last_login_at ? login.show(row.last_login_at) : <span className="hint">{t("judges.never")}</span>}</CardCell>
              {onCode ? <CardCell className="no-print"><CodeButton row={row} onCode={onCode} /></CardCell> : null}
            </CardRow>
          ))}
        </tbody>
      </Cards>
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

/** Since when the invitation stands as it does: the answer where there is one, else the mail. */
function since({ answered_at: answered, invited_at: invited }: RosterRow): string | null {
  return answered ?? invited;
}

function Invitation({ row, show }: { row: RosterRow; show: (at: string) => React.ReactNode }) {
  const { t } = useTranslation("judges");
  const { invitation } = row;
  const at = since(row);
  return (
    <>
      <span className={`tag ${TONE[invitation]}`}>{invitation === "accepted" ? <Icon name="check" /> : invitation === "sent" ? <Icon name="clock" /> : null}{t(`states.${invitation}`)}</span>
      {at === null ? null : <span className="hint"><br />{show(at)}</span>}
    </>
  );
}

function CodeButton({ row, onCode }: { row: RosterRow; onCode: (judge: RosterRow) => void }) {
  const { t } = useTranslation("organizer");
  const pickText = usePick();
  return <Button size="sm" variant="default" aria-label={t("code.issueFor", { name: pickText(row.name) })} onClick={() => { onCode(row); }}>{t("code.issue")}</Button>;
}
