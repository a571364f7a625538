// Awards that no standing recommends: one person proposes, another confirms.
import { Button, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { approvalsQuery, confirmException, proposeException, withdrawException } from "../../api/approvals";
import type { AwardException } from "../../api/approvals";
import type { AwardTier } from "../../api/awards";
import { ConfirmDialog } from "../../forms/ConfirmDialog";
import { usePick, Words } from "../../shell/bilingual";
import { Instant } from "../../shell/Instant";
import { HolderFields, holderOf, isNamed, NO_NAME } from "../awards/HolderFields";
import { TitleFields } from "../awards/TitleFields";
import styles from "../Organizer.module.css";
import { remember } from "./remember";

interface Props {
  edition: string;
  /** The ladders, where an exception can be proposed. */
  tiers: AwardTier[];
}

export function Exceptions({ edition, tiers }: Props) {
  const { t } = useTranslation("approval");
  const { data } = useQuery(approvalsQuery(edition));
  if (!data || (data.exceptions.length === 0 && !(data.may.propose_exception && tiers.length > 0))) return null;
  return (
    <section className="stack no-print" aria-labelledby="exceptions">
      <h2 id="exceptions">{t("exceptions.title")}</h2>
      <p className="hint">{t("exceptions.lead")}</p>
      {data.exceptions.map((one) => <One key={one.id} edition={edition} one={one} zone={data.edition.zone} />)}
      {data.may.propose_exception && tiers.length > 0 ? <Propose edition={edition} tiers={tiers} /> : null}
    </section>
  );
}

function One({ edition, one, zone }: { edition: string; one: AwardException; zone: string }) {
  const { t } = useTranslation("approval");
  const pickText = usePick();
  const [asks, setAsks] = useState<"confirm" | "withdraw" | null>(null);
  const [reason, setReason] = useState("");
  const close = () => { setAsks(null); setReason(""); };
  const tier = pickText(one.tier.title);
  const title = pickText(one.name ?? one.title);
  return (
    <article className="card stack tight">
      <p><strong><Words of={one.name ?? one.title} /></strong> {one.number === null ? null : <span className="hint">{one.number}</span>} <span className="tag info">{tier}</span></p>
      <p>{one.reason}</p>
      <p className="hint">{t("exceptions.proposedBy")} <Words of={one.proposed_by.name} /> · <Instant at={one.proposed_at} zone={zone} short /></p>
      <p className="hint">
        {one.confirmed_by && one.confirmed_at
          ? <>{t("exceptions.confirmedBy")} <Words of={one.confirmed_by.name} /> · <Instant at={one.confirmed_at} zone={zone} short /></>
          : one.withdrawn
            ? <>{t("exceptions.withdrawnBy")} <Words of={one.withdrawn.by.name} /> · <Instant at={one.withdrawn.at} zone={zone} short /></>
            : t("exceptions.waits")}
      </p>
      {one.withdrawn ? <p className="note bad"><span>{t("exceptions.reason")}: {one.withdrawn.reason}</span></p> : null}
      {one.may.confirm || one.may.withdraw
        ? (
          <div className="row">
            {one.may.confirm ? <Button size="sm" aria-label={t("exceptions.confirmName", { title })} onClick={() => { setAsks("confirm"); }}>{t("exceptions.confirm")}</Button> : null}
            {one.may.withdraw ? <Button size="sm" variant="default" aria-label={t("exceptions.withdrawName", { title })} onClick={() => { setAsks("withdraw"); }}>{t("exceptions.withdraw")}</Button> : null}
          </div>
        )
        : null}
      <ConfirmDialog
        open={asks === "withdraw"} onClose={close} disabled={reason.trim() === ""} title={t("exceptions.withdrawTitle")} action={t("exceptions.withdraw")}
        onConfirm={async () => { remember(edition, await withdrawException(edition, one.id, reason.trim())); }}
      >
        <p>{t("exceptions.withdrawBody", { title, tier })}</p>
        <Textarea label={t("exceptions.reason")} autosize minRows={2} value={reason} onChange={(event) => { setReason(event.currentTarget.value); }} />
      </ConfirmDialog>
      <ConfirmDialog
        open={asks === "confirm"} onClose={close} title={t("exceptions.confirmTitle")} action={t("exceptions.confirm")}
        onConfirm={async () => { remember(edition, await confirmException(edition, one.id)); }}
      >
        <p>{t("exceptions.confirmBody", { title, tier })}</p>
        <p>{one.reason}</p>
      </ConfirmDialog>
    </article>
  );
}

function Propose({ edition, tiers }: { edition: string; tiers: AwardTier[] }) {
  const { t } = useTranslation("approval");
  const pickText = usePick();
  const [asks, setAsks] = useState(false);
  const [kind, setKind] = useState<"entry" | "special">("entry");
  const [number, setNumber] = useState("");
  const [title, setTitle] = useState(NO_NAME);
  const [name, setName] = useState(NO_NAME);
  const [chosen, setChosen] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  const fitting = tiers.filter(({ outcome }) => kind === "entry" || outcome === "special");
  const keyOf = ({ contest, key }: AwardTier) => `${contest}/${key}`;
  const tier = fitting.find((one) => keyOf(one) === chosen);
  const named = kind === "entry" ? number.trim() !== "" : isNamed("person", title);
  const close = () => { setAsks(false); setNumber(""); setTitle(NO_NAME); setName(NO_NAME); setChosen(null); setReason(""); };
  const propose = async () => {
    if (!tier) return;
    const special = kind === "special";
    const body = {
      number: special ? "" : number.trim(), title: special ? title : null, contest: tier.contest, tier: tier.key,
      name: holderOf(tier.recipient, name), reason: reason.trim(),
    };
    remember(edition, await proposeException(edition, body));
  };
  return (
    <div className="row">
      <Button variant="default" onClick={() => { setAsks(true); }}>{t("exceptions.propose")}</Button>
      <ConfirmDialog
        open={asks} onClose={close} onConfirm={propose} title={t("exceptions.propose")} action={t("exceptions.propose")}
        disabled={!tier || !named || reason.trim() === "" || !isNamed(tier.recipient, name)}
      >
        <p>{t("exceptions.lead")}</p>
        <fieldset className={styles.radios}>
          <legend>{t("exceptions.kind")}</legend>
          {(["entry", "special"] as const).map((one) => (
            <label key={one}><input type="radio" name="exception" checked={kind === one} onChange={() => { setKind(one); }} /><span>{t(`exceptions.${one}`)}</span></label>
          ))}
        </fieldset>
        {kind === "entry"
          ? <TextInput label={t("exceptions.number")} value={number} onChange={(event) => { setNumber(event.currentTarget.value); }} />
          : <TitleFields legend={t("exceptions.titleOf")} title={title} onTitle={setTitle} />}
        <NativeSelect
          label={t("exceptions.tier")} value={chosen ?? ""} onChange={(event) => { setChosen(event.currentTarget.value === "" ? null : event.currentTarget.value); }}
          data={[{ value: "", label: "" }, ...fitting.map((one) => ({ value: keyOf(one), label: pickText(one.title) }))]}
        />
        {tier ? <HolderFields recipient={tier.recipient} name={name} onName={setName} /> : null}
        <Textarea label={t("exceptions.reason")} autosize minRows={2} value={reason} onChange={(event) => { setReason(event.currentTarget.value); }} />
      </ConfirmDialog>
    </div>
  );
}
