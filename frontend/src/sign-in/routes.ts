import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { loadTexts } from "../shell/language";
import { root } from "../shell/roots";

export const signInRoute = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: ({ next }: Record<string, unknown>): { next?: string } =>
    typeof next === "string" && /^\/(?!\/)/.test(next) ? { next } : {},
  beforeLoad: () => loadTexts("signIn"),
  component: lazyRouteComponent(() => import("./SignInPage"), "SignInPage"),
});
