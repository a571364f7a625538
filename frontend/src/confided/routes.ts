import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { loadTexts } from "../shell/language";
import { root } from "../shell/roots";

export const personalRoute = createRoute({
  getParentRoute: () => root,
  path: "/confidential",
  beforeLoad: () => loadTexts("confided"),
  component: lazyRouteComponent(() => import("./PersonalPage"), "PersonalPage"),
});
