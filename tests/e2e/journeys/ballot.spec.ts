// A committee of three votes in secret: on what was entered, from the open ballot to the list. The teams enter by the
// application's own requests; what is walked here is the vote.
import type { Page } from '@playwright/test';
import { setTimeout as wait } from 'node:timers/promises';
import { edition, editionFile, heat } from '../edition.ts';
import { expect, test } from '../fixtures.ts';
import { pdf } from '../pdf.ts';
import { chooseFile, expectNoSidewaysScroll, signInByMail, textFile } from '../verbs.ts';

const seconds = 1_000;
const untilDeadline = 45 * seconds;
const settling = 61 * seconds;
const walkedIn = ['zh-desktop', 'en-phone'];
const entered = ['Lantern', 'Sluice', 'Towpath'];
const members = ['ballot-1@example.org', 'ballot-2@example.org', 'ballot-3@example.org'];

/** The edition of the tests, whose final is voted on. */
function votedFile(deadline: Date): string {
  const file = editionFile(deadline);
  const head = file.slice(0, file.indexOf('[heats.rubric]')).replace('kind = "pitch"', 'kind = "ballot"').replace(/^disclosure = .*$/m, '');
  return `${head}[heats.ballot]\nseats = 1\n`;
}

/** A team enters and submits, as its page would. */
async function enter(page: Page, name: string): Promise<void> {
  await page.evaluate(async ({ slug, title, file }) => {
    const send = async (method: string, path: string, body: unknown, headers: Record<string, string> = {}) => {
      const answer = await fetch(path, {
        method, headers: body instanceof FormData ? headers : { 'content-type': 'application/json', ...headers },
        body: body instanceof FormData ? body : JSON.stringify(body),
      });
      if (!answer.ok) throw new Error(`${path}: ${String(answer.status)} ${await answer.text()}`);
      return answer;
    };
    const begun = await send('POST', '/api/team/entries', { edition: slug, contest: 'open' });
    const { number } = (await begun.json()) as { number: string };
    const path = `/api/team/entries/${number}`;
    const both = { zh: `${title} 号`, en: title };
    const saved = await send('PATCH', path, { answers: { title: both, team: both, summary: both } }, { 'if-match': begun.headers.get('etag')! });
    void saved;
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(file)], { type: 'application/pdf' }), 'deck.pdf');
    await send('POST', `${path}/attachments/deck`, form);
    const now = await fetch(path);
    await send('POST', `${path}/submit`, {}, { 'if-match': now.headers.get('etag')! });
  }, { slug: edition, title: name, file: [...pdf(name)] });
}

test.beforeEach(({}, testInfo) => {
  testInfo.skip(!walkedIn.includes(testInfo.project.name), 'a vote waits for a real deadline: one language per device');
  testInfo.setTimeout(480 * seconds);
});

