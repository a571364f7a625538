// The edition file of the tests, its calendar moved around a deadline: the call opened an hour before now, the heat
// stands open from a second after the deadline for a day.
import { readFileSync } from 'node:fs';
import path from 'node:path';

export const edition = 'cup-2026';
export const heat = 'final';

const file = path.resolve(import.meta.dirname, '../src/edition.toml');

/** What the file says, where journeys need it. */
export const called = {
  edition: { zh: '小杯赛 2026', en: 'The cup 2026' },
  contest: { zh: '公开赛', en: 'Open contest' },
  heat: { zh: '决赛', en: 'Final' },
  title: { zh: '项目名称', en: 'Project name' },
  team: { zh: '团队名称', en: 'Team name' },
  summary: { zh: '项目简介', en: 'Summary' },
  first: { zh: '一等奖', en: 'First prize' },
};

export function editionFile(deadline: Date, graceMinutes = 0): string {
  const after = (from: Date, seconds: number) => new Date(from.getTime() + seconds * 1000).toISOString();
  const instants: Record<string, string> = {
    '2026-08-31T12:00:00+08:00': after(new Date(), -3600),
    '2026-08-31T20:00:00+08:00': deadline.toISOString(),
    '2026-10-01T09:00:00+08:00': after(deadline, 1),
    '2026-10-02T18:00:00+08:00': after(deadline, 86_400),
  };
  return readFileSync(file, 'utf8')
    .replace(/"\d{4}-[^"]+\+08:00"/g, (quoted) => {
      const moved = instants[quoted.slice(1, -1)];
      if (moved === undefined) throw new Error(`the edition file has an instant that journeys do not move: ${quoted}`);
      return `"${moved}"`;
    })
    .replace(/^grace_minutes = .*$/m, `grace_minutes = ${graceMinutes}`);
}
