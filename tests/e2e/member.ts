// A member of a committee without a browser: a ballot of forty needs thirty-nine of them, and pages of one are enough.
import type { Server } from './server.ts';

interface Ballot {
  number: number;
  /** How many get a yes at most. */
  picks: number;
  participation: 'absent' | 'present' | 'voted';
  entries: { alias: string; number: string }[];
}

export interface Member {
  /** What they vote on. */
  ballot: () => Promise<Ballot>;
  /** Says to be there, then yes to these numbers and no to all others. */
  vote: (yes: readonly string[]) => Promise<void>;
}

/** Signs somebody in by a link from the command line. */
export async function member(server: Server, mail: string, edition: string, heat: string): Promise<Member> {
  const link = await server.command('sign-in-link', mail, '--public-url', server.address);
  let cookie = '';
  const ask = async <T>(path: string, body?: unknown): Promise<T> => {
    const answer = await fetch(`${server.address}/api${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { origin: server.address, cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${String(answer.status)} ${text}`);
    cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
    return (text === '' ? null : JSON.parse(text)) as T;
  };
  await ask('/logins', { token: link.trim().split('#token=')[1] });
  const at = `/judge/ballots/${edition}/${heat}`;
  const ballot = () => ask<Ballot>(at);
  return {
    ballot,
    vote: async (yes) => {
      if ((await ballot()).participation === 'absent') await ask(`${at}/presence`, { number: (await ballot()).number });
      const { number, entries } = await ballot();
      const choices = entries.map((entry) => [entry.alias, yes.includes(entry.number) ? 'yes' : 'no'] as const);
      await ask(`${at}/papers`, { number, choices: Object.fromEntries(choices) });
    },
  };
}
