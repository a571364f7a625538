// What several journeys do on their way, as a person does it.
import { expect, type Locator, type Page } from '@playwright/test';
import { editionFile } from './edition.ts';
import { codeIn, mailTo } from './mail.ts';
import type { Server } from './server.ts';
import type { Words } from './texts.ts';

export interface TextFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

export function textFile(name: string, mimeType: string, text: string): TextFile {
  return { name, mimeType, buffer: Buffer.from(text) };
}

/** Presses a button that asks for a file, and gives it one. */
export async function chooseFile(page: Page, button: Locator, file: TextFile): Promise<void> {
  const asked = page.waitForEvent('filechooser');
  await button.click();
  await (await asked).setFiles(file);
}

/** The subject of a mail with a code has this, in whichever language comes first. */
const ofCode = 'sign-in code';

/** With the six digits from the mail. Ends where this account works. */
export async function signInByMail(page: Page, server: Server, words: Words, address: string): Promise<void> {
  await page.goto(`${server.address}/app/sign-in`);
  await page.getByLabel(words('signIn:email')).fill(address);
  await page.getByRole('button', { name: words('signIn:send') }).click();
  const code = page.getByLabel(words('signIn:code'));
  await expect(code).toBeVisible();
  await code.fill(codeIn(await mailTo(server.data, address, ofCode)));
  await page.getByRole('button', { name: words('signIn:enter'), exact: true }).click();
  await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'));
}

/** From the overview of an edition: all editions, import, a file of this machine. Ends on the new edition's overview. */
export async function importEdition(page: Page, words: Words, deadline: Date, slug: string): Promise<void> {
  await page.getByRole('link', { name: words('organizer:editions.title'), exact: true }).click();
  await page.getByRole('link', { name: words('organizer:editions.import') }).click();
  const file = textFile('edition.toml', 'application/toml', editionFile(deadline));
  await chooseFile(page, page.getByRole('button', { name: words('organizer:importEdition.choose') }), file);
  await expect(page.getByLabel(words('organizer:importEdition.text'))).toHaveValue(/format = 1/);
  await page.getByRole('button', { name: words('organizer:importEdition.action') }).click();
  await page.waitForURL(`**/app/editions/${slug}`);
}

/** The line that says where the reader's changes are. */
export function saveLine(page: Page): Locator {
  return page.getByTestId('save-line');
}

export async function expectReceived(page: Page, words: Words): Promise<void> {
  await expect(saveLine(page)).toHaveText(words.pattern('shell:save.received'));
}

/** The box of an answer: a question's group holds one per language. */
export function answer(page: Page, question: string, language: '中文' | 'English'): Locator {
  return page.getByRole('group', { name: question }).getByLabel(language);
}

/** Nothing of the page is cut off at the right, and the reader does not scroll sideways. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const { wide, shown } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    shown: document.documentElement.clientWidth,
  }));
  expect(wide, `width of ${page.url()}`).toBeLessThanOrEqual(shown);
}
