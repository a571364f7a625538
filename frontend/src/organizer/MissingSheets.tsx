// The sheets that still block the heat, of all judges or of one; selected ones can be waived with a reason that
// goes on the record.
import { Button, NativeSelect } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { HeatProgress } from "../api/types";
import { usePick, Words } from "../shell/bilingual";
import { CardCell, CardCorner, CardName, CardRow, Cards } from "../shell/Cards";
import { Icon } from "../shell/icons";
import { MoreRows, usePart } from "../shell/more";
import { TableFrame } from "../shell/TableFrame";
import { groupedByJudge } from "./missing-sheets";
import { WaiveDialog } from "./WaiveDialog";
import styles from "./Organizer.module.css";

const route = getRouteApi("/signed-in/editions/$edition/heats/$heat");
const FIRST = 12;

type Missing = HeatProgress["missing"][number];

export function MissingSheets({ edition, progress }: { edition: string; progress: HeatProgress }) {
  const { t } = useTranslation("organizer");
  const { t: say } = useTranslation("heats");
  const pickText = usePick();
  const { heat, missing } = progress;
  const { judge } = route.useSearch();
  const navigate = route.useNavigate();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [asks, setAsks] = useState(false);
  if (heat.state !== "open") return null;
  if (missing.length === 0) return <p className="note good"><span><Icon name="check" /> {t("missing.none")}</span></p>;
  const judges = groupedByJudge(missing);
  const listed = judges.find(({ id }) => id === judge)?.sheets ?? missing;
  const selected = listed.filter(({ assignment }) => chosen.has(assignment));
  return (
    <section className="stack tight" aria-labelledby="missing">
      <div className="row apart">
        <h2 id="missing">{t("missing.title", { count: missing.length })}</h2>
        {heat.may.waive ? (
          <Button size="sm" color="cinnabar" variant="light" disabled={selected.length === 0} onClick={() => { setAsks(true); }}>
            {t("waiver.action", { count: selected.length })}
          </Button>
        ) : null}
      </div>
      {judges.length > 1 ? (
        <NativeSelect
          label={say("missingOf")} value={listed === missing ? "" : judge} className={styles.pick}
          onChange={(event) => {
            const id = event.currentTarget.value;
            setChosen(new Set());
            void navigate({ search: id === "" ? {} : { judge: id }, replace: true, resetScroll: false });
          }}
          data={[
            { value: "", label: say("everyJudge") },
            ...judges.map(({ id, name, sheets }) => ({ value: id, label: say("judgeMisses", { name: pickText(name), count: sheets.length }) })),
          ]}
        />
      ) : null}
      <Table key={judge ?? ""} rows={listed} chosen={heat.may.waive ? chosen : undefined} onChoose={setChosen} />
      <WaiveDialog
        edition={edition} progress={progress} sheets={asks ? selected : null} onClose={() => { setAsks(false); }}
        onDone={() => { setChosen(new Set()); }}
      />
    </section>
  );
}

interface TableProps {
  rows: readonly Missing[];
  /** Left out where the viewer may not waive. */
  chosen: ReadonlySet<string> | undefined;
  onChoose: (chosen: ReadonlySet<string>) => void;
}

function Table({ rows, chosen, onChoose }: TableProps) {
  const { t } = useTranslation("organizer");
  const { t: say } = useTranslation("heats");
  const part = usePart(rows, FIRST);
  const all = chosen !== undefined && rows.every(({ assignment }) => chosen.has(assignment));
  return (
    <>
      <TableFrame>
        <Cards>
          <thead>
            <CardRow>
              {chosen ? (
                <th scope="col" className={styles.checkCell} data-label={say("chooseListed", { count: rows.length })}>
                  <input
                    type="checkbox" className={styles.check} aria-label={say("chooseListed", { count: rows.length })} title={say("chooseListed", { count: rows.length })} checked={all}
                    onChange={(event) => { onChoose(new Set(event.currentTarget.checked ? rows.map(({ assignment }) => assignment) : [])); }}
                  />
                </th>
              ) : null}
              <th scope="col">{t("judges.name")}</th><th scope="col">{t("entries.entry")}</th><th scope="col">{t("missing.state")}</th>
            </CardRow>
          </thead>
          <tbody>
            {part.shown.map((sheet) => (
              <CardRow key={sheet.assignment}>
                {chosen ? <CardCorner className={styles.checkCell}><Choice sheet={sheet} chosen={chosen} onChoose={onChoose} /></CardCorner> : null}
                <CardName><Words of={sheet.judge.name} /></CardName>
                <CardCell label={t("entries.entry")} className={styles.entry}><span className={styles.number}>{sheet.number}</span> <Words of={sheet.title} /></CardCell>
                <CardCell label={t("missing.state")}><span className={sheet.state === "draft" ? "tag wait" : "tag"}>{sheet.state === "draft" ? t("missing.draft") : t("missing.notStarted")}</span></CardCell>
              </CardRow>
            ))}
          </tbody>
        </Cards>
      </TableFrame>
      <MoreRows part={part} />
    </>
  );
}

function Choice({ sheet, chosen, onChoose }: { sheet: Missing; chosen: ReadonlySet<string>; onChoose: (chosen: ReadonlySet<string>) => void }) {
  const { t } = useTranslation("organizer");
  const pickText = usePick();
  return (
    <input
      type="checkbox" className={styles.check} checked={chosen.has(sheet.assignment)}
      aria-label={t("missing.choose", { judge: pickText(sheet.judge.name), number: sheet.number })}
      onChange={(event) => {
        const others = [...chosen].filter((other) => other !== sheet.assignment);
        onChoose(new Set(event.currentTarget.checked ? [...others, sheet.assignment] : others));
      }}
    />
  );
}
