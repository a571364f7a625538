import { describe, expect, it } from "vitest";
import { instantOf, instantText, offsetLabel, offsetMinutes, zoneLabel } from "./time";
import type { ZoneWords } from "./time";

const en: ZoneWords = { beijing: "Beijing time", other: (place) => `${place} time` };
const zh: ZoneWords = { beijing: "北京时间", other: (place) => `${place}时间` };
const deadline = "2026-08-31T12:00:00.000Z";

describe("instants in words", () => {
  it("shows the edition's zone and the device's, weekday on both sides", () => {
    expect(instantText(deadline, "Asia/Shanghai", "Europe/Berlin", "en", en)).toEqual({
      edition: "Mon, 31 Aug 2026, 20:00 Beijing time (UTC+8)",
      device: "Mon, 31 Aug 2026, 14:00 Berlin time (UTC+2)",
    });
    const chinese = instantText(deadline, "Asia/Shanghai", "Europe/Berlin", "zh", zh);
    expect(chinese.edition).toBe("北京时间（UTC+8）2026年8月31日周一 20:00");
    expect(chinese.device).toMatch(/^.*时间（UTC\+2）2026年8月31日周一 14:00$/);
  });

  it("says it once when the device shows the same clock", () => {
    expect(instantText(deadline, "Asia/Shanghai", "Asia/Singapore", "en", en).device).toBeNull();
  });

  it("shows seconds where a receipt needs them", () => {
    expect(instantText("2026-08-31T11:59:58.120Z", "Asia/Shanghai", "UTC", "en", en, true).edition).toContain("19:59:58");
  });

  it("follows summer time on the day it ends", () => {
    expect(offsetMinutes(new Date("2026-10-25T00:59:00Z"), "Europe/Berlin")).toBe(120);
    expect(offsetMinutes(new Date("2026-10-25T01:00:00Z"), "Europe/Berlin")).toBe(60);
  });

  it("never prints CST", () => {
    for (const zone of ["Asia/Shanghai", "America/Chicago", "America/Havana", "America/Mexico_City", "Asia/Taipei", "UTC"]) {
      for (const [language, words] of [["en", en], ["zh", zh]] as const) {
        const text = instantText(deadline, zone, "America/Chicago", language, words);
        expect(`${text.edition} ${text.device ?? ""}`).not.toContain("CST");
      }
    }
  });

  it("names offsets of half and quarter hours", () => {
    expect(offsetLabel(330)).toBe("UTC+5:30");
    expect(offsetLabel(-210)).toBe("UTC−3:30");
    expect(offsetLabel(0)).toBe("UTC");
    expect(zoneLabel(new Date(deadline), "UTC", "en", en)).toBe("UTC");
  });
});

describe("the instant of a local time", () => {
  it("is read in the edition's zone", () => {
    expect(instantOf("2026-12-01T20:00", "Asia/Shanghai")).toBe("2026-12-01T12:00:00.000Z");
    expect(instantOf("2026-07-01T20:00", "Europe/Berlin")).toBe("2026-07-01T18:00:00.000Z");
    expect(instantOf("2026-12-01T20:00", "Europe/Berlin")).toBe("2026-12-01T19:00:00.000Z");
  });

  it("is nothing while the field is not filled", () => {
    expect(instantOf("", "Asia/Shanghai")).toBeNull();
  });
});
