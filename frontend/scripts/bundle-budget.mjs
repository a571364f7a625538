// Fails when the first load of a role grows beyond its budget: gzip of all JavaScript and CSS that its first page
// needs, texts of one language included. Reads dist/.vite/manifest.json, so run it after the build.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const dist = new URL("../dist/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", dist), "utf8"));
const KB = 1000;

const roles = {
  team: { budget: 190, pages: ["src/team/EntryPage.tsx"], texts: ["team"] },
  judge: { budget: 190, pages: ["src/judge/SheetPage.tsx"], texts: ["judge"] },
  organizer: { budget: 270, pages: ["src/organizer/EditionFrame.tsx", "src/organizer/HeatPage.tsx", "src/organizer/StandingPage.tsx"], texts: ["organizer"] },
};
const CSS_BUDGET = 30;

function closure(keys) {
  const files = { js: new Set(), css: new Set() };
  const seen = new Set();
  const visit = (key) => {
    if (seen.has(key)) return;
    seen.add(key);
    const chunk = manifest[key];
    if (!chunk) throw new Error(`${key} is not in the build`);
    files.js.add(chunk.file);
    for (const css of chunk.css ?? []) files.css.add(css);
    for (const other of chunk.imports ?? []) visit(other);
  };
  keys.forEach(visit);
  return files;
}

function gzipped(files) {
  return [...files].reduce((sum, file) => sum + gzipSync(readFileSync(new URL(file, dist))).length, 0) / KB;
}

let failed = false;
for (const [role, { budget, pages, texts }] of Object.entries(roles)) {
  // Chinese is the larger of the two languages.
  const parts = ["shell", "problems", ...texts].map((part) => `src/locales/zh/${part}.json`);
  const files = closure(["index.html", ...pages, ...parts]);
  for (const [kind, limit] of [["js", budget], ["css", CSS_BUDGET]]) {
    const size = gzipped(files[kind]);
    const over = size > limit;
    failed ||= over;
    console.log(`${role.padEnd(10)} ${kind.padEnd(4)} ${size.toFixed(1).padStart(6)} kB of ${limit} kB${over ? "  OVER BUDGET" : ""}`);
  }
}
if (failed) process.exit(1);
