// Where each role works: the address of a workplace, and which one the reader is in.
import type { Role, Workplace } from "../api/types";

/** Order in which the workplaces of one account are offered. */
const ORDER: Role[] = ["judge", "chair", "organizer", "officer", "approver", "screener", "host", "auditor", "team"];

export function placeOf(workplace: Workplace): string {
  switch (workplace.role) {
    case "team": return "/team";
    case "judge": return "/judge";
    case "auditor": return `/editions/${workplace.edition.slug}/audit`;
    case "officer": return `/editions/${workplace.edition.slug}/publication`;
    case "approver": return `/editions/${workplace.edition.slug}/approval`;
    case "screener": return `/editions/${workplace.edition.slug}/screening`;
    case "host":
    case "chair":
    case "organizer": return `/editions/${workplace.edition.slug}`;
  }
}

export function inOrder(workplaces: Workplace[]): Workplace[] {
  return [...workplaces].sort((a, b) => ORDER.indexOf(a.role) - ORDER.indexOf(b.role));
}

/** Where an account lands after signing in. */
export function homeOf(workplaces: Workplace[]): string {
  const first = inOrder(workplaces)[0];
  return first ? placeOf(first) : "/team";
}

/** The workplace that an address belongs to. */
export function workplaceAt(path: string, workplaces: Workplace[]): Workplace | undefined {
  const ordered = inOrder(workplaces);
  const exact = ordered.find((workplace) => path === placeOf(workplace));
  if (exact) return exact;
  const edition = /^\/editions\/([^/]+)/.exec(path)?.[1];
  if (edition) return ordered.find(({ role, edition: { slug } }) => slug === edition && role !== "team" && role !== "judge");
  const role = path.startsWith("/judge") ? "judge" : path.startsWith("/team") ? "team" : undefined;
  return ordered.find((workplace) => workplace.role === role);
}
