// What every journey starts from: its own server, pages that notice trouble by themselves, and a few verbs.
//   import { expect, test } from '../fixtures.ts';
import { AxeBuilder } from '@axe-core/playwright';
import { type Page, test as base, expect } from '@playwright/test';
import path from 'node:path';
import { type Demonstration, type Role, type RoleAtScale, type Server, startServer } from './server.ts';
import { type Words, wordsOf } from './texts.ts';

interface Fixtures {
  /** Which demonstration the server of this journey has: `test.use({ demonstration: … })` asks for another. */
  demonstration: Demonstration;
  /** A server of this journey's own, with a fresh demonstration edition. */
  server: Server;
  /** The language of this run. */
  language: 'zh' | 'en';
  /** The text of this run's language. */
  say: (zh: string, en: string) => string;
  /** The application's own texts in this run's language, by key. */
  words: Words;
  /** Signs the page in as the person who has this role in the demonstration edition. */
  signIn: (role: Role | RoleAtScale, page?: Page) => Promise<void>;
  /** A page of a second person, with cookies of its own; `plain` runs no scripts. */
  anotherPage: (kind?: 'plain') => Promise<Page>;
  /** Another tab of the person whose page it is. */
  anotherTab: (of?: Page) => Promise<Page>;
  /** Saves results/pictures/PROJECT/NAME.png, the whole page, unless WUZHEN_PICTURES is `no`: they are for people to look at. */
  picture: (name: string, page?: Page) => Promise<void>;
  /** Fails on any finding of axe at WCAG 2.2 AA. */
  expectAccessible: (page?: Page) => Promise<void>;
}

/** Complaints of a page that no journey may cause: script errors, other errors it logs, requests to other origins. */
function watch(page: Page, address: string, complaints: string[]): void {
  page.on('console', (message) => {
    // The browser logs every answer above 399, the application those that leave it without a page; whether one belongs
    // to the journey is the journey's to say.
    const ofAnswer = /^(Failed to load resource|Problem: )/.test(message.text());
    if (message.type() === 'error' && !ofAnswer) complaints.push(`error logged on ${page.url()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`script error on ${page.url()}: ${error.message}`));
  page.on('request', (request) => {
    const url = request.url();
    const own = url.startsWith(`${address}/`) || url.startsWith('data:') || url.startsWith(`blob:${address}/`)
      || /^chrome(-extension)?:/.test(url); // the browser's own view of a PDF
    if (!own) complaints.push(`request to another origin: ${url}`);
  });
}

export const test = base.extend<Fixtures & { complaints: string[] }>({
  demonstration: [{ scale: 'small', at: 'preliminary' }, { option: true }],

  server: async ({ demonstration }, use, testInfo) => {
    const server = await startServer(demonstration);
    await use(server);
    await server.stop();
    if (testInfo.status !== testInfo.expectedStatus) {
      await testInfo.attach('server output', { body: server.output(), contentType: 'text/plain' });
    }
  },

  baseURL: async ({ server }, use) => {
    await use(server.address);
  },

  complaints: async ({}, use) => {
    const complaints: string[] = [];
    await use(complaints);
    expect(complaints, 'complaints of the pages').toEqual([]);
  },

  page: async ({ page, server, complaints }, use) => {
    watch(page, server.address, complaints);
    await use(page);
  },

  anotherPage: async ({ browser, server, complaints }, use) => {
    const opened: Page[] = [];
    await use(async (kind) => {
      const context = await browser.newContext({ baseURL: server.address, javaScriptEnabled: kind !== 'plain' });
      const page = await context.newPage();
      watch(page, server.address, complaints);
      opened.push(page);
      return page;
    });
    for (const page of opened) await page.context().close();
  },

  anotherTab: async ({ page, server, complaints }, use) => {
    await use(async (of = page) => {
      const tab = await of.context().newPage();
      watch(tab, server.address, complaints);
      return tab;
    });
  },

  language: async ({ locale }, use) => {
    await use(locale?.startsWith('zh') ? 'zh' : 'en');
  },

  say: async ({ language }, use) => {
    await use((zh, en) => (language === 'zh' ? zh : en));
  },

  words: async ({ language }, use) => {
    await use(wordsOf(language));
  },

  signIn: async ({ page, server }, use) => {
    await use(async (role, on = page) => {
      const link = server.logins[role];
      if (link === undefined) throw new Error(`nobody is ${role} in this demonstration`);
      await on.goto(link);
      await on.waitForURL((url) => /^\/app\/(team|judge|editions)/.test(url.pathname));
    });
  },

  picture: async ({ page }, use, testInfo) => {
    const folder = path.join(testInfo.config.rootDir, '../results/pictures', testInfo.project.name);
    await use(async (name, of = page) => {
      // From the top, or what sticks to the top would stand in the middle, and cover what axe measures.
      await of.evaluate(() => scrollTo(0, 0));
      if (process.env.WUZHEN_PICTURES === 'no') return;
      await of.screenshot({ path: path.join(folder, `${name}.png`), fullPage: true, animations: 'disabled' });
    });
  },

  expectAccessible: async ({ page }, use) => {
    await use(async (of = page) => {
      const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
      const { violations } = await new AxeBuilder({ page: of }).withTags(tags).analyze();
      const findings = violations.flatMap(({ id, help, nodes }) =>
        nodes.map((node) => `${id}: ${help} (${node.target.join(' ')})`),
      );
      expect(findings, `axe on ${of.url()}`).toEqual([]);
    });
  },
});

export { expect };
