import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { ownConfidenceQuery } from "../api/confidences";
import { callsQuery, ownEntriesQuery, ownEntryQuery, ownResultsQuery, receiptQuery } from "../api/team";
import { loadTexts } from "../shell/language";
import { signedIn } from "../shell/roots";

const team = createRoute({
  getParentRoute: () => signedIn,
  path: "/team",
  beforeLoad: async () => { await Promise.all([loadTexts("team"), loadTexts("confided")]); },
});

const entries = createRoute({
  getParentRoute: () => team,
  path: "/",
  loader: ({ context: { queries } }) => Promise.all([queries.fetchQuery(ownEntriesQuery), queries.fetchQuery(callsQuery)]),
  component: lazyRouteComponent(() => import("./EntriesPage"), "EntriesPage"),
});

const entry = createRoute({
  getParentRoute: () => team,
  path: "/entries/$number",
  loader: ({ context: { queries }, params }) => queries.ensureQueryData(ownEntryQuery(params.number)),
});

const form = createRoute({
  getParentRoute: () => entry,
  path: "/",
  component: lazyRouteComponent(() => import("./EntryPage"), "EntryPage"),
});

const preview = createRoute({
  getParentRoute: () => entry,
  path: "/preview",
  component: lazyRouteComponent(() => import("./PreviewPage"), "PreviewPage"),
});

const check = createRoute({
  getParentRoute: () => entry,
  path: "/check",
  component: lazyRouteComponent(() => import("./CheckPage"), "CheckPage"),
});

const receipt = createRoute({
  getParentRoute: () => entry,
  path: "/receipt",
  beforeLoad: () => loadTexts("receipt"),
  loader: ({ context: { queries }, params }) => queries.fetchQuery(receiptQuery(params.number)),
  component: lazyRouteComponent(() => import("./ReceiptPage"), "ReceiptPage"),
});

const results = createRoute({
  getParentRoute: () => entry,
  path: "/results",
  beforeLoad: () => loadTexts("result"),
  loader: ({ context: { queries }, params }) => queries.fetchQuery(ownResultsQuery(params.number)),
  component: lazyRouteComponent(() => import("./ResultsPage"), "ResultsPage"),
});

const confidence = createRoute({
  getParentRoute: () => team,
  path: "/confidences/$confidence",
  loader: ({ context: { queries }, params }) => queries.fetchQuery(ownConfidenceQuery(params.confidence)),
  component: lazyRouteComponent(() => import("./ConfidencePage"), "ConfidencePage"),
});

export const teamRoutes = team.addChildren([entries, confidence, entry.addChildren([form, preview, check, receipt, results])]);
