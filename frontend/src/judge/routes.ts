import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { judgeQueueQuery, judgeSheetQuery } from "../api/judge";
import { loadTexts } from "../shell/language";
import { signedIn } from "../shell/roots";

const judge = createRoute({
  getParentRoute: () => signedIn,
  path: "/judge",
  beforeLoad: () => loadTexts("judge"),
});

const queue = createRoute({
  getParentRoute: () => judge,
  path: "/",
  validateSearch: ({ done }: Record<string, unknown>): { done?: boolean } => (done === true ? { done } : {}),
  loader: ({ context }) => context.queries.fetchQuery(judgeQueueQuery),
  component: lazyRouteComponent(() => import("./QueuePage"), "QueuePage"),
});

const sheet = createRoute({
  getParentRoute: () => judge,
  path: "/assignments/$alias",
  loader: ({ context, params }) => {
    void context.queries.prefetchQuery(judgeQueueQuery);
    return context.queries.ensureQueryData(judgeSheetQuery(params.alias));
  },
  component: lazyRouteComponent(() => import("./SheetPage"), "SheetPage"),
});

const ballot = createRoute({
  getParentRoute: () => judge,
  path: "/ballots/$edition/$heat",
  beforeLoad: () => loadTexts("ballot"),
  loader: async ({ context, params }) => context.queries.fetchQuery((await import("../api/ballot")).ballotQuery(params.edition, params.heat)),
  component: lazyRouteComponent(() => import("./BallotPage"), "BallotPage"),
});

export const judgeRoutes = judge.addChildren([queue, sheet, ballot]);
