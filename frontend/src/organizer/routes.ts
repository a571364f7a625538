import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import {
  auditQuery, awardsQuery, editionQuery, editionsQuery, entriesQuery, entryQuery, judgesQuery, progressQuery,
  publicationsQuery, standingQuery,
} from "../api/editions";
import { loadTexts } from "../shell/language";
import { signedIn } from "../shell/roots";

const editions = createRoute({
  getParentRoute: () => signedIn,
  path: "/editions",
  beforeLoad: () => loadTexts("organizer"),
});

const list = createRoute({
  getParentRoute: () => editions,
  path: "/",
  loader: ({ context: { queries } }) => queries.fetchQuery(editionsQuery),
  component: lazyRouteComponent(() => import("./EditionsPage"), "EditionsPage"),
});

const importEdition = createRoute({
  getParentRoute: () => editions,
  path: "/import",
  component: lazyRouteComponent(() => import("./ImportEditionPage"), "ImportEditionPage"),
});

const edition = createRoute({
  getParentRoute: () => editions,
  path: "/$edition",
  // Without the overview the frame has no menu; each page still answers for itself.
  loader: ({ context: { queries }, params }) => queries.prefetchQuery(editionQuery(params.edition)),
  component: lazyRouteComponent(() => import("./EditionFrame"), "EditionFrame"),
});

const overview = createRoute({
  getParentRoute: () => edition,
  path: "/",
  loader: ({ context: { queries }, params }) => queries.ensureQueryData(editionQuery(params.edition)),
  component: lazyRouteComponent(() => import("./OverviewPage"), "OverviewPage"),
});

const entries = createRoute({
  getParentRoute: () => edition,
  path: "/entries",
  validateSearch: ({ after }: Record<string, unknown>): { after?: string } => (typeof after === "string" ? { after } : {}),
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queries }, params, deps }) => queries.fetchQuery(entriesQuery(params.edition, deps.after)),
  component: lazyRouteComponent(() => import("./EntriesPage"), "EntriesPage"),
});

const entry = createRoute({
  getParentRoute: () => edition,
  path: "/entries/$number",
  loader: ({ context: { queries }, params }) => queries.fetchQuery(entryQuery(params.edition, params.number)),
  component: lazyRouteComponent(() => import("./EntryPage"), "EntryPage"),
});

const judges = createRoute({
  getParentRoute: () => edition,
  path: "/judges",
  loader: ({ context: { queries }, params }) => queries.fetchQuery(judgesQuery(params.edition)),
  component: lazyRouteComponent(() => import("./JudgesPage"), "JudgesPage"),
});

const heat = createRoute({
  getParentRoute: () => edition,
  path: "/heats/$heat",
  loader: ({ context: { queries }, params }) => queries.fetchQuery(progressQuery(params.edition, params.heat)),
  component: lazyRouteComponent(() => import("./HeatPage"), "HeatPage"),
});

const standing = createRoute({
  getParentRoute: () => edition,
  path: "/heats/$heat/standing",
  loader: ({ context: { queries }, params }) => queries.fetchQuery(standingQuery(params.edition, params.heat)),
  component: lazyRouteComponent(() => import("./StandingPage"), "StandingPage"),
});

const awards = createRoute({
  getParentRoute: () => edition,
  path: "/awards",
  loader: ({ context: { queries }, params }) => queries.fetchQuery(awardsQuery(params.edition)),
  component: lazyRouteComponent(() => import("./AwardsPage"), "AwardsPage"),
});

const publication = createRoute({
  getParentRoute: () => edition,
  path: "/publication",
  loader: ({ context: { queries }, params }) => queries.fetchQuery(publicationsQuery(params.edition)),
  component: lazyRouteComponent(() => import("./PublicationPage"), "PublicationPage"),
});

const audit = createRoute({
  getParentRoute: () => edition,
  path: "/audit",
  loader: ({ context: { queries }, params }) => queries.fetchInfiniteQuery(auditQuery(params.edition)),
  component: lazyRouteComponent(() => import("./AuditPage"), "AuditPage"),
});

export const editionRoutes = editions.addChildren([
  list,
  importEdition,
  edition.addChildren([overview, entries, entry, judges, heat, standing, awards, publication, audit]),
]);
