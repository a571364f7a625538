import { expect, it } from "vitest";
import { took } from "./took";

it("counts those who voted among those who are present", () => {
  const name = { zh: "", en: "" };
  const members = (["voted", "present", "absent", "voted"] as const).map((participation) => ({ name, participation, recused: 0 }));
  expect(took({ members })).toEqual({ members: 4, present: 3, voted: 2 });
});
