// The demonstration at the size of 2020 ends as that year did: what was built is held against what was published.
import { expect, request, test } from '@playwright/test';
import { startServer } from '../server.ts';

interface Stage {
  key: string;
  total: number;
  by_region: { region: string; entries: number }[];
}

test('the demonstration of 2020 has the funnel that was published', async ({}, testInfo) => {
  test.skip(testInfo.project.name !== 'en-desktop', 'no page plays a part');
  test.setTimeout(420_000);
  const server = await startServer({ scale: '2020', at: 'published', within: 400_000 });
  try {
    const organizer = await request.newContext({ baseURL: server.address });
    await organizer.get(server.logins.organizer, { maxRedirects: 0 });
    const answer = await organizer.get('/api/editions/2020/funnel');
    expect(answer.status()).toBe(200);
    const { stages } = (await answer.json()) as { stages: Stage[] };
    const totals = Object.fromEntries(stages.map(({ key, total }) => [key, total]));
    // Published: over 1,000 entries, more than 800 read, nearly 100 in the divisions, 27, and 10.
    expect(totals).toMatchObject({
      submitted: 1024,
      qualified: 830,
      'round:preliminary': 830,
      'round:division': 99,
      'round:semi-final': 27,
      'round:final': 10,
    });
    const submitted = stages.find(({ key }) => key === 'submitted');
    expect(submitted?.by_region).toHaveLength(15);
    const results = await organizer.get('/results/2020');
    expect(results.status()).toBe(200);
    await organizer.dispose();
  } finally {
    await server.stop();
  }
});
