// Who is told what before it is public: the register, and the dialogs with which people are told.
import { Button, NativeSelect } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { registerFile, registerQuery } from "../../api/confidences";
import type { RegisteredConfidence, Register } from "../../api/confidences";
import { queries } from "../../api/queries";
import { isBlank, Words } from "../../shell/bilingual";
import { CardCell, CardName, CardRow, Cards } from "../../shell/Cards";
import { Instant } from "../../shell/Instant";
import { PageTitle } from "../../shell/PageTitle";
import { PrintButton, PrintHead } from "../../shell/Printing";
import { ExportLinks } from "../ExportLinks";
import { ChangeDialogs } from "./ChangeDialogs";
import type { Change } from "./ChangeDialogs";
import { OutsiderDialog, TeamsDialog } from "./TellDialogs";

const route = getRouteApi("/signed-in/editions/$edition/confided");

const SHOWN = {
  all: () => true,
  unheard: (one: RegisteredConfidence) => !one.heard && one.state !== "withdrawn",
  unanswered: (one: RegisteredConfidence) => one.number !== "" && one.answer === null && one.state !== "withdrawn",
  outsiders: (one: RegisteredConfidence) => one.number === "",
} as const;
const FILTERS = ["all", "unheard", "unanswered", "outsiders"] as const;
type Filter = (typeof FILTERS)[number];

export function ConfidedPage() {
  const { t } = useTranslation("confided");
  const { edition } = route.useParams();
  const { data, dataUpdatedAt } = useSuspenseQuery(registerQuery(edition));
  const [filter, setFilter] = useState<Filter>("all");
  const [tells, setTells] = useState<"teams" | "outsider" | null>(null);
  const [change, setChange] = useState<Change | null>(null);
  const remember = (newer: Register) => { queries.setQueryData(registerQuery(edition).queryKey, newer); };
  const shown = data.confidences.filter(SHOWN[filter]);
  const close = () => { setTells(null); };
  return (
    <div className="page">
      <PageTitle title={t("register.title")}>{t("register.title")}</PageTitle>
      <PrintHead edition={data.edition} title={t("register.title")} readAt={dataUpdatedAt} filters={filter === "all" ? [] : [t(`register.${filter}`)]} />
      <p className="hint no-print">{t("register.lead")}</p>
      {data.public_since ? <p className="note">{t("register.noMore")}</p> : null}
      <div className="row no-print">
        {data.may.confide ? <Button onClick={() => { setTells("teams"); }}>{t("tell.teams")}</Button> : null}
        {data.may.confide ? <Button variant="default" onClick={() => { setTells("outsider"); }}>{t("tell.outsider")}</Button> : null}
        <ExportLinks address={(format) => registerFile(edition, format)} />
        <PrintButton />
      </div>
      <div className="no-print">
        <NativeSelect
          label={t("register.filter")} value={filter} onChange={(event) => { setFilter(event.currentTarget.value as Filter); }}
          data={FILTERS.map((value) => ({ value, label: t(`register.${value}`) }))} style={{ maxWidth: "20rem" }}
        />
      </div>
      {shown.length === 0 ? <p>{t("register.empty")}</p> : (
        <Cards>
          <thead>
            <tr>
              {(["who", "knows", "since", "opened", "coming", "state"] as const).map((key) => <th key={key} scope="col">{t(`register.${key}`)}</th>)}
              <th scope="col" className="no-print"><span className="sr">{t("register.actions")}</span></th>
            </tr>
          </thead>
          <tbody>{shown.map((one) => <Line key={one.id} one={one} zone={data.edition.zone} onChange={setChange} />)}</tbody>
        </Cards>
      )}
      <TeamsDialog edition={edition} register={data} open={tells === "teams"} onClose={close} onDone={remember} />
      <OutsiderDialog edition={edition} register={data} open={tells === "outsider"} onClose={close} onDone={remember} />
      <ChangeDialogs edition={edition} change={change} onClose={() => { setChange(null); }} onDone={remember} />
    </div>
  );
}

interface LineProps {
  one: RegisteredConfidence;
  zone: string;
  onChange: (change: Change) => void;
}

function Line({ one, zone, onChange }: LineProps) {
  const { t } = useTranslation("confided");
  const capacity = one.capacity as "team";
  const state = one.state as "told";
  const how = one.answer?.how as "remote" | undefined;
  return (
    <CardRow>
      <CardName><Words of={one.name} /><br /><span className="hint">{one.number === "" ? `${t(`capacities.${capacity}`)}${one.organization === "" ? "" : ` · ${one.organization}`}` : one.number}</span></CardName>
      <CardCell label={t("register.knows")}>
        {t(`levels.${one.level}`)}
        {one.number === "" ? <><br /><span className="hint">{one.covers ? one.covers.join(", ") : t("register.whole")}</span></> : null}
        {one.holds ? null : <><br /><span className="tag wait">{t("register.notHolding")}</span></>}
      </CardCell>
      <CardCell label={t("register.since")}>
        {one.tellings.map((telling, index) => (
          <div key={index}><Instant at={telling.at} zone={zone} short /> · {t(`levels.${telling.level}`)} · {t(`channels.${telling.channel as "link"}`)} · <Words of={telling.by} />{telling.remark === "" ? "" : ` · ${telling.remark}`}</div>
        ))}
        {one.link_ends_at && one.state !== "withdrawn" ? <div className="hint">{t("remind.goodUntil")} <Instant at={one.link_ends_at} zone={zone} short /></div> : null}
      </CardCell>
      <CardCell label={t("register.opened")}>
        {one.openings.length === 0 ? "—" : one.openings.map((opening, index) => (
          <div key={index}>{opening.by === null ? `${t("register.byLink")} · ` : isBlank(opening.by) ? null : <><Words of={opening.by} /> · </>}{t(`levels.${opening.level}`)} · <Instant at={opening.at} zone={zone} short /></div>
        ))}
      </CardCell>
      <CardCell label={t("register.coming")}>{how ? t(`coming.${how}`) : "—"}</CardCell>
      <CardCell label={t("register.state")}>{t(`states.${state}`)}{one.withdrawn ? <><br /><span className="hint">{one.withdrawn.reason} · <Words of={one.withdrawn.by} /> · <Instant at={one.withdrawn.at} zone={zone} short /></span></> : null}</CardCell>
      <CardCell className="no-print">
        <div className="row">
          {one.may.raise_to.length > 0 ? <Button size="sm" variant="default" onClick={() => { onChange({ act: "raise", one }); }}>{t("raise.action")}</Button> : null}
          {one.may.remind ? <Button size="sm" variant="default" onClick={() => { onChange({ act: "remind", one }); }}>{t("remind.action")}</Button> : null}
          {one.may.withdraw ? <Button size="sm" variant="default" onClick={() => { onChange({ act: "withdraw", one }); }}>{t("withdraw.action")}</Button> : null}
        </div>
      </CardCell>
    </CardRow>
  );
}
