import { expect, test } from "vitest";
import { sayWhy, toSend, withStrike } from "./strikes";

test("a line is struck off, changed and kept again", () => {
  const one = withStrike({}, "a", "");
  expect(sayWhy(one)).toBe(false);
  const said = withStrike(one, "a", " twice ");
  expect(sayWhy(said)).toBe(true);
  expect(toSend(said)).toEqual([{ award: "a", reason: "twice" }]);
  expect(toSend(withStrike(said, "a", null))).toEqual([]);
});
