// One Autosave per document for the life of the page load: it goes on sending after its page was left.
import { useEffect, useSyncExternalStore } from "react";
import type { SaveState } from "../shell/save-state";
import { Autosave } from "./autosave";
import type { AutosaveState, Source } from "./autosave";

const engines = new Map<string, Autosave<unknown>>();

/** The engine of a document, made on first use; a newer document is adopted. */
export function engineFor<Doc>(source: Source<Doc>, doc: Doc): Autosave<Doc> {
  const existing = engines.get(source.key) as Autosave<Doc> | undefined;
  if (existing) {
    existing.adopt(doc);
    return existing;
  }
  const engine = new Autosave(source, doc);
  engines.set(source.key, engine as Autosave<unknown>);
  return engine;
}

/** Sends everything that waits: called when the network or the page comes back, or the page goes away. */
function flushAll() {
  for (const engine of engines.values()) void engine.flush();
}

window.addEventListener("online", flushAll);
window.addEventListener("pagehide", flushAll);
document.addEventListener("visibilitychange", flushAll);

export function useAutosave<Doc>(engine: Autosave<Doc>): AutosaveState {
  useEffect(() => () => { void engine.flush(); }, [engine]);
  return useSyncExternalStore(engine.subscribe, engine.getState);
}

/** The words of the save line for a state. */
export function saveStateOf(state: AutosaveState): SaveState {
  const refusal = state.problem;
  if (refusal && !refusal.isTransient) return { kind: "refused", code: refusal.code };
  if (state.unsent > 0) return { kind: state.onDevice ? "device" : "memory", unsent: state.unsent };
  return state.receivedAt ? { kind: "received", at: state.receivedAt } : { kind: "idle" };
}
