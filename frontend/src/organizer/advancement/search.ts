// What the address of the advancement says: which route is looked at, and whether its whole standing is shown.
export interface AdvancementSearch {
  route?: string;
  all?: true;
}

export function advancementSearch({ route, all }: Record<string, unknown>): AdvancementSearch {
  return { ...(typeof route === "string" && route !== "" ? { route } : {}), ...(all === true ? { all } : {}) };
}
