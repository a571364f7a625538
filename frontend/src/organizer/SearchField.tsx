// A field that narrows a list: the address follows when one stops typing, so that an input method is left in peace.
import { TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useRouter } from "@tanstack/react-router";
import { useState } from "react";

const PAUSE = 250;
/** Characters; the server refuses more. */
const LONGEST = 200;

interface Props {
  label: string;
  value: string | undefined;
  onChange: (text: string) => void;
}

export function SearchField({ label, value, onChange }: Props) {
  const router = useRouter();
  const [text, setText] = useState(value ?? "");
  const [known, setKnown] = useState(value ?? "");
  // The address changed by other means: the field follows it.
  if ((value ?? "") !== known) {
    setKnown(value ?? "");
    if ((value ?? "") !== text.trim()) setText(value ?? "");
  }
  const tell = useDebouncedCallback((next: string, typedAt: string) => {
    // Whoever has followed a link meanwhile, to a page that is still loading, is not called back to the list.
    if (router.latestLocation.pathname === typedAt) onChange(next.trim());
  }, PAUSE);
  return (
    <TextInput
      type="search" label={label} value={text} maxLength={LONGEST} autoComplete="off" spellCheck={false}
      onChange={(event) => {
        setText(event.currentTarget.value);
        tell(event.currentTarget.value, router.latestLocation.pathname);
      }}
    />
  );
}
