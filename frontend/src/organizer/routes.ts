import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { loadTexts } from "../shell/language";
import { edition, editionReads, editions } from "./edition-roots";
import { entriesSearch, screeningSearch } from "./entries/entry-filter";
import { heatRoutes } from "./heat-routes";
import { conflictSearch, rosterSearch } from "./judges/roster";

// The reads come with the pages: who only enters or judges need not load them.
const entryReads = () => import("../api/entries");
const fileReads = () => import("../api/edition-file");
const judgeReads = () => import("../api/judges");
const peopleReads = () => import("../api/people");
const supplementReads = () => import("../api/supplements");

const list = createRoute({
  getParentRoute: () => editions,
  path: "/",
  loader: async ({ context: { queries } }) => queries.fetchQuery((await editionReads()).editionsQuery),
  component: lazyRouteComponent(() => import("./EditionsPage"), "EditionsPage"),
});

const importEdition = createRoute({
  getParentRoute: () => editions,
  path: "/import",
  beforeLoad: () => loadTexts("editionFile"),
  component: lazyRouteComponent(() => import("./ImportEditionPage"), "ImportEditionPage"),
});

const overview = createRoute({
  getParentRoute: () => edition,
  path: "/",
  beforeLoad: () => loadTexts("today"),
  loader: async ({ context: { queries }, params }) => queries.ensureQueryData((await editionReads()).editionQuery(params.edition)),
  component: lazyRouteComponent(() => import("./OverviewPage"), "OverviewPage"),
});

const entries = createRoute({
  getParentRoute: () => edition,
  path: "/entries",
  validateSearch: entriesSearch,
  beforeLoad: () => loadTexts("entries"),
  // The list itself is the page's: it stays in place while a narrower one is on its way.
  loader: async ({ context: { queries }, params }) => queries.ensureQueryData((await editionReads()).editionQuery(params.edition)),
  component: lazyRouteComponent(() => import("./EntriesPage"), "EntriesPage"),
});

const screening = createRoute({
  getParentRoute: () => edition,
  path: "/screening",
  validateSearch: screeningSearch,
  beforeLoad: async () => { await Promise.all([loadTexts("entries"), loadTexts("screening")]); },
  loader: async ({ context: { queries }, params }) => queries.ensureQueryData((await editionReads()).editionQuery(params.edition)),
  component: lazyRouteComponent(() => import("./screening/ScreeningPage"), "ScreeningPage"),
});

const entry = createRoute({
  getParentRoute: () => edition,
  path: "/entries/$number",
  beforeLoad: () => loadTexts("entries"),
  loader: async ({ context: { queries }, params }) => queries.fetchQuery((await entryReads()).entryQuery(params.edition, params.number)),
  component: lazyRouteComponent(() => import("./EntryPage"), "EntryPage"),
});

const judges = createRoute({
  getParentRoute: () => edition,
  path: "/judges",
  validateSearch: rosterSearch,
  beforeLoad: () => loadTexts("judges"),
  loader: async ({ context: { queries }, params }) => queries.fetchQuery((await editionReads()).judgesQuery(params.edition)),
  component: lazyRouteComponent(() => import("./JudgesPage"), "JudgesPage"),
});

const conflicts = createRoute({
  getParentRoute: () => edition,
  path: "/judges/conflicts",
  validateSearch: conflictSearch,
  beforeLoad: () => loadTexts("judges"),
  loader: async ({ context: { queries }, params: { edition: slug } }) => {
    const [{ conflictsQuery }, { judgesQuery }] = await Promise.all([judgeReads(), editionReads()]);
    await Promise.all([queries.fetchQuery(conflictsQuery(slug)), queries.fetchQuery(judgesQuery(slug))]);
  },
  component: lazyRouteComponent(() => import("./judges/ConflictsPage"), "ConflictsPage"),
});

const approval = createRoute({
  getParentRoute: () => edition,
  path: "/approval",
  beforeLoad: async () => { await Promise.all([loadTexts("approval"), loadTexts("awards")]); },
  loader: async ({ context: { queries }, params }) => queries.fetchQuery((await import("../api/approvals")).approvalsQuery(params.edition)),
  component: lazyRouteComponent(() => import("./approval/ApprovalPage"), "ApprovalPage"),
});

const awards = createRoute({
  getParentRoute: () => edition,
  path: "/awards",
  beforeLoad: async () => { await Promise.all([loadTexts("approval"), loadTexts("awards")]); },
  loader: async ({ context: { queries }, params }) => queries.fetchQuery((await editionReads()).awardsQuery(params.edition)),
  component: lazyRouteComponent(() => import("./AwardsPage"), "AwardsPage"),
});

const confided = createRoute({
  getParentRoute: () => edition,
  path: "/confided",
  beforeLoad: () => loadTexts("confided"),
  loader: async ({ context: { queries }, params }) => queries.fetchQuery((await import("../api/confidences")).registerQuery(params.edition)),
  component: lazyRouteComponent(() => import("./confided/ConfidedPage"), "ConfidedPage"),
});

const publication = createRoute({
  getParentRoute: () => edition,
  path: "/publication",
  beforeLoad: async () => { await Promise.all([loadTexts("awards"), loadTexts("versions")]); },
  loader: async ({ context: { queries }, params }) => queries.fetchQuery((await editionReads()).publicationsQuery(params.edition)),
  component: lazyRouteComponent(() => import("./PublicationPage"), "PublicationPage"),
});

const audit = createRoute({
  getParentRoute: () => edition,
  path: "/audit",
  loader: async ({ context: { queries }, params }) => queries.fetchInfiniteQuery((await editionReads()).auditQuery(params.edition)),
  component: lazyRouteComponent(() => import("./AuditPage"), "AuditPage"),
});

const file = createRoute({
  getParentRoute: () => edition,
  path: "/file",
  beforeLoad: () => loadTexts("editionFile"),
  loader: async ({ context: { queries }, params }) => {
    const { editionFileQuery, amendmentsQuery } = await fileReads();
    await Promise.all([queries.fetchQuery(editionFileQuery(params.edition)), queries.fetchQuery(amendmentsQuery(params.edition))]);
  },
  component: lazyRouteComponent(() => import("./file/FilePage"), "FilePage"),
});

const people = createRoute({
  getParentRoute: () => edition,
  path: "/people",
  beforeLoad: () => loadTexts("people"),
  loader: async ({ context: { queries }, params }) => queries.fetchQuery((await peopleReads()).grantsQuery(params.edition)),
  component: lazyRouteComponent(() => import("./people/PeoplePage"), "PeoplePage"),
});

const supplements = createRoute({
  getParentRoute: () => edition,
  path: "/supplements",
  beforeLoad: () => loadTexts("supplements"),
  loader: async ({ context: { queries }, params }) => {
    const { editionQuery } = await editionReads();
    const { supplementsQuery } = await supplementReads();
    await Promise.all([queries.fetchQuery(supplementsQuery(params.edition)), queries.ensureQueryData(editionQuery(params.edition))]);
  },
  component: lazyRouteComponent(() => import("./supplements/SupplementsPage"), "SupplementsPage"),
});

export const editionRoutes = editions.addChildren([
  list,
  importEdition,
  edition.addChildren([overview, entries, entry, screening, judges, conflicts, ...heatRoutes, awards, approval, confided, publication, audit, file, people, supplements]),
]);
