// What happens when somebody else saved first: different fields merge, the same field becomes a choice.
export type FieldValue = string | number | null;
export type Fields = Record<string, FieldValue>;

export interface Conflict {
  mine: FieldValue;
  theirs: FieldValue;
}

export interface Merged {
  /** My changes that still stand against their version. */
  changed: Fields;
  conflicts: Record<string, Conflict>;
  /** Fields that somebody else changed and I did not. */
  changedElsewhere: string[];
}

/**
 * Carries my changes over to a newer version.
 * `base` is what I saw when I made them, `theirs` what the server has now.
 */
export function mergeFields(base: Fields, changed: Fields, theirs: Fields): Merged {
  const merged: Merged = { changed: {}, conflicts: {}, changedElsewhere: [] };
  for (const [field, mine] of Object.entries(changed)) {
    const now = theirs[field] ?? null;
    const before = base[field] ?? null;
    if (same(now, mine)) continue;
    if (same(now, before)) merged.changed[field] = mine;
    else merged.conflicts[field] = { mine, theirs: now };
  }
  for (const field of new Set([...Object.keys(base), ...Object.keys(theirs)])) {
    if (!(field in changed) && !same(base[field] ?? null, theirs[field] ?? null)) merged.changedElsewhere.push(field);
  }
  return merged;
}

/** An empty text and an absent one are the same answer. */
function same(one: FieldValue, other: FieldValue): boolean {
  return (one === "" ? null : one) === (other === "" ? null : other);
}
