// What the things of an edition are called, by their keys: for columns, filters and tags of lists.
import { useSuspenseQuery } from "@tanstack/react-query";
import { editionQuery } from "../api/editions";
import type { Bilingual } from "../api/types";
import { usePick } from "../shell/bilingual";

export interface NamedThing {
  key: string;
  title: Bilingual;
}

export function useEditionNames(edition: string) {
  const pickText = usePick();
  const { data: overview } = useSuspenseQuery(editionQuery(edition));
  const { contests, divisions, regions } = overview;
  const named = (things: readonly NamedThing[]) => (key: string) => {
    const found = things.find((thing) => thing.key === key);
    return found ? pickText(found.title) : key;
  };
  return {
    overview, contests, divisions, regions,
    contest: named(contests), division: named(divisions), region: named(regions), heat: named(overview.heats),
  };
}

export type EditionNames = ReturnType<typeof useEditionNames>;
