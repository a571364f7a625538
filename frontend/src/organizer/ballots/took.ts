// How many took part in a ballot. Pure.
import type { Ballot } from "../../api/ballot";

/** Who voted is present too. */
export function took({ members }: Pick<Ballot, "members">): { members: number; present: number; voted: number } {
  const many = (...kinds: string[]) => members.filter(({ participation }) => kinds.includes(participation)).length;
  return { members: members.length, present: many("present", "voted"), voted: many("voted") };
}

/** Who is there, has something to vote on, and has not voted. */
export function missingIn({ members, entries }: Pick<Ballot, "members" | "entries">): number {
  return members.filter(({ participation, recused }) => participation === "present" && recused < entries.length).length;
}
