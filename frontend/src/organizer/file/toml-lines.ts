// Where a key path stands in the text of an edition file: for pointing at a line, not for reading values. Understands what
// edition files use: tables, arrays of tables, keys, and arrays with an inline table on each line.

/** Lines by JSON pointer, counted from 1. */
export function tomlLines(text: string): Map<string, number> {
  const lines = new Map<string, number>();
  const counts = new Map<string, number>();
  /** Keys of the members of lists, by the member's pointer. */
  const names = new Map<string, string>();
  let table = "";
  /** The array that began on an earlier line, and how many members it has so far. */
  let array: { at: string; members: number } | null = null;
  let multiline: string | null = null;

  /** "contests.questions" as a pointer, each array of tables at its last member. */
  const resolve = (path: string[]) => path.reduce((at, key) => {
    const next = `${at}/${key}`;
    const count = counts.get(next);
    return count === undefined ? next : `${next}/${String(count - 1)}`;
  }, "");

  text.split("\n").forEach((line, index) => {
    const number = index + 1;
    const bare = line.trim();
    if (multiline !== null) {
      if (bare.includes(multiline)) multiline = null;
      return;
    }
    if (bare === "" || bare.startsWith("#")) return;
    if (array) {
      if (bare.startsWith("]")) { array = null; return; }
      const member = `${array.at}/${String(array.members)}`;
      lines.set(member, number);
      const name = /\bkey\s*=\s*"([^"]+)"/.exec(bare)?.[1];
      if (name !== undefined) names.set(member, name);
      array.members += 1;
      return;
    }
    const header = /^(\[{1,2})\s*([^\]]+?)\s*\]/.exec(bare);
    if (header) {
      const path = keysOf(header[2] ?? "");
      if (header[1] === "[[") {
        const at = `${resolve(path.slice(0, -1))}/${path.at(-1) ?? ""}`;
        const count = (counts.get(at) ?? 0) + 1;
        // Members of a new table begin anew.
        for (const key of [...counts.keys()]) if (key.startsWith(`${at}/${String(count - 1)}/`)) counts.delete(key);
        counts.set(at, count);
        if (count === 1) lines.set(at, number);
        table = `${at}/${String(count - 1)}`;
      } else {
        table = resolve(path);
      }
      lines.set(table, number);
      return;
    }
    const pair = /^((?:"[^"]*"|'[^']*'|[\w-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[\w-]+))*)\s*=\s*(.*)$/.exec(bare);
    if (!pair) return;
    const at = `${table}/${keysOf(pair[1] ?? "").join("/")}`;
    const value = pair[2] ?? "";
    lines.set(at, number);
    const name = /\/\d+\/key$/.test(at) ? /^"([^"]+)"/.exec(value)?.[1] : undefined;
    if (name !== undefined) names.set(table, name);
    multiline = ['"""', "'''"].find((mark) => value.startsWith(mark) && !value.slice(3).includes(mark)) ?? null;
    if (/^\[[^\]]*$/.test(value)) array = { at, members: 0 };
  });
  for (const [at, line] of byKeys(lines, names)) if (!lines.has(at)) lines.set(at, line);
  return lines;
}

/** The same places with members of lists called by their key, as amendments call them: /heats/final/opens_at. */
function byKeys(lines: Map<string, number>, names: Map<string, string>): [string, number][] {
  return [...lines].map(([pointer, line]) => {
    let at = "";
    const path = pointer.split("/").slice(1).map((part) => {
      at += `/${part}`;
      return names.get(at) ?? part;
    });
    return [`/${path.join("/")}`, line];
  });
}

function keysOf(dotted: string): string[] {
  return [...dotted.matchAll(/"([^"]*)"|'([^']*)'|([\w-]+)/g)].map((key) => key[1] ?? key[2] ?? key[3] ?? "");
}

/** The line of a pointer, or of the nearest place around it that stands in the text. */
export function lineOf(pointer: string, lines: Map<string, number>): number | null {
  for (let at = pointer; at !== ""; at = at.slice(0, at.lastIndexOf("/"))) {
    const line = lines.get(at);
    if (line !== undefined) return line;
  }
  return null;
}

/** "/heats/0/rule/drop_high" as the file's reader writes it: "heats[0].rule.drop_high". */
export function keyPath(pointer: string): string {
  const path = pointer.startsWith("/") ? pointer.slice(1) : pointer;
  return path.split("/").map((part, index) => (/^\d+$/.test(part) ? `[${part}]` : `${index > 0 ? "." : ""}${part}`)).join("");
}
