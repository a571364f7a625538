// Starts the real binary with the demonstration edition, in a folder of its own, on a free port.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';

/** The people of the demonstration edition, by what they are in it. */
export const roles = ['organizer', 'officer', 'second_officer', 'chair', 'judge', 'team', 'auditor'] as const;
export type Role = (typeof roles)[number];
/** Those that only an edition of the size of 2020 has. */
export type RoleAtScale = 'screener' | 'host' | 'other_host' | 'committee_chair' | 'voter' | 'applicant';

/** What `wuzhen demo --logins FILE` writes: the address, and a sign-in link for each role that can be used again. */
export type Logins = { base_url: string } & Record<Role, string> & Partial<Record<RoleAtScale, string>>;

export interface Server {
  address: string;
  logins: Logins;
  /** Its data folder; mails are files in `mail` below it. */
  data: string;
  /** Runs another command of the binary beside the server, on the same data, and gives what it printed. */
  command: (name: string, ...args: string[]) => Promise<string>;
  /** Everything the binary has printed so far. */
  output: () => string;
  stop: () => Promise<void>;
}

const binary = process.env.WUZHEN_BINARY ?? path.resolve(import.meta.dirname, '../../target/journeys/wuzhen');
const startsWithin = 60_000;

/** Without the settings of whoever runs the tests: each server has its own folder and no mail server. */
const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('WUZHEN_')));

/** Asks until there is an answer; fails when the binary ends or takes too long. */
async function patiently<T>(child: ChildProcess, output: () => string, ask: () => Promise<T | null>, within = startsWithin): Promise<T> {
  const giveUpAt = Date.now() + within;
  while (Date.now() < giveUpAt) {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(`${binary} ended before it was ready:\n${output()}`);
    }
    const answer = await ask();
    if (answer !== null) return answer;
    await wait(50);
  }
  throw new Error(`${binary} was not ready within ${within / 1000} s:\n${output()}`);
}

/** The logins, once the file is there and whole. */
async function readLogins(file: string): Promise<Logins | null> {
  try {
    const logins = JSON.parse(await readFile(file, 'utf8')) as Logins;
    return logins.base_url && roles.every((role) => logins[role]) ? logins : null;
  } catch {
    return null;
  }
}

async function isReady(address: string): Promise<true | null> {
  const answer = await fetch(`${address}/readyz`).catch(() => null);
  return answer?.ok ? true : null;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 30_000);
  await ended;
  clearTimeout(late);
}

/** Which demonstration to start, and for how long to wait for it. One of the size of 2020 is built once in a run and copied. */
export interface Demonstration {
  scale: 'small' | '2020';
  at: 'call' | 'screening' | 'preliminary' | 'divisions' | 'final' | 'published';
  within?: number;
}

/** Where demonstrations that take long to build are kept for the other journeys of this run (global-setup.ts). */
const built = process.env.WUZHEN_JOURNEYS_BUILT ?? '';

const exists = (place: string) => stat(place).then(() => true, () => false);

/** Builds a demonstration once in a run and gives its folder; whoever comes meanwhile waits. */
async function builtOnce(demo: Demonstration): Promise<string> {
  const place = path.join(built, `${demo.scale}-${demo.at}`);
  const within = demo.within ?? startsWithin;
  const giveUpAt = Date.now() + within;
  while (!(await exists(place))) {
    const mine = await mkdir(`${place}.building`).then(() => true, () => false);
    if (mine) {
      try {
        // Whoever built it may have ended between the two looks.
        if (await exists(place)) return place;
        const folder = await mkdtemp(`${place}.part-`);
        const server = await start(demo, folder);
        await server.stop();
        await rename(path.join(folder, 'data'), place);
      } finally {
        await rm(`${place}.building`, { recursive: true, force: true });
      }
    } else if (Date.now() > giveUpAt) {
      throw new Error(`the demonstration ${demo.scale} at ${demo.at} was not built within ${within / 1000} s`);
    } else {
      await wait(250);
    }
  }
  return place;
}

/** A server of a journey's own, whose data go when it stops. */
export async function startServer(demo: Demonstration = { scale: 'small', at: 'preliminary' }): Promise<Server> {
  const folder = await mkdtemp(path.join(tmpdir(), 'wuzhen-journey-'));
  const gone = () => rm(folder, { recursive: true, force: true });
  try {
    if (demo.scale === '2020') await cp(await builtOnce(demo), path.join(folder, 'data'), { recursive: true });
    const server = await start(demo, folder);
    return { ...server, stop: async () => server.stop().finally(gone) };
  } catch (problem) {
    await gone();
    throw problem;
  }
}

async function start(demo: Demonstration, folder: string): Promise<Server> {
  const loginsFile = path.join(folder, 'logins.json');
  const data = path.join(folder, 'data');
  const args = ['demo', '--data', data, '--port', '0', '--logins', loginsFile, '--scale', demo.scale, '--at', demo.at];
  const child = spawn(binary, args, { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });

  let printed = '';
  const collect = (piece: Buffer) => {
    printed += piece.toString();
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const failed = new Promise<never>((_, reject) => child.once('error', reject));
  const output = () => printed;

  const ready = async () => {
    const logins = await patiently(child, output, () => readLogins(loginsFile), demo.within);
    await patiently(child, output, () => isReady(logins.base_url));
    return logins;
  };
  try {
    const logins = await Promise.race([ready(), failed]);
    return {
      address: logins.base_url,
      logins,
      data,
      command: async (name, ...rest) => {
        const { stdout } = await promisify(execFile)(binary, [name, '--data', data, ...rest], { env: environment });
        return stdout.trim();
      },
      output,
      stop: () => stop(child),
    };
  } catch (problem) {
    await stop(child);
    throw problem;
  }
}