test('three members vote in secret until one entry is recommended', async ({
  page, anotherPage, server, signIn, words, picture, expectAccessible,
}) => {
  const organizer = page;
  const visited = async (name: string, of: Page) => {
    await expect(of.getByRole('heading', { level: 1 })).toBeVisible();
    await expectNoSidewaysScroll(of);
    await picture(`ballot-${name}`, of);
    await expectAccessible(of);
  };
  const confirm = (of: Page, action: string) => of.getByRole('dialog').getByRole('button', { name: action, exact: true }).click();

  const deadline = await test.step('the organizer imports an edition whose final is voted on', async () => {
    await signIn('organizer');
    const instant = new Date(Date.now() + untilDeadline);
    await organizer.goto('/app/editions/import');
    await chooseFile(organizer, organizer.getByRole('button', { name: words('organizer:importEdition.choose') }), textFile('edition.toml', 'application/toml', votedFile(instant)));
    await organizer.getByRole('button', { name: words('organizer:importEdition.action') }).click();
    await organizer.waitForURL(`**/app/editions/${edition}`);
    return instant;
  });

  const team = await anotherPage();
  await test.step('three entries come in', async () => {
    await signInByMail(team, server, words, 'lanterns@example.com');
    for (const name of entered) await enter(team, name);
  });

  await test.step('three members are seated, and the heat opens', async () => {
    await organizer.getByRole('link', { name: words('organizer:nav.judges'), exact: true }).click();
    const rows = members.map((mail, index) => `${heat},委员${String(index + 1)},Member ${String(index + 1)},${mail},en,${index === 0 ? 'chair' : 'judge'}`);
    const file = textFile('judges.csv', 'text/csv', ['heat,name_zh,name_en,email,language,role', ...rows].join('\r\n'));
    await chooseFile(organizer, organizer.getByRole('button', { name: words('organizer:judgeImport.choose') }), file);
    await organizer.getByRole('button', { name: words('organizer:judgeImport.action'), exact: true }).click();
    await expect(organizer.getByText(words('organizer:judgeImport.summary', { added: 3, updated: 0, unchanged: 0, refused: 0 }))).toBeVisible();
    await organizer.goto(`/app/editions/${edition}/heats/${heat}`);
    await expect(organizer.getByText(words('heats:plannedBallot'))).toBeVisible();
    await expect(organizer.getByText(words('heats:kinds.ballot'))).toBeVisible();
    await visited('planned', organizer);
    await wait(Math.max(0, deadline.getTime() + settling - Date.now()));
    await organizer.getByRole('button', { name: words('organizer:heat.open') }).click();
    await confirm(organizer, words('organizer:heat.open'));
    await organizer.getByRole('link', { name: words('heats:vote') }).click();
    await visited('before', organizer);
  });

  const open = async (number: number) => {
    await organizer.getByRole('button', { name: words('ballot:staff.open', { number }) }).click();
    await confirm(organizer, words('ballot:staff.open', { number }));
    await expect(organizer.getByRole('region', { name: words('ballot:staff.ballot', { number }) })).toContainText(words('ballot:staff.state.open'));
  };
  const count = async () => {
    await organizer.getByRole('button', { name: words('ballot:staff.count') }).click();
    await confirm(organizer, words('ballot:staff.count'));
  };
  const voters = await Promise.all(members.map(async (mail) => {
    const voter = await anotherPage();
    await voter.goto(await server.command('sign-in-link', mail, '--public-url', server.address));
    await voter.getByRole('button', { name: words('signIn:linkAction'), exact: true }).click();
    await voter.waitForURL((url) => url.pathname.startsWith('/app/judge') || url.pathname.startsWith('/app/editions'));
    return voter;
  }));
  const paper = (of: Page, name: string) => of.getByRole('listitem').filter({ hasText: name });
  const chosen = async (of: Page, name: string, choice: 'yes' | 'no' | 'abstain') => {
    await paper(of, name).getByRole('radio', { name: words(`ballot:choices.${choice}`) }).check();
  };
  const cast = async (of: Page) => {
    await of.getByRole('button', { name: words('ballot:cast'), exact: true }).click();
    await confirm(of, words('ballot:cast'));
    await expect(of.getByText(words('ballot:voted'))).toBeVisible();
  };

  await test.step('a ballot is counted past who is there for a reason alone, and without a quorum it is void', async () => {
    await open(1);
    const voter = voters[0]!;
    await voter.goto(`/app/judge/ballots/${edition}/${heat}`);
    await voter.getByRole('button', { name: words('ballot:here') }).click();
    await expect(organizer.getByRole('status').filter({ hasText: words('ballot:staff.took', { voted: 0, present: 1, members: 3 }) })).toBeVisible();
    await organizer.getByRole('button', { name: words('ballot:staff.count') }).click();
    const dialog = organizer.getByRole('dialog');
    await expect(dialog).toContainText(words('ballot:staff.countMissing', { count: 1 }));
    await expect(dialog.getByRole('button', { name: words('ballot:staff.count') })).toBeDisabled();
    await dialog.getByLabel(words('ballot:staff.without')).fill('停电了 · The power is out');
    await visited('count-waits', organizer);
    await confirm(organizer, words('ballot:staff.count'));
    await expect(organizer.getByRole('region', { name: words('ballot:staff.ballot', { number: 1 }) })).toContainText(words('ballot:staff.void'));
    await voter.reload();
    await expect(voter.getByText(words('ballot:void'))).toBeVisible();
    await visited('void', voter);
  });

  await test.step('a member says to be there, chooses, and cannot give too many a yes', async () => {
    await open(2);
    const voter = voters[0]!;
    await voter.goto('/app/judge');
    await voter.getByRole('link', { name: words('judge:heat.vote') }).click();
    await visited('open', voter);
    await voter.getByRole('button', { name: words('ballot:here') }).click();
    await expect(voter.getByText(words('ballot:present'))).toBeVisible();
    await chosen(voter, 'Lantern', 'yes');
    await chosen(voter, 'Sluice', 'yes');
    await voter.getByRole('button', { name: words('ballot:restNo') }).click();
    await expect(voter.getByText(words('ballot:tooMany', { limit: 1 }))).toBeVisible();
    await expect(voter.getByRole('button', { name: words('ballot:cast'), exact: true })).toBeDisabled();
    await visited('too-many', voter);
    await chosen(voter, 'Sluice', 'abstain');
    await cast(voter);
    await visited('voted', voter);
  });

  await test.step('the others are not of one mind, and the organizer sees who voted and not how', async () => {
    for (const [voter, name] of [[voters[1]!, 'Sluice'], [voters[2]!, 'Towpath']] as const) {
      await voter.goto(`/app/judge/ballots/${edition}/${heat}`);
      await chosen(voter, name, 'yes');
      await voter.getByRole('button', { name: words('ballot:restNo') }).click();
      await cast(voter);
    }
    await expect(organizer.getByRole('status').filter({ hasText: words('ballot:staff.took', { voted: 3, present: 3, members: 3 }) })).toBeVisible();
    await expect(organizer.getByRole('row').filter({ hasText: 'Lantern' })).toHaveCount(0);
    await visited('voting', organizer);
    await count();
    const first = organizer.getByRole('region', { name: words('ballot:staff.ballot', { number: 2 }) });
    await expect(first.getByText(words('ballot:staff.verdicts.below_threshold'))).toHaveCount(3);
    await visited('counted', organizer);
  });

  await test.step('the next ballot finds two of three for one', async () => {
    await open(3);
    for (const [index, name] of ['Lantern', 'Lantern', 'Towpath'].entries()) {
      const voter = voters[index]!;
      await voter.goto(`/app/judge/ballots/${edition}/${heat}`);
      await expect(voter.getByRole('heading', { level: 1 })).toContainText(words('ballot:title', { number: 3 }));
      await chosen(voter, name, 'yes');
      await voter.getByRole('button', { name: words('ballot:restNo') }).click();
      await cast(voter);
    }
    await count();
    const second = organizer.getByRole('region', { name: words('ballot:staff.ballot', { number: 3 }) });
    await expect(second.getByRole('row').filter({ hasText: 'Lantern' })).toContainText(words('ballot:staff.verdicts.recommended'));
    await expect(organizer.getByText(words('ballot:staff.next.done'))).toBeVisible();
    await visited('done', organizer);
  });

  await test.step('closing the heat gives the list', async () => {
    await organizer.goto(`/app/editions/${edition}/heats/${heat}`);
    await organizer.getByRole('button', { name: words('organizer:heat.close') }).click();
    await confirm(organizer, words('organizer:heat.close'));
    await expect(organizer.getByRole('heading', { level: 1, name: words.pattern('organizer:standing.of') })).toBeVisible();
    await expect(organizer.getByRole('row').filter({ hasText: 'Lantern' }).getByRole('cell').first()).toHaveText('1');
    await visited('standing', organizer);
  });
});
