import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { advancementQuery, reportsQuery } from "../api/advancement";
import {
  auditQuery, awardsQuery, editionQuery, editionsQuery, judgesQuery, progressQuery,
  publicationsQuery, standingQuery,
} from "../api/editions";
import { amendmentsQuery, editionFileQuery } from "../api/edition-file";
import { entryQuery } from "../api/entries";
import { grantsQuery } from "../api/people";
import { conflictsQuery } from "../api/judges";
import { loadTexts } from "../shell/language";
import { signedIn } from "../shell/roots";
import { advancementSearch } from "./advancement/search";
import { entriesSearch, screeningSearch } from "./entries/entry-filter";
import { conflictSearch, rosterSearch } from "./judges/roster";

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
  beforeLoad: () => loadTexts("editionFile"),
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
  beforeLoad: () => loadTexts("today"),
  loader: ({ context: { queries }, params }) => queries.ensureQueryData(editionQuery(params.edition)),
  component: lazyRouteComponent(() => import("./OverviewPage"), "OverviewPage"),
});

const entries = createRoute({
  getParentRoute: () => edition,
  path: "/entries",
  validateSearch: entriesSearch,
  beforeLoad: () => loadTexts("entries"),
  // The list itself is the page's: it stays in place while a narrower one is on its way.
  loader: ({ context: { queries }, params }) => queries.ensureQueryData(editionQuery(params.edition)),
  component: lazyRouteComponent(() => import("./EntriesPage"), "EntriesPage"),
});

const screening = createRoute({
  getParentRoute: () => edition,
  path: "/screening",
  validateSearch: screeningSearch,
  beforeLoad: async () => { await Promise.all([loadTexts("entries"), loadTexts("screening")]); },
  loader: ({ context: { queries }, params }) => queries.ensureQueryData(editionQuery(params.edition)),
  component: lazyRouteComponent(() => import("./screening/ScreeningPage"), "ScreeningPage"),
});

const entry = createRoute({
  getParentRoute: () => edition,
  path: "/entries/$number",
  beforeLoad: () => loadTexts("entries"),
  loader: ({ context: { queries }, params }) => queries.fetchQuery(entryQuery(params.edition, params.number)),
  component: lazyRouteComponent(() => import("./EntryPage"), "EntryPage"),
});

const judges = createRoute({
  getParentRoute: () => edition,
  path: "/judges",
  validateSearch: rosterSearch,
  beforeLoad: () => loadTexts("judges"),
  loader: ({ context: { queries }, params }) => queries.fetchQuery(judgesQuery(params.edition)),
  component: lazyRouteComponent(() => import("./JudgesPage"), "JudgesPage"),
});

const conflicts = createRoute({
  getParentRoute: () => edition,
  path: "/judges/conflicts",
  validateSearch: conflictSearch,
  beforeLoad: () => loadTexts("judges"),
  loader: ({ context: { queries }, params: { edition: slug } }) =>
    Promise.all([queries.fetchQuery(conflictsQuery(slug)), queries.fetchQuery(judgesQuery(slug))]),
  component: lazyRouteComponent(() => import("./judges/ConflictsPage"), "ConflictsPage"),
});

// The pages of a heat name each other.
const loadHeatTexts = async () => {
  await Promise.all((["heats", "assignment", "report", "advancement"] as const).map(loadTexts));
};

const heat = createRoute({
  getParentRoute: () => edition,
  path: "/heats/$heat",
  beforeLoad: loadHeatTexts,
  loader: ({ context: { queries }, params }) => queries.fetchQuery(progressQuery(params.edition, params.heat)),
  component: lazyRouteComponent(() => import("./HeatPage"), "HeatPage"),
});

const standing = createRoute({
  getParentRoute: () => edition,
  path: "/heats/$heat/standing",
  beforeLoad: loadHeatTexts,
  loader: ({ context: { queries }, params }) => queries.fetchQuery(standingQuery(params.edition, params.heat)),
  component: lazyRouteComponent(() => import("./StandingPage"), "StandingPage"),
});

const advancement = createRoute({
  getParentRoute: () => edition,
  path: "/heats/$heat/advancement",
  validateSearch: advancementSearch,
  beforeLoad: loadHeatTexts,
  loader: ({ context: { queries }, params }) => queries.fetchQuery(advancementQuery(params.edition, params.heat)),
  component: lazyRouteComponent(() => import("./advancement/AdvancementPage"), "AdvancementPage"),
  errorComponent: lazyRouteComponent(() => import("./advancement/AdvancementPage"), "AdvancementRefused"),
});

const report = createRoute({
  getParentRoute: () => edition,
  path: "/heats/$heat/report",
  beforeLoad: loadHeatTexts,
  loader: ({ context: { queries }, params }) => queries.fetchQuery(reportsQuery(params.edition, params.heat)),
  component: lazyRouteComponent(() => import("./reports/ReportPage"), "ReportPage"),
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

const file = createRoute({
  getParentRoute: () => edition,
  path: "/file",
  beforeLoad: () => loadTexts("editionFile"),
  loader: ({ context: { queries }, params }) => Promise.all([
    queries.fetchQuery(editionFileQuery(params.edition)), queries.fetchQuery(amendmentsQuery(params.edition)),
  ]),
  component: lazyRouteComponent(() => import("./file/FilePage"), "FilePage"),
});

const people = createRoute({
  getParentRoute: () => edition,
  path: "/people",
  beforeLoad: () => loadTexts("people"),
  loader: ({ context: { queries }, params }) => queries.fetchQuery(grantsQuery(params.edition)),
  component: lazyRouteComponent(() => import("./people/PeoplePage"), "PeoplePage"),
});

export const editionRoutes = editions.addChildren([
  list,
  importEdition,
  edition.addChildren([overview, entries, entry, screening, judges, conflicts, heat, standing, advancement, report, awards, publication, audit, file, people]),
]);
