import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import type { Rolldown } from "vite";
import { defineConfig } from "vitest/config";

const MAIN = fileURLToPath(new URL("src/main.tsx", import.meta.url));
const LIBRARY = /[\\/]node_modules[\\/]/;
const first = new Set<string>();

/** What every reader needs before anything is shown: all that is reached from here without a lazy import. */
function gatherFirst(id: string, graph: Rolldown.ChunkingContext): void {
  if (first.has(id)) return;
  first.add(id);
  for (const imported of graph.getModuleInfo(id)?.importedIds ?? []) gatherFirst(imported, graph);
}

/** What all need comes in two files that compress well, the libraries apart since they change less often. */
function nameOfChunk(id: string, graph: Rolldown.ChunkingContext): string | null {
  gatherFirst(MAIN, graph);
  if (!first.has(id)) return null;
  return LIBRARY.test(id) ? "libraries" : "start";
}

export default defineConfig({
  base: "/app/",
  plugins: [react()],
  build: {
    target: ["chrome108", "safari15.4"],
    manifest: true,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 800,
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: nameOfChunk, debugName: "first load" }] } } },
  },
  server: {
    proxy: { "/api": process.env.WUZHEN_API ?? "http://127.0.0.1:8080" },
  },
  test: { include: ["src/**/*.test.ts"] },
});
