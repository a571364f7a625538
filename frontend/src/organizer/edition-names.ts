// What the things of an edition are called, by their keys: for columns, filters and tags of lists.
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { editionQuery } from "../api/editions";
import { funnelQuery } from "../api/entries";
import type { Bilingual, EditionOverview } from "../api/types";
import { usePick } from "../shell/bilingual";

export interface NamedThing {
  key: string;
  title: Bilingual;
}

/** The divisions that the reader knows of: those that heats are held for. */
export function divisionsOf({ heats }: EditionOverview): NamedThing[] {
  const found = new Map<string, NamedThing>();
  for (const { division, title } of heats) {
    if (division !== null && !found.has(division)) found.set(division, { key: division, title });
  }
  return [...found.values()];
}

export function useEditionNames(edition: string) {
  const pickText = usePick();
  const { data: overview } = useSuspenseQuery(editionQuery(edition));
  // Who gets counts of the whole edition gets the names of the regions with them.
  const { data: funnel } = useQuery({ ...funnelQuery(edition), enabled: overview.counts !== null, staleTime: 60_000 });
  const { contests } = overview;
  const divisions = divisionsOf(overview);
  const regions: NamedThing[] = funnel?.regions ?? [];
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
