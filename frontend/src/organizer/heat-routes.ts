// The pages of a heat.
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { loadTexts } from "../shell/language";
import { advancementSearch } from "./advancement/search";
import { edition, editionReads } from "./edition-roots";
import { heatSearch } from "./missing-sheets";
import { standingSearch } from "./standing";

const advancementReads = () => import("../api/advancement");
const analysisReads = () => import("../api/analysis");
const fieldReads = () => import("../api/field");

// The pages of a heat name each other.
const loadHeatTexts = async () => {
  await Promise.all((["heats", "assignment", "awards", "report", "advancement", "field", "analysis"] as const).map(loadTexts));
};

/** What the pages of a heat share. */
const ofHeat = { getParentRoute: () => edition, beforeLoad: loadHeatTexts } as const;

const heat = createRoute({
  ...ofHeat,
  path: "/heats/$heat",
  validateSearch: heatSearch,
  loader: async ({ context: { queries }, params }) => queries.fetchQuery((await editionReads()).progressQuery(params.edition, params.heat)),
  component: lazyRouteComponent(() => import("./HeatPage"), "HeatPage"),
});

const standing = createRoute({
  ...ofHeat,
  path: "/heats/$heat/standing",
  validateSearch: standingSearch,
  loader: async ({ context: { queries }, params }) => queries.fetchQuery((await editionReads()).standingQuery(params.edition, params.heat)),
  component: lazyRouteComponent(() => import("./StandingPage"), "StandingPage"),
});

const analysis = createRoute({
  ...ofHeat,
  path: "/heats/$heat/analysis",
  validateSearch: standingSearch,
  loader: async ({ context: { queries }, params }) => queries.fetchQuery((await analysisReads()).analysisQuery(params.edition, params.heat)),
  component: lazyRouteComponent(() => import("./analysis/AnalysisPage"), "AnalysisPage"),
});

const field = createRoute({
  ...ofHeat,
  path: "/heats/$heat/entries",
  validateSearch: standingSearch,
  loader: async ({ context: { queries }, params }) => queries.fetchQuery((await fieldReads()).fieldQuery(params.edition, params.heat)),
  component: lazyRouteComponent(() => import("./field/FieldPage"), "FieldPage"),
});

const heatEntry = createRoute({
  getParentRoute: () => edition,
  path: "/heats/$heat/entries/$number",
  beforeLoad: async () => { await Promise.all([loadTexts("judge"), loadTexts("field")]); },
  loader: async ({ context: { queries }, params }) => queries.fetchQuery((await fieldReads()).heatEntryQuery(params.edition, params.heat, params.number)),
  component: lazyRouteComponent(() => import("./field/HeatEntryPage"), "HeatEntryPage"),
});

const advancement = createRoute({
  ...ofHeat,
  path: "/heats/$heat/advancement",
  validateSearch: advancementSearch,
  loader: async ({ context: { queries }, params }) => queries.fetchQuery((await advancementReads()).advancementQuery(params.edition, params.heat)),
  component: lazyRouteComponent(() => import("./advancement/AdvancementPage"), "AdvancementPage"),
  errorComponent: lazyRouteComponent(() => import("./advancement/AdvancementPage"), "AdvancementRefused"),
});

const report = createRoute({
  ...ofHeat,
  path: "/heats/$heat/report",
  loader: async ({ context: { queries }, params }) => queries.fetchQuery((await advancementReads()).reportsQuery(params.edition, params.heat)),
  component: lazyRouteComponent(() => import("./reports/ReportPage"), "ReportPage"),
});

const vote = createRoute({
  getParentRoute: () => edition,
  path: "/heats/$heat/vote",
  beforeLoad: () => loadTexts("ballot"),
  loader: async ({ context: { queries }, params }) => queries.fetchQuery((await import("../api/ballot")).voteQuery(params.edition, params.heat)),
  component: lazyRouteComponent(() => import("./ballots/VotePage"), "VotePage"),
});

export const heatRoutes = [heat, field, heatEntry, vote, standing, analysis, advancement, report] as const;
