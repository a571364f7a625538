// The awards on the draft list: who holds what, who declined, whose place went to whom; and places that stay vacant.
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { GivenAward } from "../../api/awards";
import type { Awards } from "../../api/types";
import { Words } from "../../shell/bilingual";
import { CardCell, CardName, CardRow, Cards } from "../../shell/Cards";
import { Icon } from "../../shell/icons";
import { TableFrame } from "../../shell/TableFrame";
import styles from "../Organizer.module.css";
import { useLineName } from "./AwardDialogs";
import type { Act, Asked } from "./AwardDialogs";

interface Props {
  awards: Awards;
  onAsk: (asked: Asked) => void;
}

const TONE = { given: "info", accepted: "good", declined: "bad", struck: "bad" } as const;

export function GivenAwards({ awards, onAsk }: Props) {
  const { t } = useTranslation("awards");
  const { t: old } = useTranslation("organizer");
  if (awards.given.length === 0) return <p className="note">{t("noneGiven")}</p>;
  const acts = awards.given.some(({ may }) => may.decline || may.pass_on || may.revoke);
  return (
    <TableFrame>
      <Cards>
        <caption>{t("given")}</caption>
        <thead>
          <tr>
            <th scope="col">{old("awards.award")}</th><th scope="col">{t("holderColumn")}</th><th scope="col">{t("state")}</th>
            {acts ? <th scope="col"><span className="sr">{old("awards.actions")}</span></th> : null}
          </tr>
        </thead>
        <tbody>
          {awards.given.map((award) => (
            <CardRow key={award.id}>
              <CardCell label={old("awards.award")}><Tier awards={awards} award={award} /></CardCell>
              <CardName className={styles.entry}><Holder award={award} /></CardName>
              <CardCell label={t("state")} className={styles.story}>
                <span className={`tag ${TONE[award.state]}`}>{award.state === "accepted" ? <Icon name="check" /> : null}{t(`states.${award.state}`)}</span>
                <Story awards={awards} award={award} />
              </CardCell>
              {acts ? <CardCell><Buttons award={award} onAsk={onAsk} /></CardCell> : null}
            </CardRow>
          ))}
        </tbody>
      </Cards>
    </TableFrame>
  );
}

function Tier({ awards, award }: { awards: Awards; award: GivenAward }) {
  const tier = awards.tiers.find(({ key, contest }) => key === award.tier && contest === award.contest);
  return tier ? <Words of={tier.title} /> : award.tier;
}

/** Who holds it; where that is not the entry itself, for which entry. */
function Holder({ award }: { award: GivenAward }) {
  const { t } = useTranslation("awards");
  if (award.name === null) return <><Words of={award.title} /><Entries award={award} /></>;
  return (
    <>
      <Words of={award.name} /> <span className="tag">{t(`recipients.${award.recipient}`)}</span>
      <span className={styles.tie}>{t("for")} <Words of={award.title} />{award.number === "" ? null : <> · {award.number}</>}</span>
    </>
  );
}

/** What the line is of: one entry with its team, several with their names, or none. */
function Entries({ award }: { award: GivenAward }) {
  const { t } = useTranslation("awards");
  if (award.entries.length === 0) return <span className={styles.tie}>{t("special")} · {award.special_reason}</span>;
  const several = award.entries.length > 1;
  return award.entries.map(({ number, title, team }) => (
    <span key={number} className={styles.tie}>{number} · {several ? <><Words of={title} /> · </> : null}<Words of={team} /></span>
  ));
}

/** Why it was declined, whose place it took, and what becomes of a place that nobody holds. */
function Story({ awards, award }: { awards: Awards; award: GivenAward }) {
  const { t } = useTranslation("awards");
  const from = awards.given.find(({ id }) => id === award.passed_on_from);
  const taken = awards.given.find(({ passed_on_from: id }) => id === award.id);
  const next = awards.next_in_line[award.id] ?? [];
  return (
    <>
      {award.reason === "" ? null : <span className={styles.tie}>{award.reason}</span>}
      {award.passed_on_from === null ? null : <span className={styles.tie}>{t("tookPlace", { number: from?.number ?? "—" })} {award.passed_on_reason}</span>}
      {award.state !== "declined" && award.state !== "struck" ? null
        : taken ? <span className={styles.tie}>{t("wentTo", { number: taken.number })}</span>
          : <span className={styles.tie}>{next.length === 0 ? t("staysVacant") : t("nextIs", { numbers: next.join(t("list")) })}</span>}
    </>
  );
}

function Buttons({ award, onAsk }: { award: GivenAward; onAsk: (asked: Asked) => void }) {
  const { t } = useTranslation("awards");
  const { t: old } = useTranslation("organizer");
  const ask = (act: Act) => () => { onAsk({ act, award }); };
  const { may } = award;
  const number = useLineName()(award);
  return (
    <div className="row">
      {may.pass_on ? <Button size="sm" aria-label={t("passOn.name", { number })} onClick={ask("pass_on")}>{t("passOn.action")}</Button> : null}
      {may.decline ? <Button size="sm" variant="default" aria-label={t("decline.name", { number })} onClick={ask("decline")}>{t("decline.action")}</Button> : null}
      {may.revoke ? <Button size="sm" variant="subtle" color="cinnabar" aria-label={old("awards.revokeName", { number })} onClick={ask("revoke")}>{old("awards.revoke")}</Button> : null}
    </div>
  );
}
