// One ballot: who took part and, once it was counted, the figures of each entry and what they decided.
import { useTranslation } from "react-i18next";
import type { Ballot } from "../../api/ballot";
import { Words } from "../../shell/bilingual";
import { CardCell, CardName, CardRow, Cards } from "../../shell/Cards";
import { Icon } from "../../shell/icons";
import { Instant } from "../../shell/Instant";
import { TableFrame } from "../../shell/TableFrame";
import { byOutcome, isKept } from "./byOutcome";
import type { Entry, Verdict } from "./byOutcome";
import { took } from "./took";

const TONE: Record<Verdict, string> = { recommended: "good", tied: "wait", no_place_left: "", below_threshold: "", no_quorum: "bad", too_few_votes: "bad" };

export function BallotCard({ ballot, zone }: { ballot: Ballot; zone: string }) {
  const { t } = useTranslation("ballot");
  const id = `ballot-${String(ballot.number)}`;
  const counted = ballot.state === "counted";
  const recommended = ballot.entries.filter((entry) => entry.counted?.verdict === "recommended").length;
  const tone = { open: "wait", counted: "good", void: "bad" }[ballot.state];
  return (
    <section className="card stack" aria-labelledby={id}>
      <div className="row apart">
        <h2 id={id}>{t("staff.ballot", { number: ballot.number })}{ballot.run_off ? <> <span className="hint">{t("staff.runOff")}</span></> : null}</h2>
        <span className={`tag ${tone}`}>{counted ? <Icon name="check" /> : null}{t(`staff.state.${ballot.state}`)}</span>
      </div>
      <p className="hint">
        {ballot.seats === null ? null : <>{t("staff.seats")} {ballot.seats} · </>}{t("staff.picks")} {ballot.picks ?? t("staff.noLimit")}<br />
        {t("staff.opened")} <Instant at={ballot.opened_at} zone={zone} short />
        {ballot.counted_at ? <> · {t("staff.counted")} <Instant at={ballot.counted_at} zone={zone} short /></> : null}
      </p>
      {counted ? <p className="strong">{t("staff.recommended", { recommended, entries: ballot.entries.length })}</p> : null}
      {counted ? <Figures entries={ballot.entries} /> : <p className="hint">{t(ballot.state === "void" ? "staff.void" : "staff.waiting")}</p>}
      <Members ballot={ballot} />
    </section>
  );
}

function Figures({ entries }: { entries: Entry[] }) {
  const { t } = useTranslation("ballot");
  return (
    <TableFrame>
      <Cards>
        <caption className="sr">{t("staff.entries")}</caption>
        <thead>
          <CardRow>
            <th scope="col">{t("staff.entry")}</th><th scope="col">{t("staff.verdict")}</th>
            <th scope="col" className="num">{t("staff.yes")}</th><th scope="col" className="num">{t("staff.no")}</th><th scope="col" className="num">{t("staff.abstain")}</th>
            <th scope="col" className="num">{t("staff.base")}</th><th scope="col" className="num">{t("staff.eligible")}</th>
          </CardRow>
        </thead>
        <tbody>
          {byOutcome(entries).map(({ number, title, counted }) => (
            <CardRow key={number}>
              <CardName><Words of={title} /> <span className="hint">{number}</span></CardName>
              {counted === null ? <CardCell colSpan={6} /> : (
                <>
                  <CardCell label={t("staff.verdict")}><span className={`tag ${TONE[counted.verdict]}`}>{t(`staff.verdicts.${counted.verdict}`)}</span></CardCell>
                  <CardCell label={t("staff.yes")} className="num strong">{isKept(counted.verdict) ? counted.yes : "—"}</CardCell>
                  <CardCell label={t("staff.no")} className="num">{isKept(counted.verdict) ? counted.no : "—"}</CardCell>
                  <CardCell label={t("staff.abstain")} className="num">{isKept(counted.verdict) ? counted.abstain : "—"}</CardCell>
                  <CardCell label={t("staff.base")} className="num">{counted.needed === null ? t("staff.never") : t("staff.needed", { needed: counted.needed, base: counted.base })}</CardCell>
                  <CardCell label={t("staff.eligible")} className="num">{counted.present} / {counted.eligible}</CardCell>
                </>
              )}
            </CardRow>
          ))}
        </tbody>
      </Cards>
    </TableFrame>
  );
}

function Members({ ballot }: { ballot: Ballot }) {
  const { t } = useTranslation("ballot");
  return (
    <details open={ballot.state === "open" ? true : undefined}>
      <summary>{t("staff.members")}: {t("staff.took", took(ballot))}</summary>
      <TableFrame>
        <table className="list">
          <thead><tr><th scope="col">{t("staff.member")}</th><th scope="col">{t("staff.members")}</th><th scope="col" className="num">{t("staff.recused")}</th></tr></thead>
          <tbody>
            {ballot.members.map(({ name, participation, recused }, index) => (
              <tr key={`${name.en} ${String(index)}`}>
                <th scope="row"><Words of={name} /></th>
                <td><span className={participation === "voted" ? "tag good" : participation === "present" ? "tag info" : "tag"}>{t(`staff.participation.${participation}`)}</span></td>
                <td className="num">{recused}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </details>
  );
}
