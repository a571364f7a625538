// Fails when the first load of a page grows beyond its budget: gzip of all JavaScript and CSS that it needs, texts of
// one language included; and when a public page asks for any JavaScript. Reads dist/.vite/manifest.json, so run it
// after the build.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const dist = new URL("../dist/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", dist), "utf8"));
const KB = 1000;

const frame = "src/organizer/EditionFrame.tsx";
const pages = {
  team: { budget: 190, modules: ["src/team/EntryPage.tsx"], texts: ["team"] },
  judge: { budget: 190, modules: ["src/judge/SheetPage.tsx"], texts: ["judge"] },
  organizer: { budget: 270, modules: [frame, "src/organizer/OverviewPage.tsx"], texts: ["organizer", "staffProblems", "today"] },
  heat: {
    budget: 270, modules: [frame, "src/organizer/HeatPage.tsx", "src/organizer/StandingPage.tsx"],
    texts: ["organizer", "staffProblems", "heats", "assignment", "report", "advancement"],
  },
  screening: { budget: 270, modules: [frame, "src/organizer/screening/ScreeningPage.tsx"], texts: ["organizer", "staffProblems", "entries", "screening"] },
  advancement: {
    budget: 270, modules: [frame, "src/organizer/advancement/AdvancementPage.tsx"],
    texts: ["organizer", "staffProblems", "heats", "assignment", "report", "advancement"],
  },
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

/** Public pages come without JavaScript: neither a script, nor a handler in an attribute, nor such an address. */
function scripted() {
  const folder = fileURLToPath(new URL("../../crates/web/src/pages/templates/", import.meta.url));
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".html"))
    .filter((name) => /<script|<link[^>]+modulepreload|\son[a-z]+\s*=|javascript:/i.test(readFileSync(join(folder, name), "utf8")));
}

let failed = false;
for (const [page, { budget, modules, texts }] of Object.entries(pages)) {
  // Chinese is the larger of the two languages.
  const parts = ["shell", "problems", ...texts].map((part) => `src/locales/zh/${part}.json`);
  const files = closure(["index.html", ...modules, ...parts]);
  for (const [kind, limit] of [["js", budget], ["css", CSS_BUDGET]]) {
    const size = gzipped(files[kind]);
    const over = size > limit;
    failed ||= over;
    console.log(`${page.padEnd(12)} ${kind.padEnd(4)} ${size.toFixed(1).padStart(6)} kB of ${limit} kB${over ? "  OVER BUDGET" : ""}`);
  }
}
const withScript = scripted();
failed ||= withScript.length > 0;
console.log(`public       js      0.0 kB of 0 kB${withScript.length > 0 ? `  SCRIPT IN ${withScript.join(", ")}` : ""}`);
if (failed) process.exit(1);
