// What journeys through the competition of 2020 at its real size share: where they are walked, how its demonstration is
// asked for at a point of its year, and how its pages are looked at.
import type { Page } from '@playwright/test';
import { expect, test as base } from './fixtures.ts';
import type { Demonstration } from './server.ts';
import { expectNoSidewaysScroll } from './verbs.ts';

export const edition = '2020';
export const minute = 60_000;

interface Here {
  /** In which projects it is walked: `test.use({ walkedIn: … })` where one is enough. */
  walkedIn: string[];
  desk: boolean;
  /** Looks at the page as it is: whole, nothing cut off, nothing that axe finds. */
  visited: (name: string, of?: Page) => Promise<void>;
  /** Presses the button that a dialog is for. */
  confirm: (of: Page, action: string) => Promise<void>;
  menu: (of: Page, key: string) => Promise<void>;
  onlyWhereWalked: void;
}

export const test = base.extend<Here>({
  walkedIn: [['zh-desktop', 'en-phone'], { option: true }],
  onlyWhereWalked: async ({ walkedIn }, use, testInfo) => {
    testInfo.skip(!walkedIn.includes(testInfo.project.name), 'an edition of this size is built for one language per device');
    testInfo.setTimeout(10 * minute);
    await use();
  },
  // Nothing is built where nothing is walked.
  server: async ({ onlyWhereWalked: _, server }, use) => {
    await use(server);
  },
  desk: async ({ isMobile }, use) => {
    await use(!isMobile);
  },
  visited: async ({ page, picture, expectAccessible }, use) => {
    await use(async (name, of = page) => {
      await expect(of.getByRole('heading', { level: 1 })).toBeAttached();
      await expectNoSidewaysScroll(of);
      await picture(`2020-${name}`, of);
      await expectAccessible(of);
    });
  },
  confirm: async ({}, use) => {
    await use((of, action) => of.getByRole('dialog').getByRole('button', { name: action, exact: true }).click());
  },
  menu: async ({ words }, use) => {
    await use((of, key) => of.getByRole('navigation', { name: words('organizer:nav.name') })
      .getByRole('link', { name: words(`organizer:nav.${key}`), exact: true }).click());
  },
});

export { expect };

export const at = (stage: Demonstration['at']): Demonstration => ({ scale: '2020', at: stage, within: 300_000 });
