// Equals in an order: the chair puts them there with Up and Down, for a reason; what was decided is shown to all.
import { Button, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { advancementQuery, decideTie } from "../../api/advancement";
import type { Advancement, AdvancementLine } from "../../api/advancement";
import { queries } from "../../api/queries";
import { ConfirmDialog } from "../../forms/ConfirmDialog";
import { isBlank, usePick, Words } from "../../shell/bilingual";
import { Icon } from "../../shell/icons";
import { CardCell, CardName, CardRow, Cards } from "../../shell/Cards";
import { TableFrame } from "../../shell/TableFrame";
import { useTimeColumn } from "../../shell/TimeColumn";
import { moved, takes } from "./plan";
import styles from "./Advancement.module.css";

interface Props {
  edition: string;
  data: Advancement;
  rank: number | null;
  onClose: () => void;
}

export function TieDialog({ edition, data, rank, onClose }: Props) {
  const { t } = useTranslation("advancement");
  const [order, setOrder] = useState<string[] | null>(null);
  const [reason, setReason] = useState("");
  // All that share the rank, whichever route they are for: the server takes no part of a tie.
  const equals = data.lines.filter((line) => rank !== null && line.rank === rank);
  const now = order ?? equals.map(({ number }) => number);
  const close = () => { setOrder(null); setReason(""); onClose(); };
  const confirm = async () => {
    queries.setQueryData(advancementQuery(edition, data.heat.key).queryKey, await decideTie(edition, data.heat.key, now, reason.trim()));
    void queries.invalidateQueries({ queryKey: [...advancementQuery(edition, data.heat.key).queryKey, "check"] });
    setOrder(null);
    setReason("");
  };
  return (
    <ConfirmDialog open={rank !== null} onClose={close} onConfirm={confirm} disabled={reason.trim() === ""} title={t("tie.title", { rank: rank ?? 0 })} action={t("tie.confirm")}>
      <p>{t("tie.body")}</p>
      <OrderedEntries data={data} lines={equals} order={now} onOrder={setOrder} />
      <Textarea label={t("tie.reason")} autosize minRows={2} value={reason} onChange={(event) => { setReason(event.currentTarget.value); }} />
    </ConfirmDialog>
  );
}

interface OrderProps {
  data: Advancement;
  lines: AdvancementLine[];
  order: string[];
  onOrder: (order: string[]) => void;
}

function OrderedEntries({ data, lines, order, onOrder }: OrderProps) {
  const { t } = useTranslation("advancement");
  const pickText = usePick();
  const [said, setSaid] = useState("");
  const move = (number: string, index: number, step: -1 | 1) => {
    // A button at the end of the list keeps the focus and does nothing.
    if (index + step < 0 || index + step >= order.length) return;
    const next = moved(order, index, step);
    onOrder(next);
    setSaid(t("tie.position", { number, place: next.indexOf(number) + 1, all: next.length }));
  };
  return (
    <>
      <ol className={styles.order}>
        {order.map((number, index) => {
          const line = lines.find((one) => one.number === number);
          return (
            <li key={number}>
              <span>
                <strong>{line ? pickText(line.title) : number}</strong><br />
                <span className="hint">{number}{line ? <Equal data={data} line={line} /> : null}</span>
              </span>
              <span className={styles.buttons}>
                <Button size="sm" variant="default" aria-label={t("tie.upName", { number })} aria-disabled={index === 0} className={index === 0 ? styles.still : undefined} leftSection={<Icon name="up" />} onClick={() => { move(number, index, -1); }}>{t("tie.up")}</Button>
                <Button size="sm" variant="default" aria-label={t("tie.downName", { number })} aria-disabled={index === order.length - 1} className={index === order.length - 1 ? styles.still : undefined} leftSection={<Icon name="down" />} onClick={() => { move(number, index, 1); }}>{t("tie.down")}</Button>
              </span>
            </li>
          );
        })}
      </ol>
      <p className="sr" role="status">{said}</p>
    </>
  );
}

/** What the chair has to know of one of the equals: whose it is, its figure, and for which heat it is. */
function Equal({ data, line }: { data: Advancement; line: AdvancementLine }) {
  const { t } = useTranslation("advancement");
  const route = data.routes.find((one) => takes(one, line));
  return (
    <>
      {isBlank(line.team) ? null : <> · <Words of={line.team} /></>}
      {data.heat.kind === "ballot" ? null : <><br />{t("figure")} {line.figure ?? t("withheld")}</>}
      {data.routes.length > 1 && route ? <> · <Words of={route.heat.title} /></> : null}
    </>
  );
}

export function TieDecisions({ data }: { data: Advancement }) {
  const { t } = useTranslation("advancement");
  const column = useTimeColumn(data.edition.zone, data.tie_decisions.map(({ decided_at: at }) => at));
  if (data.tie_decisions.length === 0) return null;
  return (
    <TableFrame>
      <Cards>
        <caption>{t("tie.decided")}</caption>
        <thead>
          <CardRow><th scope="col" className="num">{t("rank")}</th><th scope="col">{t("tie.order")}</th><th scope="col">{t("record.reason")}</th><th scope="col" data-kept={column.zone ?? undefined}>{column.head(t("tie.at"))}</th></CardRow>
        </thead>
        <tbody>
          {data.tie_decisions.map((decision) => (
            <CardRow key={decision.rank}>
              <CardName className="num"><span className={styles.phone}>{t("rank")} </span>{decision.rank}</CardName>
              <CardCell><ol style={{ margin: 0, paddingInlineStart: "1.5em" }}>{decision.order.map((number) => <li key={number}>{number} <Title data={data} number={number} /></li>)}</ol></CardCell>
              <CardCell label={t("record.reason")}>{decision.reason}</CardCell><CardCell label={t("tie.at")}>{column.show(decision.decided_at)}</CardCell>
            </CardRow>
          ))}
        </tbody>
      </Cards>
    </TableFrame>
  );
}

function Title({ data, number }: { data: Advancement; number: string }) {
  const line = data.lines.find((one) => one.number === number);
  return line ? <Words of={line.title} /> : null;
}
