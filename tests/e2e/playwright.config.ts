// Each journey is walked four times: in both languages, at a desk and on a phone.
// The browser is Debian's Chromium; Playwright brings none of its own.
import { defineConfig, type PlaywrightTestConfig } from '@playwright/test';

type Use = NonNullable<PlaywrightTestConfig['use']>;

const chinese: Use = { locale: 'zh-CN', timezoneId: 'Asia/Shanghai' };
const english: Use = { locale: 'en-GB', timezoneId: 'Europe/Paris' };
const desktop: Use = { viewport: { width: 1440, height: 900 } };
const phone: Use = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };

export default defineConfig({
  testDir: 'journeys',
  outputDir: 'results/traces',
  globalSetup: './global-setup.ts',
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  // Journeys mostly wait: for deadlines, and for a browser that waits for a server.
  workers: 4,
  // What passes is never slower for a longer limit, and machines of half the speed are common.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ['junit', { outputFile: 'results/junit.xml' }]],
  use: {
    browserName: 'chromium',
    // What is not there after half a minute does not come: say so then, and not when the journey's time is up.
    actionTimeout: 30_000,
    navigationTimeout: 30_000,
    // A trace takes a sixth of all the time: ask for it with `--trace retain-on-failure`.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.WUZHEN_CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'zh-desktop', use: { ...chinese, ...desktop } },
    { name: 'en-desktop', use: { ...english, ...desktop } },
    { name: 'zh-phone', use: { ...chinese, ...phone } },
    { name: 'en-phone', use: { ...english, ...phone } },
  ],
});
