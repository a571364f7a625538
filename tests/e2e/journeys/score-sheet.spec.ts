// A judge at the sheets of the demonstration: by keyboard, in two tabs, without a network, by touch.
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import type { Words } from '../texts.ts';
import { expectNoSidewaysScroll, expectReceived, saveLine } from '../verbs.ts';

/** The criteria of the demonstration, in order: from 0 to 10 in quarters. */
const criteria = {
  zh: ['创新性', '技术水平', '应用价值', '团队与计划', '路演表现'],
  en: ['Originality', 'Technology', 'Value in use', 'Team and plan', 'Pitch and answers'],
};

/** Least width and height of what a finger is to hit, in CSS pixels. */
const finger = 44;

/** The fieldset of a criterion; the drawer of a phone shows one at a time. */
function criterion(page: Page, title: string): Locator {
  return page.getByRole('group', { name: new RegExp(`^${title} `) });
}

function sheet(page: Page, words: Words): Locator {
  return page.getByRole('region', { name: words('judge:sheet.name') });
}

/** From the queue to the first entry that this judge has not begun. */
async function openUntouched(page: Page, words: Words, first: string): Promise<void> {
  await page.locator('[data-item]').filter({ hasText: words('judge:state.not_started') }).first().click();
  await expectToHaveFocusIn(criterion(page, first));
}

async function expectMark(page: Page, title: string, mark: string): Promise<void> {
  await expect(criterion(page, title).locator('output')).toHaveText(mark);
}

async function expectToHaveFocusIn(field: Locator): Promise<void> {
  await expect.poll(() => field.evaluate((element) => element.contains(document.activeElement))).toBe(true);
}

test('a judge scores by keyboard, and what is missing is named', async ({
  page, signIn, language, isMobile, words, picture, expectAccessible,
}) => {
  const [first, second, third, fourth, fifth] = criteria[language] as [string, string, string, string, string];
  const unset = words('judge:sheet.unset');

  await test.step('the queue says how far it is and leads on', async () => {
    await signIn('judge');
    await expect(page.getByRole('heading', { level: 1, name: words('judge:queue.title') })).toBeVisible();
    await expect(page.getByText(words.pattern('judge:queue.count_other'))).toBeVisible();
    await picture('queue');
    await expectAccessible();
    await expectNoSidewaysScroll(page);
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    await expect(page.locator('[data-item]').first()).toBeFocused();
    await page.getByRole('link', { name: words('judge:queue.continue') }).click();
    await expectToHaveFocusIn(criterion(page, first));
    await expect(page.getByText(words('judge:state.draft'), { exact: true })).toBeVisible();
    await picture('sheet');
    await expectAccessible();
  });

  await test.step('a digit marks and goes on, the part key adds to the mark just given', async () => {
    await page.getByRole('link', { name: words('judge:sheet.nextEntry') }).click();
    await expectMark(page, first, `—${unset}`);
    await expectToHaveFocusIn(criterion(page, first));
    await page.keyboard.press('8');
    await expectToHaveFocusIn(criterion(page, second));
    await page.keyboard.press('.');
    await page.keyboard.press('.');
    await page.keyboard.press('ArrowUp');
    await expectMark(page, first, '8.5');
    await page.keyboard.press('Backspace');
    await expectMark(page, first, `—${unset}`);
    await page.keyboard.press('7');
    await page.keyboard.press('ArrowUp');
    await expectMark(page, first, '7');
    await page.keyboard.press('.');
    await expectMark(page, first, '7.25');
    await expectReceived(page, words);
  });

  const address = page.url();
  await test.step('a sheet with something missing stays, names it and puts the focus there', async () => {
    await page.keyboard.press('ArrowDown');
    for (const key of ['6', '0', '9']) await page.keyboard.press(key); // second, third (ten), fourth
    await expectToHaveFocusIn(criterion(page, fifth));
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('5');
    await page.keyboard.press('Enter');
    const summary = page.getByRole('alert');
    await expect(summary).toContainText(words('judge:sheet.missingTitle', { count: 1 }));
    await expect(summary.getByRole('link', { name: fourth })).toBeVisible();
    await expectToHaveFocusIn(criterion(page, fourth));
    await expect(page).toHaveTitle(new RegExp(`^${words('shell:title.error')}`));
    await expect(page).toHaveURL(address);
    await picture('sheet-missing');
    await expectAccessible();
    await page.keyboard.press('ArrowUp');
    await expectMark(page, third, '10');
  });

  await test.step('complete, Enter submits it and opens the next with the focus in place', async () => {
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('4');
    await expectToHaveFocusIn(criterion(page, fifth));
    await page.keyboard.press('Enter');
    await expect(page).not.toHaveURL(address);
    await expectToHaveFocusIn(criterion(page, first));
    await page.goto(address);
    await expect(sheet(page, words)).toBeVisible();
    await expect(page.getByText(words('judge:state.submitted'), { exact: true })).toBeVisible();
    await expectMark(page, first, '7.25');
  });

  await test.step('the pitch deck opens', async () => {
    const name = { zh: '路演文稿（PDF）', en: 'Pitch deck (PDF)' }[language];
    await page.getByRole('tab', { name }).click();
    const link = page.getByRole('tabpanel').getByRole('link');
    await expect(link).toBeVisible();
    const file = await page.request.get((await link.getAttribute('href')) ?? '');
    expect(file.headers()['content-type']).toBe('application/pdf');
    expect((await file.body()).subarray(0, 5).toString()).toBe('%PDF-');
    if (!isMobile) await expect(page.locator(`iframe[title="${name}"]`)).toBeVisible();
    await picture('sheet-deck');
  });
});

