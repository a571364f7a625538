// The list of a request. What was struck off stays readable, with its reason; whoever takes the next step strikes off here.
import { Button, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ApprovalLine } from "../../api/approvals";
import { usePick, Words } from "../../shell/bilingual";
import { CardCell, CardName, CardRow, Cards } from "../../shell/Cards";
import styles from "../Organizer.module.css";
import { withStrike } from "./strikes";
import type { Strikes } from "./strikes";

interface Props {
  items: ApprovalLine[];
  strikes: Strikes;
  /** Left out for whom nothing is to be struck off. */
  onStrikes: ((strikes: Strikes) => void) | undefined;
}

export function ApprovalList({ items, strikes, onStrikes }: Props) {
  const { t } = useTranslation("approval");
  const contests = new Set(items.map(({ contest }) => contest.key)).size > 1;
  return (
    <Cards>
      <thead>
        <tr><th scope="col" style={{ minWidth: "16em" }}>{t("award")}</th><th scope="col">{t("line")}</th>{onStrikes ? <th scope="col" className="no-print">{t("strikeColumn")}</th> : null}</tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <CardRow key={item.award}>
            <CardCell label={t("award")}>
              <Words of={item.tier.title} />
              {item.outcome === "award" ? null : <span className={styles.tie}>{t(`outcomes.${item.outcome}`)}</span>}
              {contests ? <span className={styles.tie}><Words of={item.contest.title} /></span> : null}
            </CardCell>
            <CardName><Line item={item} /></CardName>
            {onStrikes ? <CardCell className="no-print">{item.struck === null ? <StrikeField item={item} strikes={strikes} onStrikes={onStrikes} /> : null}</CardCell> : null}
          </CardRow>
        ))}
      </tbody>
    </Cards>
  );
}

function Line({ item }: { item: ApprovalLine }) {
  const { t } = useTranslation("approval");
  const struck = item.struck !== null;
  const name = item.name ?? item.title;
  return (
    <>
      {struck ? <s><Words of={name} /></s> : <Words of={name} />}
      {item.entries.map(({ number, title, team }) => (
        <span key={number} className={styles.tie}>{number} · {item.name !== null || item.entries.length > 1 ? <><Words of={title} /> · </> : null}<Words of={team} /></span>
      ))}
      {struck ? <span className="note bad">{t("struckFor", { reason: item.struck })}</span> : null}
    </>
  );
}

function StrikeField({ item, strikes, onStrikes }: { item: ApprovalLine; strikes: Strikes; onStrikes: (strikes: Strikes) => void }) {
  const { t } = useTranslation("approval");
  const pickText = usePick();
  const reason = strikes[item.award];
  const title = pickText(item.name ?? item.title);
  if (reason === undefined) {
    return <Button size="sm" variant="subtle" color="cinnabar" aria-label={t("strikeName", { title })} onClick={() => { onStrikes(withStrike(strikes, item.award, "")); }}>{t("strike")}</Button>;
  }
  return (
    <div className="stack tight">
      <TextInput label={t("strikeReason")} aria-label={`${t("strikeReason")} ${title}`} value={reason} onChange={(event) => { onStrikes(withStrike(strikes, item.award, event.currentTarget.value)); }} />
      <Button size="sm" variant="default" onClick={() => { onStrikes(withStrike(strikes, item.award, null)); }}>{t("keep")}</Button>
    </div>
  );
}
