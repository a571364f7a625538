// Help in the same corner of every page: the keyboard map, and what to do when something goes wrong. Opens with "?".
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../forms/Dialog";
import { isTyping } from "../forms/keys";

const MAP = {
  sheet: ["digits", "part", "move", "clear", "enter", "shiftEnter"],
  queue: ["move", "enter"],
  screening: ["accept", "reject", "move", "undo"],
  anywhere: ["help", "escape"],
} as const;

function Keys({ group }: { group: keyof typeof MAP }) {
  const { t } = useTranslation("shell");
  const say = t as unknown as (key: string) => string;
  return (
    <table className="list">
      <caption>{t(`help.${group}.title`)}</caption>
      <tbody>
        {MAP[group].map((key) => (
          <tr key={key}>
            <th scope="row" className="mono">{say(`help.${group}.${key}.keys`)}</th>
            <td>{say(`help.${group}.${key}.does`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function HelpDialog({ open, onOpen, onClose }: { open: boolean; onOpen: () => void; onClose: () => void }) {
  const { t } = useTranslation("shell");
  useEffect(() => {
    const ask = (event: KeyboardEvent) => {
      if (event.key !== "?" && event.key !== "？") return;
      if (event.isComposing || isTyping(event.target)) return;
      event.preventDefault();
      onOpen();
    };
    document.addEventListener("keydown", ask);
    return () => { document.removeEventListener("keydown", ask); };
  }, [onOpen]);
  return (
    <Dialog open={open} onClose={onClose} title={t("help.title")} wide>
      <div className="stack">
        <p>{t("help.kept")}</p>
        <p>{t("help.contact")}</p>
        <Keys group="sheet" />
        <Keys group="queue" />
        <Keys group="screening" />
        <Keys group="anywhere" />
      </div>
    </Dialog>
  );
}
