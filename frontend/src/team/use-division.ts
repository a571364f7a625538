// Choosing the division of an entry. It goes to the server at once; going through the choices by arrow keys sends one after
// the other, each with the revision that the one before left.
import { useRef, useState } from "react";
import { asProblem } from "../api/problem";
import { chooseDivision } from "../api/team";
import type { TeamEntry } from "../api/types";
import type { OpenEntry } from "./use-entry";

export function useDivision({ entry, engine, adopt }: OpenEntry) {
  const [wanted, setWanted] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const next = useRef<string | null>(null);
  const running = useRef(false);

  /** Somebody else was faster: with what there is now, once more. */
  const send = async (division: string) => {
    try {
      return await chooseDivision(entry.number, division, engine.currentRevision);
    } catch (refusal) {
      const problem = asProblem(refusal);
      if (problem.status !== 412 || !problem.current) throw refusal;
      adopt(problem.current as TeamEntry);
      return chooseDivision(entry.number, division, engine.currentRevision);
    }
  };

  const choose = async (division: string) => {
    next.current = division;
    setWanted(division);
    setError(null);
    if (running.current) return;
    running.current = true;
    try {
      while (next.current !== null) {
        const chosen: string = next.current;
        next.current = null;
        await engine.flush();
        adopt(await send(chosen));
      }
    } catch (refusal) {
      next.current = null;
      setError(refusal);
    } finally {
      running.current = false;
      setWanted(null);
    }
  };
  return { chosen: wanted ?? entry.division?.key ?? null, busy: wanted !== null, error, choose };
}
