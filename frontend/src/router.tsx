// The map of the application. Pages are loaded when first visited.
import { createRoute, createRouter, redirect } from "@tanstack/react-router";
import { meQuery } from "./api/account";
import { queries } from "./api/queries";
import { personalRoute } from "./confided/routes";
import { judgeRoutes } from "./judge/routes";
import { editionRoutes } from "./organizer/routes";
import { Loading, NotFound, Refused } from "./shell/PageStates";
import { homeOf } from "./shell/places";
import { root, signedIn } from "./shell/roots";
import { signInRoute } from "./sign-in/routes";
import { teamRoutes } from "./team/routes";

const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  beforeLoad: async ({ context }) => {
    const me = await context.queries.ensureQueryData(meQuery);
    throw redirect({ to: me.account ? homeOf(me.workplaces) : "/sign-in" });
  },
});

export const router = createRouter({
  routeTree: root.addChildren([home, signInRoute, personalRoute, signedIn.addChildren([judgeRoutes, teamRoutes, editionRoutes])]),
  basepath: "/app",
  context: { queries },
  defaultPreload: "intent",
  defaultPreloadStaleTime: 0,
  defaultPendingMs: 300,
  defaultPendingMinMs: 0,
  defaultPendingComponent: Loading,
  defaultErrorComponent: Refused,
  defaultNotFoundComponent: NotFound,
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
