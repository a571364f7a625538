import { expect, test } from "vitest";
import type { ListRow } from "../api/team";
import type { Question, TeamEntry } from "../api/types";
import { fieldOfListPointer, rowsOfText, textOfRows, withRowMoved } from "./lists";

const limit = { zh: null, en: null };
const question = {
  key: "people",
  fields: [
    { key: "name", label: { zh: "姓名", en: "Name" }, kind: "line", languages: ["zh", "en"], required: true, limit, choices: [] },
    { key: "role", label: { zh: "角色", en: "Role" }, kind: "choice", languages: [], required: false, limit, choices: [] },
  ],
} as unknown as Question;
const entry = { form: { questions: [question], slots: [] } } as unknown as TeamEntry;
const row = (name: string): ListRow => ({ name: { zh: name, en: name } });
const names = (rows: ListRow[]) => rows.map(({ name }) => name?.en);

test("equal rows are equal texts, in whatever order their fields came", () => {
  const one = { role: { zh: "lead", en: "lead" }, name: { zh: "林一", en: "Lin Yi" } };
  const two = { name: { zh: "林一", en: "Lin Yi" }, role: { zh: "lead", en: "lead" } };
  expect(textOfRows([one], question)).toBe(textOfRows([two], question));
  expect(rowsOfText(textOfRows([one], question))).toEqual([two]);
});

test("no rows are no answer", () => {
  expect(textOfRows([], question)).toBe("");
  expect(rowsOfText("")).toEqual([]);
  expect(rowsOfText("half a te")).toEqual([]);
});

test("a row moves by one place and not out of the list", () => {
  const rows = ["a", "b", "c"].map(row);
  expect(names(withRowMoved(rows, 2, 1))).toEqual(["a", "c", "b"]);
  expect(names(withRowMoved(rows, 0, 1))).toEqual(["b", "a", "c"]);
  expect(names(withRowMoved(rows, 0, -1))).toEqual(["a", "b", "c"]);
});

test("an issue leads to the row and the field it is about", () => {
  expect(fieldOfListPointer("/lists/people", entry)).toBe("list-people");
  expect(fieldOfListPointer("/lists/people/2", entry)).toBe("list-people-2");
  expect(fieldOfListPointer("/lists/people/2/name/en", entry)).toBe("list-people-2-name-en");
  expect(fieldOfListPointer("/lists/people/2/role/en", entry)).toBe("list-people-2-role-zh");
});
