// Gives the run a folder for demonstrations that take long to build (server.ts), and takes it away at the end.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

export default async function setUp(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'wuzhen-journeys-'));
  process.env.WUZHEN_JOURNEYS_BUILT = folder;
  return () => rm(folder, { recursive: true, force: true });
}
