// The answer to a list as one field for autosave: its rows as text, the fields of each in the order of the form, so that
// equal rows are equal texts. Rows are added, moved and removed here; what is on the screen only says which.
import type { ListRow } from "../api/team";
import type { Question, TeamEntry } from "../api/types";

export type ListField = Question["fields"][number];

/** Where a list stands among the fields of autosave. */
export function rowsField(question: string): string {
  return `${question}/rows`;
}

/** The question of a field, where the field is a list. */
export function questionOfRows(field: string): string | undefined {
  return field.endsWith("/rows") ? field.slice(0, -"/rows".length) : undefined;
}

function whole(row: ListRow, fields: ListField[]): ListRow {
  return Object.fromEntries(fields.map(({ key }) => [key, { zh: row[key]?.zh ?? "", en: row[key]?.en ?? "" }]));
}

/** No rows are the empty text, as no answer is. */
export function textOfRows(rows: ListRow[], question: Question): string {
  return rows.length === 0 ? "" : JSON.stringify(rows.map((row) => whole(row, question.fields)));
}

export function rowsOfText(text: unknown): ListRow[] {
  if (typeof text !== "string" || text === "") return [];
  try {
    const rows: unknown = JSON.parse(text);
    return Array.isArray(rows) ? (rows as ListRow[]) : [];
  } catch {
    return [];
  }
}

export function emptyRow(question: Question): ListRow {
  return whole({}, question.fields);
}

export function withRowMoved(rows: ListRow[], from: number, to: number): ListRow[] {
  const row = rows[from];
  if (!row || to < 0 || to >= rows.length) return rows;
  const others = rows.filter((_, index) => index !== from);
  return [...others.slice(0, to), row, ...others.slice(to)];
}

export function isBlankRow(row: ListRow): boolean {
  return Object.values(row).every(({ zh, en }) => zh.trim() === "" && en.trim() === "");
}

/** The list itself, which tasks and issues link to. */
export function listId(question: string): string {
  return `list-${question}`;
}

export function rowId(question: string, row: number): string {
  return `list-${question}-${row.toString()}`;
}

export function cellId(question: string, row: number, field: string, language: string): string {
  return `${rowId(question, row)}-${field}-${language}`;
}

/** Where an issue's pointer into a list leads: /lists/people, /lists/people/0, /lists/people/0/name/zh. */
export function fieldOfListPointer(pointer: string, entry: TeamEntry): string | undefined {
  const [, , key = "", row, field, language = "zh"] = pointer.split("/");
  const question = entry.form.questions.find((candidate) => candidate.key === key);
  if (!question) return undefined;
  if (row === undefined) return listId(key);
  const asked = question.fields.find((candidate) => candidate.key === field);
  if (!asked) return rowId(key, Number(row));
  return cellId(key, Number(row), asked.key, asked.kind === "choice" ? "zh" : language);
}

/** What is said in a field, in one language; of a choice, its label. */
export function saidIn(row: ListRow, field: ListField, language: "zh" | "en"): string {
  const text = row[field.key]?.[language] ?? "";
  return field.choices.find(({ key }) => key === text)?.label[language] ?? text;
}
