// The desk's state: which queue, which entry of it, deciding, and what was decided last.
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { InfiniteData } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { entryLists, entryQuery, funnelQuery, screenEntry, screeningCountsQuery, screeningQueueQuery } from "../../api/entries";
import type { EntryFilter } from "../../api/entries";
import { asProblem } from "../../api/problem";
import { queries } from "../../api/queries";
import type { EntryPage, OrganizerEntry } from "../../api/types";
import { queueOf } from "../entries/entry-filter";
import { afterDeciding, neighbour } from "./queue-steps";
import type { Decision } from "./queue-steps";

export const screeningRoute = getRouteApi("/signed-in/editions/$edition/screening");

/** Fetch more when so few are left after the one that is shown. */
const FEW = 5;

export interface Decided {
  number: string;
  decision: Decision;
  next: string | null;
}

export function useScreening(wide: boolean) {
  const { edition } = screeningRoute.useParams();
  const search = screeningRoute.useSearch();
  const navigate = screeningRoute.useNavigate();
  const queue = queueOf(search);
  const filter: EntryFilter = queue;
  const list = screeningQueueQuery(edition, filter);
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({ ...list, throwOnError: true });
  const counts = useQuery({ ...screeningCountsQuery(edition), throwOnError: true }).data;
  const rows = data?.pages.flatMap((page) => page.entries) ?? [];
  // A wide desk always shows one; on a phone the queue is a page of its own.
  const shown = search.entry ?? (wide ? rows[0]?.number : undefined);
  const [decided, setDecided] = useState<Decided | null>(null);
  // The entry that one was led to from another: the eyes and the keyboard go there.
  const [led, setLed] = useState<string | null>(null);
  const at = rows.findIndex(({ number }) => number === shown);
  const next = neighbour(rows, shown, 1);
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && at >= 0 && rows.length - at <= FEW) void fetchNextPage();
  }, [at, rows.length, hasNextPage, isFetchingNextPage, fetchNextPage]);
  useEffect(() => {
    if (next !== null) void queries.prefetchQuery(entryQuery(edition, next));
  }, [edition, next]);

  const show = (number: string | undefined, replace = false) => {
    setLed(number ?? null);
    void navigate({ search: number === undefined ? queue : { ...queue, entry: number }, replace });
  };
  const decide = async (entry: OrganizerEntry, decision: Decision, reason: string) => {
    let answer: OrganizerEntry;
    try {
      answer = await screenEntry(edition, entry.number, entry.revision, decision, reason.trim());
    } catch (refusal) {
      // What changed in the meantime is shown; the reason that was typed stays.
      if (!asProblem(refusal).isTransient) void queries.invalidateQueries({ queryKey: entryQuery(edition, entry.number).queryKey });
      throw refusal;
    }
    queries.setQueryData(entryQuery(edition, entry.number).queryKey, answer);
    const following = afterDeciding(rows, entry.number);
    if (answer.screening.state !== search.screening) {
      queries.setQueryData<InfiniteData<EntryPage, string | undefined>>(list.queryKey, (old) => old && without(old, entry.number));
    }
    void queries.invalidateQueries({ queryKey: screeningCountsQuery(edition).queryKey });
    void queries.invalidateQueries({ queryKey: [...entryLists(edition), "page"] });
    void queries.invalidateQueries({ queryKey: [...entryLists(edition), "queue"], refetchType: "none" });
    void queries.invalidateQueries({ queryKey: funnelQuery(edition).queryKey });
    setDecided({ number: entry.number, decision, next: following });
    show(following ?? undefined, true);
  };
  return {
    edition, search, filter, rows, total: data?.pages[0]?.total, counts, shown, at, decided, led, hasNextPage, isFetchingNextPage,
    fetchNextPage, show, decide,
    step: (by: 1 | -1) => {
      // From an entry that was gone back to, the way leads to where one was.
      const back = at < 0 ? (decided?.next ?? null) : null;
      const number = back ?? neighbour(rows, shown, by);
      if (number !== null) show(number, true);
    },
    undo: () => { if (decided) show(decided.number); },
    narrow: (to: typeof filter, replace: boolean) => {
      void navigate({ search: { ...to, screening: search.screening }, replace, resetScroll: false });
    },
  };
}

export type Desk = ReturnType<typeof useScreening>;

/** The queue without an entry that does not belong to it any more. */
function without(old: InfiniteData<EntryPage, string | undefined>, number: string): InfiniteData<EntryPage, string | undefined> {
  const pages = old.pages.map((page) => ({
    ...page, entries: page.entries.filter((row) => row.number !== number), total: Math.max(0, page.total - 1),
  }));
  return { ...old, pages };
}
