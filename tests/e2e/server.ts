// Starts the real binary with the demonstration edition, in a folder of its own, on a free port.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** One person of the demonstration edition, as `wuzhen demo --logins FILE` writes it. */
export interface DemoLogin {
  /** Stable name of the person for tests, such as `judge-1` or `organizer`. */
  key: string;
  role: string;
  name: { zh: string; en: string };
  email: string;
  /** Path with the sign-in token, relative to the server's address. */
  link: string;
}

export interface Server {
  address: string;
  logins: DemoLogin[];
  /** Everything the binary has printed so far. */
  output: () => string;
  stop: () => Promise<void>;
}

const binary = process.env.WUZHEN_BINARY ?? path.resolve(import.meta.dirname, '../../target/journeys/wuzhen');
const startsWithin = 60_000;

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      if (address === null || typeof address === 'string') {
        reject(new Error('no port'));
        return;
      }
      probe.close(() => resolve(address.port));
    });
  });
}

async function untilReady(address: string, child: ChildProcess, output: () => string): Promise<void> {
  const giveUpAt = Date.now() + startsWithin;
  while (Date.now() < giveUpAt) {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(`${binary} ended before it was ready:\n${output()}`);
    }
    const answer = await fetch(`${address}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await wait(50);
  }
  throw new Error(`${binary} was not ready within ${startsWithin / 1000} s:\n${output()}`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(late);
}

export async function startServer(): Promise<Server> {
  const folder = await mkdtemp(path.join(tmpdir(), 'wuzhen-journey-'));
  const port = await freePort();
  const loginsFile = path.join(folder, 'logins.json');
  const args = ['demo', '--data', path.join(folder, 'data'), '--port', String(port), '--logins', loginsFile];
  const child = spawn(binary, args, { stdio: ['ignore', 'pipe', 'pipe'] });

  let printed = '';
  const collect = (piece: Buffer) => {
    printed += piece.toString();
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const failed = new Promise<never>((_, reject) => child.once('error', reject));
  const output = () => printed;

  // The same host name as in the sign-in links: cookies and the check of the origin depend on it.
  const address = `http://localhost:${port}`;
  try {
    await Promise.race([untilReady(address, child, output), failed]);
    const logins = (JSON.parse(await readFile(loginsFile, 'utf8')) as { logins: DemoLogin[] }).logins;
    return {
      address,
      logins,
      output,
      stop: async () => {
        await stop(child);
        await rm(folder, { recursive: true, force: true });
      },
    };
  } catch (problem) {
    await stop(child);
    await rm(folder, { recursive: true, force: true });
    throw problem;
  }
}