test('two tabs with one sheet: the later one chooses, nothing is overwritten', async ({
  page, anotherTab, signIn, language, words, picture, expectAccessible,
}) => {
  const [first, second, third] = criteria[language] as [string, string, string];
  await signIn('judge');
  await openUntouched(page, words, first);
  const stale = await anotherTab();
  await stale.goto(page.url());
  await expectToHaveFocusIn(criterion(stale, first));

  await page.keyboard.press('8');
  await expectToHaveFocusIn(criterion(page, second));
  await expectReceived(page, words);
  await stale.keyboard.press('3');

  const choice = stale.getByRole('alert').filter({ hasText: words('shell:conflict.title') });
  await expect(choice).toBeVisible();
  const versions = choice.getByRole('region', { name: first });
  await expect(versions).toContainText(`${words('shell:conflict.mine')}3`);
  await expect(versions).toContainText(`${words('shell:conflict.theirs')}8`);
  await picture('sheet-conflict', stale);
  await expectAccessible(stale);
  await expectNoSidewaysScroll(stale);

  const atServer = async () => {
    const answer = await page.request.get(page.url().replace('/app/', '/api/'));
    const { sheet: { marks } } = (await answer.json()) as { sheet: { marks: Record<string, number | null> } };
    return [marks.innovation, marks.value].map((steps) => (steps ?? 0) / 4);
  };
  expect(await atServer()).toEqual([8, 0]);
  await choice.getByRole('button', { name: words('shell:conflict.keepMine') }).click();
  await expect(choice).toBeHidden();
  await expectReceived(stale, words);
  expect(await atServer()).toEqual([3, 0]);

  // The first tab is the stale one now; what it changes elsewhere on the sheet is merged without a question.
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('6');
  await page.keyboard.press('ArrowUp');
  await expectMark(page, third, '6');
  await expectReceived(page, words);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expectMark(page, first, '3');
  expect(await atServer()).toEqual([3, 6]);
});

test('without a network the marks stay on the device and arrive later', async ({
  page, signIn, language, words, picture, expectAccessible,
}) => {
  const [first, second, third] = criteria[language] as [string, string, string];
  await signIn('judge');
  await openUntouched(page, words, first);

  await page.context().setOffline(true);
  await page.keyboard.press('9');
  await page.keyboard.press('2');
  await expectToHaveFocusIn(criterion(page, third));
  await expect(saveLine(page)).toHaveText(words('shell:save.device', { count: 2 }));
  await picture('sheet-offline');
  await expectAccessible();

  await page.context().setOffline(false);
  await expectReceived(page, words);
  await page.reload();
  await expectMark(page, first, '9');
  await page.keyboard.press('ArrowDown');
  await expectMark(page, second, '2');
});

test('a judge scores by touch alone, on a phone of 390 and of 320 pixels', async ({
  page, signIn, language, isMobile, words, picture,
}) => {
  test.skip(!isMobile, 'a matter of phones');
  const titles = criteria[language];

  /** Every cell of the criterion shown is as large as a finger, and inside the screen. */
  const expectTargets = async (title: string, width: number) => {
    const cells = await criterion(page, title).getByRole('radio').all();
    expect(cells).toHaveLength(11);
    for (const cell of cells) {
      const box = (await cell.boundingBox())!;
      expect(Math.min(box.width, box.height), `a cell of ${title}`).toBeGreaterThanOrEqual(finger);
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(width);
    }
    for (const button of await sheet(page, words).getByRole('button').all()) {
      const box = (await button.boundingBox())!;
      expect(Math.min(box.width, box.height), (await button.textContent()) ?? '').toBeGreaterThanOrEqual(finger);
      expect(box.x + box.width).toBeLessThanOrEqual(width);
    }
  };

  for (const width of [390, 320]) {
    await page.setViewportSize({ width, height: width === 390 ? 844 : 640 });
    if (width === 390) await signIn('judge');
    else await page.goto('/app/judge');
    await expectNoSidewaysScroll(page);
    await page.getByRole('link', { name: words('judge:queue.continue') }).tap();
    await expect(criterion(page, titles[0]!)).toBeVisible();
    const address = page.url();

    let taps = 0;
    for (const [index, title] of titles.entries()) {
      await expect(criterion(page, title)).toBeVisible();
      await expectTargets(title, width);
      await expectNoSidewaysScroll(page);
      if (index === 1) await picture(`sheet-touch-${width}`);
      await criterion(page, title).getByRole('radio', { name: String(5 + index), exact: true }).tap();
      taps += 1;
    }
    await picture(`sheet-touch-${width}-full`);
    const submit = sheet(page, words).getByRole('button', { name: words('judge:sheet.submitNext') });
    await expect(submit).toBeInViewport({ ratio: 1 });
    await submit.tap();
    taps += 1;
    expect(taps).toBe(titles.length + 1);
    await expect(page).not.toHaveURL(address);
    await expect(criterion(page, titles[0]!)).toBeVisible();
  }
});
