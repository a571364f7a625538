// A team on its form: nothing typed is lost, nothing is cut, and each mistake says what it is.
import { called, edition } from '../edition.ts';
import { expect, test } from '../fixtures.ts';
import { pdf } from '../pdf.ts';
import {
  answer, chooseFile, expectNoSidewaysScroll, expectReceived, importEdition, saveLine, signInByMail,
} from '../verbs.ts';

test('a team writes its entry and loses nothing', async ({
  page, anotherPage, anotherTab, server, signIn, language, words, picture, expectAccessible,
}) => {
  const title = called.title[language];
  const summary = called.summary[language];

  await test.step('there is a call to enter', async () => {
    const organizer = await anotherPage();
    await signIn('organizer', organizer);
    await importEdition(organizer, words, new Date(Date.now() + 5 * 3_600_000), edition);
    await organizer.context().close();
  });

  await test.step('a new team starts an entry with six inputs, and no password', async () => {
    await signInByMail(page, server, words, 'team@example.com'); // address, send, code, enter
    await expect(page.getByRole('heading', { name: words('team:entries.emptyTitle') })).toBeVisible();
    await picture('entries-empty');
    await expectAccessible();
    await page.getByRole('button', { name: words('team:calls.start') }).click(); // five
    await expect(page.getByRole('heading', { level: 1, name: words('team:entries.untitled') })).toBeVisible();
    await picture('entry-empty');
    await expectAccessible();
    await answer(page, title, '中文').fill('桥下水声'); // six
    await expectReceived(page, words);
    await expect(page).toHaveTitle(/桥下水声/);
  });
  const address = page.url();
  const reopen = async () => {
    const tab = await anotherTab(page);
    await tab.goto(address);
    return tab;
  };

  const again = await test.step('a page that dies while somebody types comes back with the text', async () => {
    await answer(page, summary, 'English').pressSequentially('We listen to the water under old bridges');
    // Dies without a word: nothing of the page runs any more, not even what runs when a page is closed.
    const inspector = await page.context().newCDPSession(page);
    const died = page.waitForEvent('crash');
    inspector.send('Page.crash').catch(() => undefined);
    await died;
    await page.close();
    const tab = await reopen();
    await expect(answer(tab, title, '中文')).toHaveValue('桥下水声');
    await expect(answer(tab, summary, 'English')).toHaveValue('We listen to the water under old bridges');
    await expectReceived(tab, words);
    return tab;
  });

  const last = await test.step('offline, the words say what is kept; nothing claims to have arrived', async () => {
    await again.context().setOffline(true);
    await answer(again, summary, '中文').pressSequentially('我们聆听古桥下的水声');
    await expect(saveLine(again)).toHaveText(words('shell:save.device', { count: 1 }));
    await picture('entry-offline', again);
    await expectAccessible(again);
    await again.close();
    await page.context().setOffline(false);
    const tab = await reopen();
    await expect(answer(tab, summary, '中文')).toHaveValue('我们聆听古桥下的水声');
    await expectReceived(tab, words);
    return tab;
  });

  await test.step('another language changes the page and keeps what was typed, sent or not', async () => {
    await answer(last, title, 'English').pressSequentially('The sound below');
    const other = language === 'zh' ? 'English' : '中文';
    await last.getByRole('button', { name: other, exact: true }).click();
    const turned = language === 'zh' ? 'en' : 'zh';
    await expect(last.locator('html')).toHaveAttribute('lang', { zh: 'zh-Hans', en: 'en' }[turned]);
    await expect(answer(last, called.title[turned], 'English')).toHaveValue('The sound below');
    await expect(answer(last, called.summary[turned], '中文')).toHaveValue('我们聆听古桥下的水声');
    await last.getByRole('button', { name: language === 'zh' ? '中文' : 'English', exact: true }).click();
    await expect(answer(last, title, 'English')).toHaveValue('The sound below');
    await expectReceived(last, words);
  });

  await test.step('over the limit typing goes on, the counter says so, and submitting is what stops', async () => {
    const long = 'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen';
    const box = answer(last, title, 'English');
    await box.fill(long);
    await expect(box).toHaveValue(long);
    const group = last.getByRole('group', { name: title });
    await expect(group).toContainText(words('team:count.en', { count: 17, limit: 15 }));
    await expect(group.locator('mark')).toHaveText(/^\s*sixteen seventeen$/);
    await expectReceived(last, words);
    await group.scrollIntoViewIfNeeded();
    await picture('entry-over-limit', last);
    await expectAccessible(last);
    await expectNoSidewaysScroll(last);

    await last.getByRole('link', { name: words.pattern('team:tasks.check') }).first().click();
    await expect(last.getByRole('heading', { level: 1, name: words('team:check.title') })).toBeVisible();
    await expect(last.getByRole('button', { name: words('team:check.submit'), exact: true })).toHaveCount(0);
    const issues = last.getByRole('group', { name: words.pattern('team:check.blocked_other') });
    await expect(issues).toContainText(words('problems:answer_too_long', { actual: 17, limit: 15 }));
    await expect(issues).toContainText(words('problems:file_missing'));
    await picture('check-blocked', last);
    await expectAccessible(last);
    await last.getByRole('button', { name: words.pattern('team:check.fix_other') }).click();
    await expect(issues).toBeFocused();
    await issues.getByRole('link', { name: `${title}${words('team:check.suffix', { language: 'English' })}` }).click();
    await expect(box).toBeFocused();
    await expect(box).toHaveValue(long);
    await box.fill('The sound below');
    await expectReceived(last, words);
  });

  await test.step('a file that is no PDF says so, whatever its name; the file before it stays', async () => {
    const slot = last.getByTestId('slot-deck');
    const button = slot.getByRole('button', { name: words.pattern('team:files.choose') });
    const file = (name: string, content: Buffer) => ({ name, mimeType: 'application/pdf', buffer: content });
    const program = Buffer.concat([Buffer.from('MZ\x90\x00\x03'), Buffer.alloc(4_096)]);
    await chooseFile(last, button, file('program.pdf', program));
    await expect(slot.getByRole('alert')).toContainText(words('problems:file_not_pdf'));
    await chooseFile(last, button, file('nothing.pdf', Buffer.alloc(0)));
    await expect(slot.getByRole('alert')).toContainText(words('problems:file_empty'));
    await slot.scrollIntoViewIfNeeded();
    await picture('entry-wrong-file', last);
    await expectAccessible(last);

    await chooseFile(last, button, file('bridge.pdf', pdf('The sound below')));
    await expect(slot.getByRole('link', { name: 'bridge.pdf' })).toBeVisible();
    const replace = slot.getByRole('button', { name: words('team:files.replace') });
    await chooseFile(last, replace, file('program.pdf', program));
    await expect(slot.getByRole('alert')).toContainText(words('team:files.kept'));
    await expect(slot.getByRole('link', { name: 'bridge.pdf' })).toBeVisible();
  });

  await test.step('what judges will see is there to be read before submitting', async () => {
    await last.getByRole('link', { name: words('team:preview.title') }).click();
    await expect(last.getByRole('heading', { level: 1, name: words('team:preview.title') })).toBeVisible();
    await last.getByRole('group', { name: words('team:preview.language') }).getByRole('button', { name: 'English' }).click();
    await expect(last.getByText('We listen to the water under old bridges')).toBeVisible();
    await picture('preview', last);
    await expectAccessible(last);
  });
});
