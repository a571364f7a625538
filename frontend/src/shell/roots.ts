// The two roots of all routes: the shell, and everything that needs a sign-in.
import { createRootRouteWithContext, createRoute, redirect } from "@tanstack/react-router";
import type { QueryClient } from "@tanstack/react-query";
import { meQuery } from "../api/account";
import { NotFound, Refused } from "./PageStates";
import { Shell } from "./Shell";

export const root = createRootRouteWithContext<{ queries: QueryClient }>()({
  beforeLoad: async ({ context }) => {
    await context.queries.ensureQueryData(meQuery);
  },
  component: Shell,
  errorComponent: Refused,
  notFoundComponent: NotFound,
});

/** Remembers where the reader wanted to go. */
export const signedIn = createRoute({
  getParentRoute: () => root,
  id: "signed-in",
  beforeLoad: async ({ context, location }) => {
    const me = await context.queries.ensureQueryData(meQuery);
    if (!me.account) throw redirect({ to: "/sign-in", search: { next: location.pathname } });
  },
});
