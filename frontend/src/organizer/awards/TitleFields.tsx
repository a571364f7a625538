// The name of a line that is not of one entry, in both languages.
import { TextInput } from "@mantine/core";
import type { HolderName } from "../../api/awards";

interface Props {
  legend: string;
  title: HolderName;
  onTitle: (title: HolderName) => void;
}

export function TitleFields({ legend, title, onTitle }: Props) {
  return (
    <fieldset className="stack tight" style={{ border: 0, padding: 0, margin: 0 }}>
      <legend className="strong">{legend}</legend>
      <TextInput label="中文" lang="zh-Hans" value={title.zh} onChange={(event) => { onTitle({ ...title, zh: event.currentTarget.value }); }} />
      <TextInput label="English" lang="en" value={title.en} onChange={(event) => { onTitle({ ...title, en: event.currentTarget.value }); }} />
    </fieldset>
  );
}
