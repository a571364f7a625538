import { describe, expect, it } from "vitest";
import type { Role, Workplace } from "../api/types";
import { placeOf, placesOf, workplaceAt } from "./places";

const edition = (slug: string) => ({ slug, title: { zh: slug, en: slug }, zone: "Asia/Shanghai" });
const work = (role: Role, slug = "2020"): Workplace => ({ role, edition: edition(slug) });

describe("places", () => {
  it("of a chair are those of a judge too, once", () => {
    expect(placesOf([work("chair")]).map(placeOf)).toEqual(["/judge", "/editions/2020"]);
    expect(placesOf([work("chair"), work("judge")]).map(({ role }) => role)).toEqual(["judge", "chair"]);
    expect(placesOf([work("team")]).map(({ role }) => role)).toEqual(["team"]);
  });

  it("are known by their address", () => {
    const places = placesOf([work("chair")]);
    expect(workplaceAt("/judge/assignments/x", places)?.role).toBe("judge");
    expect(workplaceAt("/editions/2020/heats/final", places)?.role).toBe("chair");
  });
});
