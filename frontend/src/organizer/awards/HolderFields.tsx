// Who holds an award that is for a person or an organization, in both languages.
import { TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { HolderName, Recipient } from "../../api/awards";

export const NO_NAME: HolderName = { zh: "", en: "" };

/** Whether the name says enough to be sent; which languages are needed is the server's to say. */
export function isNamed(recipient: Recipient, name: HolderName): boolean {
  return recipient === "entry" || name.zh.trim() !== "" || name.en.trim() !== "";
}

/** The name as it is sent. */
export function holderOf(recipient: Recipient, name: HolderName): HolderName | null {
  return recipient === "entry" ? null : { zh: name.zh.trim(), en: name.en.trim() };
}

interface Props {
  recipient: Recipient;
  name: HolderName;
  onName: (name: HolderName) => void;
}

export function HolderFields({ recipient, name, onName }: Props) {
  const { t } = useTranslation("awards");
  if (recipient === "entry") return null;
  return (
    <fieldset className="stack tight" style={{ border: 0, padding: 0, margin: 0 }}>
      <legend className="strong">{t(`holder.${recipient}`)}</legend>
      <TextInput label="中文" lang="zh-Hans" value={name.zh} onChange={(event) => { onName({ ...name, zh: event.currentTarget.value }); }} />
      <TextInput label="English" lang="en" value={name.en} onChange={(event) => { onName({ ...name, en: event.currentTarget.value }); }} />
    </fieldset>
  );
}
