import { describe, expect, it } from "vitest";
import type { Role, Workplace } from "../api/types";
import { inOrder, placeOf, workplaceAt } from "./places";

const edition = (slug: string) => ({ slug, title: { zh: slug, en: slug }, zone: "Asia/Shanghai" });
const work = (role: Role, slug = "2020"): Workplace => ({ role, edition: edition(slug) });

describe("places", () => {
  it("of a chair begin with the sheets to be scored", () => {
    expect(inOrder([work("chair"), work("judge")]).map(placeOf)).toEqual(["/judge", "/editions/2020"]);
  });

  it("are known by their address", () => {
    const places = inOrder([work("chair"), work("judge")]);
    expect(workplaceAt("/judge/assignments/x", places)?.role).toBe("judge");
    expect(workplaceAt("/editions/2020/heats/final", places)?.role).toBe("chair");
  });
});
