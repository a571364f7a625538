// A long text that is being worked on: a copy stays on this device until it was taken or thrown away.
import { useState } from "react";
import { deviceCopy, dropDeviceCopy, keepOnDevice } from "../../forms/device-copy";

interface Kept {
  text: string;
  /** What the text was begun from, such as the number of an amendment. */
  from: number;
}

export function useKeptText(key: string, begun: Kept) {
  const [kept, setKept] = useState<Kept | null>(() => {
    const copy = deviceCopy(key);
    return copy ? { text: String(copy.changed.text ?? ""), from: Number(copy.base.from ?? 0) } : null;
  });
  const { text, from } = kept ?? begun;
  const drop = () => {
    dropDeviceCopy(key);
    setKept(null);
  };
  const setText = (next: string) => {
    if (next === begun.text) { drop(); return; }
    setKept({ text: next, from });
    keepOnDevice(key, { base: { from }, changed: { text: next } });
  };
  return { text, from, changed: kept !== null, setText, drop };
}
