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

export const judgeRoutes = judge.addChildren([queue, sheet]);
