// A score sheet as fields for autosave: one per mark, one for the comment.
import { judgeSheetQuery, saveSheetDraft } from "../api/judge";
import type { SheetChanges } from "../api/judge";
import { queries } from "../api/queries";
import type { JudgeSheet } from "../api/types";
import type { Source } from "../forms/autosave";
import type { Fields } from "../forms/merge";

export const COPY_PREFIX = "sheet:";
const MARK = "mark/";

export function markField(criterion: string): string {
  return MARK + criterion;
}

export function sheetSource(opened: JudgeSheet): Source<JudgeSheet> {
  const { alias } = opened;
  const { queryKey } = judgeSheetQuery(alias);
  return {
    key: COPY_PREFIX + alias,
    read: ({ rubric, sheet }) => ({
      revision: sheet.revision,
      receivedAt: sheet.received_at ?? null,
      fields: {
        comment: sheet.comment,
        ...Object.fromEntries(rubric.criteria.map(({ key }) => [markField(key), sheet.marks[key] ?? null])),
      },
    }),
    // Saving answers with what it changes alone; the entry stays as it was opened.
    send: async (changed, revision) => {
      const saved = await saveSheetDraft(alias, changesOf(changed), revision);
      return { ...(queries.getQueryData(queryKey) ?? opened), ...saved };
    },
    onDocument: (sheet) => { queries.setQueryData(queryKey, sheet); },
    debounceMs: 250,
    maxWaitMs: 1_500,
  };
}

export function changesOf(changed: Fields): SheetChanges {
  const marks = Object.entries(changed).filter(([field]) => field.startsWith(MARK));
  return {
    ...(marks.length > 0
      ? { marks: Object.fromEntries(marks.map(([field, value]) => [field.slice(MARK.length), value as number | null])) }
      : {}),
    ...("comment" in changed ? { comment: String(changed.comment ?? "") } : {}),
  };
}

export function marksOf(sheet: JudgeSheet, fields: Fields): Record<string, number | null> {
  return Object.fromEntries(sheet.rubric.criteria.map(({ key }) => [key, (fields[markField(key)] ?? null) as number | null]));
}
