import { expect, test } from "vitest";
import { numbersIn } from "./numbers";

test("numbers are found between commas of either width, lines and blanks, each once", () => {
  expect(numbersIn(" w26-00001，W26-00002、\nW26-00001; ")).toEqual(["W26-00001", "W26-00002"]);
  expect(numbersIn("  ")).toEqual([]);
});
