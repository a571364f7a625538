// The open entry: its document, its autosave, and what the save line says about it.
import { useSuspenseQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { queries } from "../api/queries";
import { ownEntryQuery } from "../api/team";
import type { TeamEntry } from "../api/types";
import { engineFor, saveStateOf, useAutosave } from "../forms/use-autosave";
import { useReportSave } from "../shell/save-state";
import { entrySource } from "./entry-source";

export function useEntry(number: string) {
  const { data: entry } = useSuspenseQuery(ownEntryQuery(number));
  const [engine] = useState(() => engineFor(entrySource(number), entry));
  const state = useAutosave(engine);
  useReportSave(saveStateOf(state));
  useEffect(() => { engine.adopt(entry); }, [engine, entry]);
  const adopt = (newer: TeamEntry) => {
    engine.adopt(newer);
    queries.setQueryData(ownEntryQuery(number).queryKey, newer);
  };
  return { entry, engine, state, adopt };
}

export type OpenEntry = ReturnType<typeof useEntry>;
