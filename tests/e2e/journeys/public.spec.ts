// What anybody sees without signing in: both languages, without scripts, by keyboard, on a narrow screen.
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { expectNoSidewaysScroll } from '../verbs.ts';

const edition = 'demo';

/** What has the focus is drawn with a ring and is not under a bar. */
async function expectFocusIsSeen(page: Page): Promise<void> {
  const seen = await page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return 'nothing has the focus';
    const marked = element instanceof HTMLInputElement && element.type === 'radio' ? (element.nextElementSibling ?? element) : element;
    const style = getComputedStyle(marked);
    const ringed = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none';
    const box = marked.getBoundingClientRect();
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    const uncovered = top !== null && (marked.contains(top) || top.contains(marked));
    return ringed && uncovered ? '' : `${marked.outerHTML.slice(0, 120)} ringed: ${ringed}, uncovered: ${uncovered}`;
  });
  expect(seen).toBe('');
}

test('the public pages speak the language of the reader, without scripts too', async ({
  page, anotherPage, server, language, words, picture, expectAccessible,
}) => {
  const tag = { zh: 'zh-Hans', en: 'en' }[language];
  const heading = (key: string) => page.getByRole('heading', { level: 1, name: words(key) });

  await test.step('the start page comes in the language that the browser asks for', async () => {
    await page.goto('/');
    await expect(page.locator('html')).toHaveAttribute('lang', tag);
    await expect(heading('pages:home.heading')).toBeVisible();
    await expectNoSidewaysScroll(page);
    await picture('public-home');
    await expectAccessible();
  });

  await test.step('the call says what is asked, how it is judged and what can be won', async () => {
    await page.getByRole('link', { name: words('pages:home.call') }).click();
    await expect(page).toHaveURL(`/editions/${edition}`);
    for (const key of ['asked', 'files', 'judged', 'awards']) {
      await expect(page.getByRole('heading', { name: words(`pages:call.${key}`) })).toBeVisible();
    }
    await expectNoSidewaysScroll(page);
    await picture('public-call');
    await expectAccessible();
  });

  await test.step('before their publication the results are a page that says so and nothing else', async () => {
    await page.goto(`/results/${edition}`);
    await expect(heading('pages:results.not_yet')).toBeVisible();
    await expect(page.getByText(words('pages:line.unknown'))).toBeVisible();
    await expect(page.locator('body')).not.toContainText(/D26-\d/);
    await expectNoSidewaysScroll(page);
    await picture('public-results-not-yet');
    await expectAccessible();
  });

  await test.step('an address that leads nowhere gets a page of the house', async () => {
    const answer = await page.goto('/nowhere');
    expect(answer?.status()).toBe(404);
    await expect(heading('pages:error.404.title')).toBeVisible();
    await picture('public-404');
    await expectAccessible();
    await page.getByRole('link', { name: words('pages:error.home') }).click();
    await expect(page).toHaveURL('/');
    for (const nowhere of ['/results/nowhere', '/editions/nowhere']) {
      expect((await page.goto(nowhere))?.status()).toBe(404);
    }
  });

  await test.step('an address of the application that leads nowhere says so too', async () => {
    await page.goto('/app/nowhere');
    await expect(heading('shell:state.not_found.title')).toBeVisible();
    await picture('app-404');
    await expectAccessible();
  });

  await test.step('the switch changes the language and keeps the page, without scripts', async () => {
    const plain = await anotherPage('plain');
    await plain.goto(`${server.address}/results/${edition}`);
    await expect(plain.locator('html')).toHaveAttribute('lang', tag);
    const other = { zh: 'en', en: 'zh-Hans' }[language];
    await plain.getByRole('link', { name: words('pages:other.name'), exact: true }).click();
    await expect(plain).toHaveURL(`/${{ zh: 'en', en: 'zh' }[language]}/results/${edition}`);
    await expect(plain.locator('html')).toHaveAttribute('lang', other);
    await plain.goto('/');
    await expect(plain.locator('html')).toHaveAttribute('lang', other);
    await picture('public-home-other-language', plain);
  });
});

test('a keyboard leads through the start page to signing in', async ({ page, words, picture, expectAccessible }) => {
  await page.goto('/');
  const reached: string[] = [];
  const walk = async (until: string) => {
    for (let step = 0; step < 20; step += 1) {
      await page.keyboard.press('Tab');
      await expectFocusIsSeen(page);
      const name = await page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
      reached.push(name);
      if (name === until) return;
    }
    throw new Error(`Tab never reached ${until}, only ${reached.join(', ')}`);
  };

  await walk(words('pages:skip'));
  await page.keyboard.press('Enter');
  await expect(page.locator('#content')).toBeFocused();
  await walk(words('pages:home.enter'));
  await picture('public-home-focus');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/app\/sign-in/);

  await expect(page.getByRole('heading', { level: 1, name: words('signIn:title') })).toBeVisible();
  await picture('sign-in');
  await expectAccessible();
  const email = page.getByLabel(words('signIn:email'));
  for (let step = 0; step < 20 && !(await email.evaluate((field) => field === document.activeElement)); step += 1) {
    await page.keyboard.press('Tab');
    await expectFocusIsSeen(page);
  }
  await expect(email).toBeFocused();
  await page.keyboard.type('nobody');
  await page.keyboard.press('Enter');
  await expect(page.getByText(words('signIn:missingEmail'))).toBeVisible();
  await expect(email).toBeFocused();
  await expect(email).toHaveValue('nobody');
  await picture('sign-in-mistake');
  await expectAccessible();
  await page.keyboard.type('@example.org');
  await page.keyboard.press('Enter');
  await expect(page.getByText(words('signIn:sent', { email: 'nobody@example.org' }))).toBeVisible();
  await expect(page.getByLabel(words('signIn:code'))).toBeFocused();
  await page.keyboard.type('000000');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText(words('problems:code_wrong'));
  await expect(page.getByLabel(words('signIn:code'))).toHaveValue('000000');
  await picture('sign-in-wrong-code');
  await expectAccessible();
});

test('every public page and signing in fit a screen of 320 pixels', async ({ page, words, picture }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  for (const address of ['/', '/programmes', '/archive', `/editions/${edition}`, `/results/${edition}`, '/nowhere', '/app/sign-in']) {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectNoSidewaysScroll(page);
    await picture(`narrow${address.replaceAll('/', '-').replace(/-$/, '-home')}`);
  }
  await page.getByRole('button', { name: words('signIn:printedOffer') }).click();
  await expect(page.getByLabel(words('signIn:printed'))).toBeFocused();
  await expectNoSidewaysScroll(page);
  await picture('narrow-app-sign-in-printed');
});
