// What every journey starts from: its own server, pages that notice trouble by themselves, and a few verbs.
//   import { expect, test } from '../fixtures.ts';
import { AxeBuilder } from '@axe-core/playwright';
import { type Page, test as base, expect } from '@playwright/test';
import path from 'node:path';
import { type Role, type Server, startServer } from './server.ts';

interface Fixtures {
  /** A server of this journey's own, with a fresh demonstration edition. */
  server: Server;
  /** The language of this run. */
  language: 'zh' | 'en';
  /** The text of this run's language. */
  say: (zh: string, en: string) => string;
  /** Signs the page in as the person who has this role in the demonstration edition. */
  signIn: (role: Role, page?: Page) => Promise<void>;
  /** A page of a second person, with cookies of its own. */
  anotherPage: () => Promise<Page>;
  /** Saves results/pictures/PROJECT/NAME.png, the whole page. */
  picture: (name: string, page?: Page) => Promise<void>;
  /** Fails on any finding of axe at WCAG 2.2 AA. */
  expectAccessible: (page?: Page) => Promise<void>;
}

/** Complaints of a page that no journey may cause: script errors and requests to other origins. */
function watch(page: Page, address: string, complaints: string[]): void {
  page.on('pageerror', (error) => complaints.push(`script error on ${page.url()}: ${error.message}`));
  page.on('request', (request) => {
    const url = request.url();
    const own = url.startsWith(`${address}/`) || url.startsWith('data:') || url.startsWith(`blob:${address}/`);
    if (!own) complaints.push(`request to another origin: ${url}`);
  });
}

export const test = base.extend<Fixtures & { complaints: string[] }>({
  server: async ({}, use, testInfo) => {
    const server = await startServer();
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

  anotherPage: async ({ browser, contextOptions, server, complaints }, use) => {
    const opened: Page[] = [];
    await use(async () => {
      const context = await browser.newContext({ ...contextOptions, baseURL: server.address });
      const page = await context.newPage();
      watch(page, server.address, complaints);
      opened.push(page);
      return page;
    });
    for (const page of opened) await page.context().close();
  },

  language: async ({ locale }, use) => {
    await use(locale?.startsWith('zh') ? 'zh' : 'en');
  },

  say: async ({ language }, use) => {
    await use((zh, en) => (language === 'zh' ? zh : en));
  },

  signIn: async ({ page, server, say }, use) => {
    await use(async (role, on = page) => {
      await on.goto(server.logins[role]);
      // A link is used by a person's click alone: programs that open mails must not use it up.
      await on.getByRole('button', { name: say('确认登录', 'Sign in'), exact: true }).click();
      await on.waitForURL((url) => !url.pathname.endsWith('/sign-in'));
    });
  },

  picture: async ({ page }, use, testInfo) => {
    const folder = path.join(testInfo.config.rootDir, '../results/pictures', testInfo.project.name);
    await use(async (name, of = page) => {
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
