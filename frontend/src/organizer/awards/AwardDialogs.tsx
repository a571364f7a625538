// What becomes of an award that was given: taken back, declined by who holds it, or passed on to the next in line.
import { Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { declineAward, passOnAward, revokeAward } from "../../api/awards";
import type { GivenAward } from "../../api/awards";
import type { Awards, Bilingual } from "../../api/types";
import { ConfirmDialog } from "../../forms/ConfirmDialog";
import { usePick, Words } from "../../shell/bilingual";
import styles from "../Organizer.module.css";
import { HolderFields, holderOf, isNamed, NO_NAME } from "./HolderFields";

export type Act = "revoke" | "decline" | "pass_on";

export interface Asked {
  act: Act;
  award: GivenAward;
}

interface Props {
  edition: string;
  awards: Awards;
  /** Nothing while no dialog is open. */
  asked: Asked | null;
  onClose: () => void;
  onDone: (awards: Awards) => void;
}

export function AwardDialogs({ edition, awards, asked, onClose, onDone }: Props) {
  const of = (act: Act) => (asked?.act === act ? asked.award : null);
  const tier = awards.tiers.find(({ key, contest }) => key === asked?.award.tier && contest === asked.award.contest)?.title;
  const props = { edition, tier, onClose, onDone };
  return (
    <>
      <RevokeDialog {...props} award={of("revoke")} />
      <DeclineDialog {...props} award={of("decline")} />
      <PassOnDialog {...props} awards={awards} award={of("pass_on")} />
    </>
  );
}

interface DialogProps {
  edition: string;
  award: GivenAward | null;
  tier: Bilingual | undefined;
  onClose: () => void;
  onDone: (awards: Awards) => void;
}

function useHolder(): (award: GivenAward | null) => string {
  const pickText = usePick();
  return (award) => (award ? pickText(award.name ?? award.title) : "");
}

/** What a line is called in short: the number of its entry, or its name where it is of none. */
export function useLineName(): (award: GivenAward | null) => string {
  const holder = useHolder();
  return (award) => (award?.number ? award.number : holder(award));
}

function RevokeDialog({ edition, award, tier, onClose, onDone }: DialogProps) {
  const { t } = useTranslation("organizer");
  const pickText = usePick();
  const holder = useHolder();
  const lineName = useLineName();
  return (
    <ConfirmDialog
      open={award !== null} onClose={onClose} danger title={t("awards.revokeTitle", { number: lineName(award) })} action={t("awards.revoke")}
      onConfirm={async () => { if (award) onDone(await revokeAward(edition, award.id)); }}
    >
      <p>{t("awards.revokeBody", { title: holder(award), tier: tier ? pickText(tier) : "" })}</p>
    </ConfirmDialog>
  );
}

function DeclineDialog({ edition, award, tier, onClose, onDone }: DialogProps) {
  const { t } = useTranslation("awards");
  const pickText = usePick();
  const holder = useHolder();
  const lineName = useLineName();
  const [reason, setReason] = useState("");
  const close = () => { setReason(""); onClose(); };
  return (
    <ConfirmDialog
      open={award !== null} onClose={close} danger disabled={reason.trim() === ""} title={t("decline.title", { number: lineName(award) })} action={t("decline.confirm")}
      onConfirm={async () => { if (award) onDone(await declineAward(edition, award.id, reason.trim())); }}
    >
      <p>{t("decline.body", { holder: holder(award), tier: tier ? pickText(tier) : "" })}</p>
      <Textarea label={t("decline.reason")} autosize minRows={2} value={reason} onChange={(event) => { setReason(event.currentTarget.value); }} />
    </ConfirmDialog>
  );
}

function PassOnDialog({ edition, awards, award, tier, onClose, onDone }: DialogProps & { awards: Awards }) {
  const { t } = useTranslation("awards");
  const pickText = usePick();
  const holder = useHolder();
  const [chosen, setChosen] = useState("");
  const [name, setName] = useState(NO_NAME);
  const [reason, setReason] = useState("");
  const next = award ? (awards.next_in_line[award.id] ?? []) : [];
  const number = next.length === 1 ? next[0] : chosen;
  const recipient = award?.recipient ?? "entry";
  const ready = number !== undefined && number !== "" && reason.trim() !== "" && isNamed(recipient, name);
  const close = () => { setChosen(""); setName(NO_NAME); setReason(""); onClose(); };
  return (
    <ConfirmDialog
      open={award !== null} onClose={close} disabled={!ready} title={t("passOn.title", { tier: tier ? pickText(tier) : "" })} action={t("passOn.confirm")}
      onConfirm={async () => { if (award && number) onDone(await passOnAward(edition, award.id, number, reason.trim(), holderOf(recipient, name))); }}
    >
      <p>{t(next.length === 1 ? "passOn.only" : "passOn.equal", { holder: holder(award) })}</p>
      <fieldset className={styles.radios}>
        <legend className="sr">{t("passOn.next")}</legend>
        {next.map((one) => {
          const line = awards.standing.find((candidate) => candidate.number === one);
          return (
            <label key={one}>
              <input type="radio" name="next" value={one} checked={number === one} onChange={() => { setChosen(one); }} />
              <span>{line ? <Words of={line.title} /> : null} <span className="hint">{one}{line ? <> · <Words of={line.team} /></> : null}</span></span>
            </label>
          );
        })}
      </fieldset>
      <HolderFields recipient={recipient} name={name} onName={setName} />
      <Textarea label={t("passOn.reason")} autosize minRows={2} value={reason} onChange={(event) => { setReason(event.currentTarget.value); }} />
    </ConfirmDialog>
  );
}
