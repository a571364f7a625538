// Listens for the keys of the desk, anywhere but where one types or is asked something.
import { useEffect, useEffectEvent } from "react";
import { isTyping } from "../../forms/keys";
import { deskCommand } from "./queue-steps";
import type { DeskCommand } from "./queue-steps";

export function useDeskKeys(acts: Partial<Record<DeskCommand, () => void>>) {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || isTyping(event.target) || document.querySelector("dialog[open]")) return;
    const command = deskCommand(event);
    const act = command === null ? undefined : acts[command];
    if (!act) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    document.addEventListener("keydown", onKey);
    return () => { document.removeEventListener("keydown", onKey); };
  }, []);
}
