// A button that reads a small text file into the page; nothing is sent yet.
import { Button } from "@mantine/core";
import { useRef, useState } from "react";
import { Icon } from "../shell/icons";

interface Props {
  accept: string;
  label: string;
  onText: (text: string) => void;
}

export function ChooseTextFile({ accept, label, onText }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const [name, setName] = useState("");
  const read = async (file: File | undefined) => {
    if (!file) return;
    setName(file.name);
    onText((await file.text()).replace(/^\uFEFF/, ""));
  };
  return (
    <div className="row">
      <input
        ref={input} type="file" accept={accept} className="sr" tabIndex={-1} aria-hidden="true"
        onChange={(event) => {
          void read(event.currentTarget.files?.[0]);
          event.currentTarget.value = "";
        }}
      />
      <Button variant="light" leftSection={<Icon name="file" />} onClick={() => { input.current?.click(); }}>{label}</Button>
      <span className="hint" role="status">{name}</span>
    </div>
  );
}
