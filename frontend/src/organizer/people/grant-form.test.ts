import { describe, expect, it } from "vitest";
import { endOfDay, grantOf, missingIn } from "./grant-form";
import type { GrantForm } from "./grant-form";

const form: GrantForm = {
  role: "screener", email: " lin@example.org ", nameZh: "林", nameEn: "", language: "zh", divisions: [], until: "",
};
const now = Date.parse("2026-11-25T00:00:00Z");

describe("a new grant", () => {
  it("ends at the end of its last day, in the zone of the edition", () => {
    expect(endOfDay("2026-12-31", "Asia/Shanghai")).toBe("2026-12-31T16:00:00.000Z");
    expect(endOfDay("", "Asia/Shanghai")).toBeNull();
    expect(grantOf({ ...form, until: "2026-12-01" }, "UTC").until).toBe("2026-12-02T00:00:00.000Z");
  });

  it("names what is missing", () => {
    expect(missingIn(form, "UTC", now)).toEqual([]);
    expect(missingIn({ ...form, email: "lin", nameZh: " ", role: "host", until: "2026-11-24" }, "UTC", now)).toEqual(["email", "name", "divisions", "until"]);
    expect(missingIn({ ...form, until: "2026-11-25" }, "UTC", now)).toEqual([]);
  });

  it("of anybody but a host is for the whole edition", () => {
    expect(grantOf({ ...form, role: "auditor", divisions: ["europe"] }, "UTC")).toEqual({
      email: "lin@example.org", name: { zh: "林", en: "" }, language: "zh", role: "auditor", divisions: [], until: null,
    });
  });
});
