// Every code that the server can refuse with has a sentence which asks for no figure that nobody gives.
// The codes are read out of the Rust sources.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import common from "./en/problems.json";
import staff from "./en/staffProblems.json";

const crates = join(import.meta.dirname, "../../../crates");
const CALL = /(?:Problem::at|\bconflict|\binvalid|\brefuse|\binvalid_at|\btoo_many|\bat)\(/g;

/** The arguments of a call, from its opening bracket to the one that closes it. */
function argumentsAt(source: string, open: number): string {
  let depth = 1;
  let at = open;
  for (; at < source.length && depth > 0; at += 1) depth += { "(": 1, ")": -1 }[source[at] ?? ""] ?? 0;
  return source.slice(open, at);
}

function sources(): string[] {
  const files = ["domain", "operations", "web"].flatMap((crate) => {
    const folder = join(crates, crate, "src");
    return readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => join(folder, file));
  });
  return files
    .filter((file) => file.endsWith(".rs") && !/(^|\/)tests?\.rs$/.test(file))
    .map((file) => readFileSync(file, "utf8").split("#[cfg(test)]")[0] ?? "");
}

function codesIn(source: string): string[] {
  const calls = [...source.matchAll(CALL)].map((call) => argumentsAt(source, call.index + call[0].length));
  const literals = calls.flatMap((text) => [...text.replaceAll(/\.with\(\s*"\w+"/g, "").matchAll(/"([a-z]+(?:_[a-z]+)+)"/g)]);
  return literals.map((literal) => literal[1] ?? "");
}

function codes(): string[] {
  const found = sources().flatMap(codesIn);
  const table = readFileSync(join(crates, "web/src/problem.rs"), "utf8").split("#[cfg(test)]")[0] ?? "";
  found.push(...[...table.matchAll(/S::[A-Z_]+,\s*"([a-z_]+)"/g)].map((row) => row[1] ?? ""));
  // What an amendment may not change is answered by code alone.
  const rules = readFileSync(join(crates, "domain/src/edition/amendment/rules.rs"), "utf8");
  found.push(...[...rules.matchAll(/ome\("([a-z_]+)"\)/g)].map((code) => code[1] ?? ""));
  return [...new Set(found)].sort();
}

const sentences: Record<string, string> = { ...common, ...staff };

describe("the sentences of refusals", () => {
  it("stand in one file each", () => {
    expect(Object.keys(common).filter((code) => code in staff)).toEqual([]);
  });

  it("exist for every code of the server", () => {
    expect(codes().length).toBeGreaterThan(100);
    expect(codes().filter((code) => !(code in sentences))).toEqual([]);
  });

  it("name only figures that some refusal gives", () => {
    const given = new Set(sources().flatMap((source) => [...source.matchAll(/\.with\(\s*"(\w+)"/g)].map((figure) => figure[1])));
    // The client's own.
    given.add("code").add("actual").add("limit");
    const asked = Object.entries(sentences).flatMap(([code, text]) =>
      [...text.matchAll(/\{\{(\w+)\}\}/g)].map((slot) => [code, slot[1]] as const),
    );
    expect(asked.filter(([, figure]) => !given.has(figure))).toEqual([]);
  });
});
