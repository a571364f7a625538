// What the pages of organizers hang on: the editions, and the frame of one.
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { loadTexts } from "../shell/language";
import { signedIn } from "../shell/roots";

/** The reads come with the pages: who only enters or judges need not load them. */
export const editionReads = () => import("../api/editions");

export const editions = createRoute({
  getParentRoute: () => signedIn,
  path: "/editions",
  beforeLoad: async () => { await Promise.all([loadTexts("organizer"), loadTexts("staffProblems")]); },
});

export const edition = createRoute({
  getParentRoute: () => editions,
  path: "/$edition",
  // Without the overview the frame has no menu; each page still answers for itself.
  loader: async ({ context: { queries }, params }) => queries.prefetchQuery((await editionReads()).editionQuery(params.edition)),
  component: lazyRouteComponent(() => import("./EditionFrame"), "EditionFrame"),
});
