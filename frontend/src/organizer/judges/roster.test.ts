import { describe, expect, it } from "vitest";
import type { Conflict, RosterRow } from "../../api/judges";
import { conflictSearch, invitationCounts, narrowedConflicts, narrowedRoster, NO_PANEL, rosterSearch } from "./roster";

function judge(name: string, more: Partial<RosterRow> = {}): RosterRow {
  return {
    judge: name, name: { zh: "", en: name }, email: `${name}@example.org`, language: "en", heats: [{ key: "final", role: "judge" }],
    organization: { zh: "", en: "" }, invitation: "none", invited_at: null, answered_at: null,
    assigned: 10, submitted: 4, last_login_at: "2026-01-01T00:00:00Z", ...more,
  };
}

const rows = [
  judge("Ann", { organization: { zh: "江南大学", en: "Jiangnan University" }, invitation: "sent" }),
  judge("Bo", { email: null, language: "zh", assigned: 0, submitted: 0, last_login_at: null, heats: [], invitation: "none" }),
  judge("Cai", { language: "zh", submitted: 10, invitation: "accepted" }),
];
const names = (list: RosterRow[]) => list.map(({ name }) => name.en);

describe("the address of the roster", () => {
  it("keeps what it knows and leaves out the rest", () => {
    expect(rosterSearch({ text: " ", heat: "final", progress: "behind", invitation: "perhaps", page: 3 })).toEqual({ heat: "final", progress: "behind" });
    expect(rosterSearch({ text: 2020 })).toEqual({ text: "2020" });
    expect(conflictSearch({ source: "staff", state: "gone" })).toEqual({ source: "staff" });
  });
});

describe("the roster", () => {
  it("is narrowed by words, in any case, over name, address and organization", () => {
    expect(names(narrowedRoster(rows, { text: "江南 ANN" }))).toEqual(["Ann"]);
    expect(names(narrowedRoster(rows, { text: "example.org" }))).toEqual(["Ann", "Cai"]);
  });

  it("is narrowed by panel, progress and invitation", () => {
    expect(names(narrowedRoster(rows, { heat: NO_PANEL }))).toEqual(["Bo"]);
    expect(names(narrowedRoster(rows, { progress: "behind" }))).toEqual(["Ann"]);
    expect(names(narrowedRoster(rows, { progress: "done" }))).toEqual(["Cai"]);
    expect(names(narrowedRoster(rows, { progress: "never" }))).toEqual(["Bo"]);
    expect(names(narrowedRoster(rows, { invitation: "accepted" }))).toEqual(["Cai"]);
  });
});

describe("inviting", () => {
  it("says how many mails go out in which language, and who gets none", () => {
    const free = { assigned: 0, submitted: 0 };
    const counts = invitationCounts([
      ...rows, judge("Dan", { ...free, invitation: "declined" }), judge("Eve", { ...free, language: "zh" }), judge("Fay", { ...free, invitation: "accepted" }),
    ]);

    expect(names(counts.mails)).toEqual(["Dan", "Eve"]);
    expect(names(counts.without)).toEqual(["Bo"]);
    expect(counts).toMatchObject({ zh: 1, en: 1, again: 1, settled: 3 });
  });
});

describe("conflicts", () => {
  const conflict = (more: Partial<Conflict>): Conflict => ({
    judge: "1", name: { zh: "", en: "Ann" }, number: "W20-0001", title: { zh: "桥", en: "Bridge" }, team: { zh: "", en: "Span" },
    source: "staff", reason: "advises them", declared_at: "2026-01-01T00:00:00Z", lifted_reason: null, ...more,
  });
  const all = [conflict({}), conflict({ number: "W20-0002", source: "organization", declared_at: null }), conflict({ number: "W20-0003", lifted_reason: "left years ago" })];
  const numbers = (list: Conflict[]) => list.map(({ number }) => number);

  it("are narrowed by words, source and state", () => {
    expect(numbers(narrowedConflicts(all, { text: "桥 0002" }))).toEqual(["W20-0002"]);
    expect(numbers(narrowedConflicts(all, { source: "staff", state: "bars" }))).toEqual(["W20-0001"]);
    expect(numbers(narrowedConflicts(all, { state: "lifted" }))).toEqual(["W20-0003"]);
  });
});
