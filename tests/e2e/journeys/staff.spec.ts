// The people behind the competition in the demonstration: each finds its pages, in both languages, and no more than its own.
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { type Words, wordsOf } from '../texts.ts';
import { chooseFile, expectNoSidewaysScroll, textFile } from '../verbs.ts';

const edition = 'demo';

/** What can be pressed or filled in on the page itself, apart from buttons that only show, print or export what is there. */
function actions(page: Page, words: Words): Locator {
  const reading = [
    'organizer:audit.more', 'shell:more.action_other', 'shell:printed.action', 'entries:filters.more', 'entries:export.menu', 'entries:print.all_other',
  ].map((key) => words.pattern(key).source);
  const main = page.getByRole('main');
  const controls = main.getByRole('button').or(main.getByRole('textbox')).or(main.getByRole('checkbox')).or(main.getByRole('radio'));
  return controls.and(page.locator(':not([readonly])')).filter({ hasNotText: new RegExp(`^\\s*(${reading.join('|')})\\s*$`) });
}

test('the organizer’s pages open in both languages', async ({
  page, signIn, language, words, picture, expectAccessible,
}) => {
  await signIn('organizer');
  const menu = page.getByRole('navigation', { name: words('organizer:nav.name') });
  const visited = async (name: string, heading?: string) => {
    const title = page.getByRole('heading', { level: 1 });
    if (heading === undefined) await expect(title).toBeVisible();
    else await expect(title).toHaveText(heading);
    await expectNoSidewaysScroll(page);
    await picture(`staff-${name}`);
    await expectAccessible();
  };
  /** In the other language and back: the page stays, nothing of it is left in the first language. */
  const turn = async () => {
    const other = language === 'zh' ? 'en' : 'zh';
    const heading = await page.getByRole('heading', { level: 1 }).textContent();
    const address = page.url();
    await page.getByRole('button', { name: { zh: '中文', en: 'English' }[other], exact: true }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', { zh: 'zh-Hans', en: 'en' }[other]);
    await expect(page.getByRole('navigation', { name: wordsOf(other)('organizer:nav.name') })).toBeVisible();
    await expect(page).toHaveURL(address);
    await page.getByRole('button', { name: { zh: '中文', en: 'English' }[language], exact: true }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading ?? '');
  };

  await test.step('overview', async () => {
    await visited('overview');
    await turn();
  });
  for (const [key, name] of [['entries', 'entries'], ['judges', 'judges'], ['awards', 'awards'], ['audit', 'audit']] as const) {
    await test.step(name, async () => {
      await menu.getByRole('link', { name: words(`organizer:nav.${key}`), exact: true }).click();
      await visited(name, words(`organizer:${key}.title`));
      await turn();
    });
  }
  await test.step('judging', async () => {
    await menu.getByRole('link', { name: words('organizer:nav.heat'), exact: true }).click();
    await expect(page.getByRole('table', { name: words('organizer:heat.progress') })).toBeVisible();
    await visited('heat');
    await turn();
  });
  await test.step('one entry with both languages side by side', async () => {
    await page.goto(`/app/editions/${edition}/entries`);
    await page.getByRole('row').nth(1).getByRole('link').click();
    await expect(page.getByRole('heading', { level: 2, name: words('organizer:entry.answers'), exact: true })).toBeVisible();
    await visited('entry');
    await turn();
  });
  await test.step('an edition file with mistakes names each of them and stays', async () => {
    await page.goto('/app/editions/import');
    const file = textFile('edition.toml', 'application/toml', 'format = 1\n[programme]\nslug = "Cup!"\ntitle = { zh = "杯", en = "Cup" }\n');
    await chooseFile(page, page.getByRole('button', { name: words('organizer:importEdition.choose') }), file);
    await page.getByRole('button', { name: words('organizer:importEdition.action') }).click();
    await expect(page.getByRole('alert')).toContainText(words('organizer:importEdition.refused'));
    await expect(page.getByRole('alert')).toBeFocused();
    await expect(page.getByLabel(words('organizer:importEdition.text'))).toHaveValue(/slug = "Cup!"/);
    await visited('import-refused', words('organizer:importEdition.title'));
  });
  await test.step('a table of judges with a bad row takes the others', async () => {
    await page.goto(`/app/editions/${edition}/judges`);
    const table = 'heat,name_zh,name_en,email,language,role\r\nfinal,某人,Somebody,not an address,zh,judge\r\nsemifinal,某人,Somebody,somebody@example.org,zh,judge';
    await chooseFile(page, page.getByRole('button', { name: words('organizer:judgeImport.choose') }), textFile('judges.csv', 'text/csv', table));
    await page.getByRole('button', { name: words('organizer:judgeImport.action'), exact: true }).click();
    await expect(page.getByText(words('organizer:judgeImport.summary', { added: 0, updated: 0, unchanged: 0, refused: 2 }))).toBeVisible();
    await expect(page.getByText(words('problems:invalid_email'))).toBeVisible();
    await expect(page.getByText(words('staffProblems:unknown_heat', { key: 'semifinal' }))).toBeVisible();
    await visited('judges-refused');
  });
  await test.step('help lists the keys, and Escape closes it', async () => {
    await page.keyboard.press('?');
    const dialog = page.getByRole('dialog', { name: words('shell:help.title') });
    await expect(dialog).toBeVisible();
    await picture('help');
    await expectAccessible();
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  });
});

test('the auditor reads everything of the record and can change nothing', async ({
  page, signIn, words, picture, expectAccessible,
}) => {
  await signIn('auditor');
  await expect(page.getByRole('heading', { level: 1, name: words('organizer:audit.title') })).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: 'submit_sheet' }).first()).toBeVisible();
  await expect(actions(page, words)).toHaveCount(0);
  await picture('auditor-audit');
  await expectAccessible();
  const before = await page.getByRole('row').count();
  await page.getByRole('button', { name: words('organizer:audit.more') }).click();
  await expect.poll(() => page.getByRole('row').count()).toBeGreaterThan(before);

  const menu = page.getByRole('navigation', { name: words('organizer:nav.name') });
  const pages = await menu.getByRole('link').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  expect(pages.length).toBeGreaterThan(1);
  for (const address of pages.filter((path) => !path.endsWith('/audit'))) {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByText(words('shell:state.forbidden.title'))).toHaveCount(0);
    await expect(actions(page, words)).toHaveCount(0);
    await expectNoSidewaysScroll(page);
    await picture(`auditor-${address.split('/').pop()}`);
    await expectAccessible();
  }
  const refused = await page.evaluate(async (slug) => {
    const post = (path: string, body: string) => fetch(`/api/editions/${slug}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    const answers = [await post('/heats/final/close', '{}'), await post('/heats/final/open', '{}'), await post('/publications', '{"list_hash":"sha256:0","publish_at":"2099-01-01T00:00:00.000Z"}')];
    return answers.map(({ status }) => status);
  }, edition);
  expect(refused).toEqual([403, 403, 403]);
});

test('the chair sees how far the panel is', async ({ page, signIn, words, picture, expectAccessible }) => {
  await signIn('chair');
  await page.goto(`/app/editions/${edition}/heats/final`);
  const progress = page.getByRole('table', { name: words('organizer:heat.progress') });
  await expect(progress.getByRole('row')).toHaveCount(10);
  await expect(progress.getByRole('row').filter({ hasText: words('organizer:judges.chair') })).toContainText(/\d+ \/ 24/);
  await expectNoSidewaysScroll(page);
  await picture('chair-heat');
  await expectAccessible();
  await page.goto(`/app/editions/${edition}/entries`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words.pattern('shell:state.forbidden.title'));
  await picture('chair-forbidden');
  await expectAccessible();
});

test('the officers see the publication, and that there is nothing to propose yet', async ({
  page, anotherPage, signIn, words, picture, expectAccessible,
}) => {
  const second = await anotherPage();
  for (const [officer, of] of [['officer', page], ['second_officer', second]] as const) {
    await signIn(officer, of);
    await expect(of.getByRole('heading', { level: 1, name: words('organizer:publication.title') })).toBeVisible();
    await expect(of.getByText(words('organizer:publication.draftEmpty'))).toBeVisible();
    await expect(of.getByRole('button', { name: words('organizer:propose.action'), exact: true })).toHaveCount(0);
    await expectNoSidewaysScroll(of);
  }
  await picture('officer-publication');
  await expectAccessible();
});
