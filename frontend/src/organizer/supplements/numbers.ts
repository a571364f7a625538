// Entry numbers as people paste them: apart by anything that is in no number, each once.
export function numbersIn(typed: string): string[] {
  const found = typed.toUpperCase().split(/[^A-Z0-9-]+/).filter((part) => part !== "");
  return [...new Set(found)];
}
