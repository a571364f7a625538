// Inviting judges by mail. How many mails go out, in which language, and who gets none is said before anything is sent.
import { useTranslation } from "react-i18next";
import { judgesQuery } from "../../api/editions";
import { inviteJudges } from "../../api/judges";
import type { RosterRow } from "../../api/judges";
import { queries } from "../../api/queries";
import { ConfirmDialog } from "../../forms/ConfirmDialog";
import { usePick } from "../../shell/bilingual";
import { invitationCounts } from "./roster";

interface Props {
  edition: string;
  /** Nobody while the dialog is shut. */
  judges: RosterRow[] | null;
  onClose: () => void;
  onSent: (mails: number) => void;
}

export function InviteDialog({ edition, judges, onClose, onSent }: Props) {
  const { t } = useTranslation("judges");
  const pickText = usePick();
  const { mails, without, settled, zh, en, again } = invitationCounts(judges ?? []);
  const send = async () => {
    const { mails: written } = await inviteJudges(edition, mails.map(({ judge }) => judge));
    onSent(written);
    void queries.invalidateQueries({ queryKey: judgesQuery(edition).queryKey });
  };
  return (
    <ConfirmDialog open={judges !== null} onClose={onClose} onConfirm={send} disabled={mails.length === 0} title={t("invite.title", { count: mails.length })} action={t("invite.confirm")}>
      <p><strong>{t("invite.mails", { count: mails.length })}</strong> {mails.length > 0 ? t("invite.byLanguage", { zh, en }) : null}</p>
      {settled > 0 ? <p>{t("invite.settled", { count: settled })}</p> : null}
      {again > 0 ? <p>{t("invite.again", { count: again })}</p> : null}
      {without.length > 0 ? (
        <div className="note wait">
          <p>{t("invite.noMail", { count: without.length })}</p>
          <ul>{without.map(({ judge, name }) => <li key={judge}>{pickText(name)}</li>)}</ul>
        </div>
      ) : null}
      <p className="hint">{t("invite.body")}</p>
    </ConfirmDialog>
  );
}
