import { expect, it } from "vitest";
import { missingIn, took } from "./took";

it("counts those who voted among those who are present", () => {
  const name = { zh: "", en: "" };
  const members = (["voted", "present", "absent", "voted"] as const).map((participation) => ({ name, participation, recused: 0 }));
  expect(took({ members })).toEqual({ members: 4, present: 3, voted: 2 });
});

it("waits for those who are there and have something to vote on", () => {
  const name = { zh: "", en: "" };
  const member = (participation: "voted" | "present" | "absent", recused: number) => ({ name, participation, recused });
  const entries = ["1", "2"].map((number) => ({ number, title: name, counted: null }));
  const members = [member("voted", 0), member("present", 1), member("present", 2), member("absent", 0)];
  expect(missingIn({ members, entries })).toBe(1);
});
