// The one line that says where the reader's changes are. Pages report, the shell shows.
import { useEffect, useSyncExternalStore } from "react";

export type SaveState =
  | { kind: "none" }
  | { kind: "idle" }
  | { kind: "device"; unsent: number }
  | { kind: "memory"; unsent: number }
  | { kind: "received"; at: string }
  | { kind: "refused"; code: string };

let current: SaveState = { kind: "none" };
const listeners = new Set<() => void>();

function publish(state: SaveState) {
  current = state;
  for (const listener of listeners) listener();
}

export function useSaveState(): SaveState {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}

/** Shows `state` while the calling page is on screen. */
export function useReportSave(state: SaveState) {
  const key = JSON.stringify(state);
  useEffect(() => { publish(JSON.parse(key) as SaveState); }, [key]);
  useEffect(() => () => { publish({ kind: "none" }); }, []);
}
