// The whole job of the program, once: an edition file becomes a call, a team enters, judges score, the organizer closes
// and gives an award, two officers publish, and at the instant the public reads who won. The deadline and the instant of
// publication are real: this journey waits for them.
import { type Page } from '@playwright/test';
import { setTimeout as wait } from 'node:timers/promises';
import { called, edition, heat } from '../edition.ts';
import { expect, test } from '../fixtures.ts';
import { linkIn, mailsTo, mailTo } from '../mail.ts';
import { pdf } from '../pdf.ts';
import { wordsOf } from '../texts.ts';
import {
  answer, chooseFile, expectNoSidewaysScroll, expectReceived, importEdition, signInByMail, textFile,
} from '../verbs.ts';

const seconds = 1_000;
/** Enough for a team that knows what it wants to say. */
const untilDeadline = 50 * seconds;
/** After the deadline the call settles before a heat may open. */
const settling = 61 * seconds;

const entry = {
  title: { zh: '桥下水声', en: 'The sound below the bridge' },
  team: { zh: '听水小队', en: 'The listeners' },
  summary: { zh: '我们聆听古桥下的水声，提前两周看出桥墩的变化。', en: 'We listen to the water below old bridges and notice two weeks ahead when a pier moves.' },
};
const teamMail = 'listeners@example.com';

const judges = [
  { zh: '方砚秋', en: 'FANG Yanqiu', mail: 'fang@example.org', role: 'judge' },
  { zh: '奥拉夫·林德', en: 'Olaf LIND', mail: 'lind@example.org', role: 'judge' },
  { zh: '和田澪', en: 'WADA Mio', mail: 'wada@example.org', role: 'chair' },
] as const;
const judgesFile = ['heat,name_zh,name_en,email,language,role', ...judges.map(({ zh, en, mail, role }) => `${heat},${zh},${en},${mail},en,${role}`)].join('\r\n');

/** Marks for the six criteria; the keyboard's 0 is ten. Means 8.5, 8, 7.5, 7, 6.5, 9 by weights 2.5, 2, 2, 1, 1.5, 1. */
const firstMarks = [9, 8, 7, 6, 5, 10];
const secondMarks = [8, 8, 8, 8, 8, 8];
const figure = '78.00';

test.setTimeout(480 * seconds);

test('from the edition file to the published result', async ({
  page, anotherPage, server, signIn, language, words, picture, expectAccessible,
}) => {
  const organizer = page;
  const number = { value: '' };
  const at = (path: string) => `${server.address}${path}`;
  const manage = (path: string) => organizer.goto(`/app/editions/${edition}${path}`);
  const visited = async (name: string, of: Page) => {
    await expect(of.getByRole('heading', { level: 1 })).toBeVisible();
    await expectNoSidewaysScroll(of);
    await picture(`job-${name}`, of);
    await expectAccessible(of);
  };
  const confirm = (of: Page, action: string) => of.getByRole('dialog').getByRole('button', { name: action, exact: true }).click();

  const deadline = await test.step('the organizer imports an edition file', async () => {
    await signIn('organizer');
    const instant = new Date(Date.now() + untilDeadline);
    await importEdition(organizer, words, instant, edition);
    await expect(organizer.getByRole('heading', { level: 1, name: called.edition[language] })).toBeVisible();
    return instant;
  });

  const team = await anotherPage();
  await test.step('a new team comes from the start page, signs in by mail and fills the form in both languages', async () => {
    await team.goto(at('/'));
    await team.getByRole('link', { name: words('pages:home.enter'), exact: true }).last().click();
    await expect(team).toHaveURL(/\/app\/sign-in/);
    await signInByMail(team, server, words, teamMail);
    await team.getByRole('button', { name: words('team:calls.start') }).click();
    for (const key of ['title', 'team', 'summary'] as const) {
      await answer(team, called[key][language], '中文').fill(entry[key].zh);
      await answer(team, called[key][language], 'English').fill(entry[key].en);
    }
    await expectReceived(team, words);
    const slot = team.getByTestId('slot-deck');
    const deck = { name: 'bridge.pdf', mimeType: 'application/pdf', buffer: pdf('The sound below the bridge') };
    await chooseFile(team, slot.getByRole('button', { name: words.pattern('team:files.choose') }), deck);
    await expect(slot.getByRole('link', { name: 'bridge.pdf' })).toBeVisible();
  });

  const receipt = await test.step('it checks and submits with an impatient double click, and gets one receipt', async () => {
    await team.getByRole('link', { name: words('team:tasks.check') }).first().click();
    await expect(team.getByText(entry.summary[language])).toBeVisible();
    await team.getByRole('button', { name: words('team:check.submit'), exact: true }).dblclick();
    await expect(team.getByRole('heading', { level: 1, name: words('team:receipt.title') })).toBeVisible();
    expect(Date.now(), 'submitted before the deadline').toBeLessThan(deadline.getTime());
    const article = team.getByRole('article');
    const fact = (name: string) => article.getByText(words(`receipt:${name}`), { exact: true }).locator('xpath=following-sibling::dd');
    number.value = (await article.getByText(/^C26-\d{5}$/).textContent()) ?? '';
    await expect(fact('version')).toHaveText('1');
    // Both times in the zone of the edition, and for a reader elsewhere in the zone of the device too.
    for (const time of ['arrived', 'recorded']) {
      await expect(fact(time)).toContainText(words('shell:time.beijing'));
      await expect(fact(time)).toContainText(/\d{2}:\d{2}:\d{2}/);
      if (language === 'en') await expect(fact(time)).toContainText('Paris time');
    }
    await expect(fact('mailed')).toHaveText(teamMail);
    const fingerprint = (await fact('fingerprint').textContent()) ?? '';
    expect(fingerprint).toMatch(/^sha256:[0-9a-f]{64}$/);
    return { fingerprint };
  });

  await test.step('the receipt came by mail too, once', async () => {
    const mail = await mailTo(server.data, teamMail, number.value);
    expect(mail.text).toContain(receipt.fingerprint);
    expect(mail.text).toContain(entry.title[language]);
    expect(await mailsTo(server.data, teamMail, number.value)).toHaveLength(1);
  });

  const printed = await test.step('the organizer seats three judges and prints a code for the first', async () => {
    await organizer.getByRole('link', { name: words('organizer:nav.judges'), exact: true }).click();
    const file = textFile('judges.csv', 'text/csv', judgesFile);
    await chooseFile(organizer, organizer.getByRole('button', { name: words('organizer:judgeImport.choose') }), file);
    await organizer.getByRole('button', { name: words('organizer:judgeImport.action'), exact: true }).click();
    await expect(organizer.getByText(words('organizer:judgeImport.summary', { added: 3, updated: 0, unchanged: 0, refused: 0 }))).toBeVisible();
    await visited('judges', organizer);
    await organizer.getByRole('button', { name: words('organizer:code.issueFor', { name: judges[0][language] }) }).click();
    await confirm(organizer, words('organizer:code.issue'));
    const shown = organizer.getByRole('dialog').getByText(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);
    await expect(shown).toBeVisible();
    await picture('job-printed-code', organizer);
    await expectAccessible(organizer);
    const code = (await shown.textContent()) ?? '';
    await organizer.getByRole('dialog').getByRole('button', { name: words('organizer:code.done') }).click();
    return code;
  });

  await test.step('while the call is open the heat stays shut', async () => {
    await organizer.getByRole('link', { name: words('organizer:nav.heat'), exact: true }).click();
    await visited('heat-planned', organizer);
    await organizer.getByRole('button', { name: words('organizer:heat.open') }).click();
    await confirm(organizer, words('organizer:heat.open'));
    await expect(organizer.getByRole('dialog').getByRole('alert')).toContainText(words('staffProblems:call_still_open'));
    await picture('job-heat-too-early', organizer);
    await expectAccessible(organizer);
    await organizer.getByRole('dialog').getByRole('button', { name: words('shell:dialog.cancel') }).click();
  });

  await test.step('until judging opens, there is time to look at every page', async () => {
    await visited('receipt', team);
    await team.goto(at(`/app/team/entries/${number.value}`));
    await visited('entry-submitted', team);
    await team.goto(at(`/app/team/entries/${number.value}/check`));
    await visited('check-submitted', team);
    await team.goto(at('/app/team'));
    await visited('entries', team);
    await manage('');
    await visited('overview', organizer);
    await manage('/entries');
    await visited('entries-of-edition', organizer);
    await organizer.getByRole('link', { name: entry.title[language] }).click();
    await expect(organizer.getByText(receipt.fingerprint)).toHaveCount(1);
    await expect(organizer.getByRole('rowheader', { name: '1', exact: true })).toBeVisible();
    await expect(organizer.getByRole('rowheader', { name: '2', exact: true })).toHaveCount(0);
    await visited('entry-of-edition', organizer);
    await organizer.goto('/app/editions');
    await visited('editions', organizer);
    await organizer.goto('/app/editions/import');
    await visited('import', organizer);
  });

  await test.step('after the deadline the team can only read', async () => {
    await wait(Math.max(0, deadline.getTime() - Date.now()) + seconds);
    await team.goto(at(`/app/team/entries/${number.value}`));
    await expect(team.getByText(words('team:deadline.closed'))).toBeVisible();
    await expect(answer(team, called.title[language], '中文')).not.toBeEditable();
    await expect(team.getByRole('link', { name: words('team:tasks.check') })).toHaveCount(0);
    await visited('entry-closed', team);
  });

  await test.step('when nothing in time can still come, the organizer opens the heat', async () => {
    await wait(Math.max(0, deadline.getTime() + settling - Date.now()));
    await manage(`/heats/${heat}`);
    await organizer.getByRole('button', { name: words('organizer:heat.open') }).click();
    await confirm(organizer, words('organizer:heat.open'));
    await expect(organizer.getByText(words('organizer:heat.states.open'), { exact: true })).toBeVisible();
  });

  await test.step('a judge signs in with the printed code and scores six criteria with seven keys', async () => {
    const judge = await anotherPage();
    await judge.goto(at('/app/sign-in'));
    await judge.getByRole('button', { name: words('signIn:printedOffer') }).click();
    await judge.getByLabel(words('signIn:printed')).fill(printed.toLowerCase().replaceAll('-', ' '));
    await picture('job-sign-in-printed', judge);
    await judge.getByRole('button', { name: words('signIn:enter'), exact: true }).click();
    await judge.getByRole('link', { name: words('judge:queue.start') }).click();
    await expect.poll(() => judge.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('radio');
    await expectAccessible(judge);
    await picture('job-sheet', judge);
    let keys = 0;
    for (const mark of firstMarks) {
      await judge.keyboard.press(String(mark % 10));
      keys += 1;
    }
    await judge.keyboard.press('Enter');
    keys += 1;
    expect(keys).toBe(7);
    await expect(judge.getByText(words('judge:queue.allDone'))).toBeVisible();
    await visited('queue-done', judge);
    await judge.context().close();
  });

  await test.step('another follows the link of a mail and scores with seven clicks or taps', async () => {
    const judge = await anotherPage();
    const mails = await mailsTo(server.data, judges[1].mail);
    expect(mails.map(({ text }) => text).join()).toContain(called.heat.en);
    await judge.goto(at('/app/sign-in'));
    await judge.getByLabel(words('signIn:email')).fill(judges[1].mail);
    await judge.getByRole('button', { name: words('signIn:send') }).click();
    await expect(judge.getByLabel(words('signIn:code'))).toBeVisible();
    const subject = /^\S+( \S+)*/.exec(language === 'zh' ? '验证码' : 'sign-in code')![0];
    await judge.goto(linkIn(await mailTo(server.data, judges[1].mail, subject)));
    await judge.reload(); // the address differs behind the hash alone
    await picture('job-sign-in-link', judge);
    await judge.getByRole('button', { name: words('signIn:linkAction'), exact: true }).click();
    await judge.getByRole('link', { name: words('judge:queue.start') }).click();
    for (const [index, mark] of secondMarks.entries()) {
      // A wide screen shows all criteria, a phone the one to be marked.
      const cells = judge.getByRole('radio', { name: String(mark), exact: true });
      await expect(cells.first()).toBeVisible();
      await (await cells.count() > 1 ? cells.nth(index) : cells).click();
    }
    await judge.getByRole('button', { name: words('judge:sheet.submitNext') }).click();
    await expect(judge.getByText(words('judge:queue.allDone'))).toBeVisible();
    await judge.context().close();
  });

  await test.step('the third sheet is missing: the heat does not close and names it; waived with a reason, it does', async () => {
    await organizer.reload();
    const missing = organizer.getByRole('region', { name: words('organizer:missing.title', { count: 1 }) });
    await expect(missing).toContainText(judges[2][language]);
    await expect(missing).toContainText(number.value);
    await organizer.getByRole('button', { name: words('organizer:heat.close') }).click();
    const dialog = organizer.getByRole('dialog');
    await expect(dialog).toContainText(words('organizer:heat.closeMissing', { count: 1 }));
    await confirm(organizer, words('organizer:heat.close'));
    await expect(dialog.getByRole('alert')).toContainText(words('staffProblems:sheets_missing'));
    await picture('job-close-blocked', organizer);
    await expectAccessible(organizer);
    await dialog.getByRole('button', { name: words('shell:dialog.cancel') }).click();

    await missing.getByRole('checkbox', { name: words('organizer:missing.choose', { judge: judges[2][language], number: number.value }) }).check();
    await missing.getByRole('button', { name: words('organizer:waiver.action', { count: 1 }) }).click();
    const waive = dialog.getByRole('button', { name: words('organizer:waiver.confirm'), exact: true });
    await expect(waive).toBeDisabled();
    await dialog.getByLabel(words('organizer:reason')).fill('Fell ill on the day · 当日因病缺席');
    await waive.click();
    await expect(organizer.getByRole('table', { name: words('organizer:waiver.list') })).toContainText('当日因病缺席');
    await visited('heat-waived', organizer);
    await organizer.getByRole('button', { name: words('organizer:heat.close') }).click();
    await confirm(organizer, words('organizer:heat.close'));
  });

  await test.step('the standing shows figure and rank, and the award is given from it', async () => {
    await expect(organizer.getByRole('heading', { level: 1, name: words('organizer:standing.of', { heat: called.heat[language] }) })).toBeVisible();
    const line = organizer.getByRole('row').filter({ hasText: number.value });
    await expect(line.getByRole('cell').first()).toHaveText('1');
    await expect(line.getByText(figure, { exact: true })).toBeVisible();
    await expect(line.getByRole('cell').last()).toHaveText('2 / 3');
    await visited('standing', organizer);
    await organizer.getByRole('link', { name: words('organizer:nav.awards'), exact: true }).click();
    await organizer.getByRole('button', { name: words('organizer:awards.giveName', { number: number.value }) }).click();
    await organizer.getByRole('dialog').getByRole('radio', { name: called.first[language] }).check();
    await picture('job-award-dialog', organizer);
    await confirm(organizer, words('organizer:awards.give'));
    const standing = organizer.getByRole('table', { name: words('organizer:awards.standing') });
    await expect(standing.getByRole('row').filter({ hasText: number.value }).getByText(called.first[language])).toBeVisible();
  });

  const results = `/results/${edition}`;
  const reader = await anotherPage('plain');
  const publicPage = async () => {
    const answer = await reader.request.get(at(results));
    return `${answer.status()} ${await answer.text()}`;
  };
  const before = await publicPage();
  const officers = await Promise.all(['one', 'two'].map(async (name) => {
    const mail = `officer-${name}@example.org`;
    await server.command('grant', 'officer', mail, '--edition', edition, '--name-zh', `签发人${name}`, '--name-en', `Officer ${name}`);
    return { mail, link: await server.command('sign-in-link', mail, '--public-url', server.address), page: await anotherPage() };
  }));
  const [proposer, confirmer] = officers as [typeof officers[0] & object, typeof officers[0] & object];
  for (const officer of officers) {
    await officer.page.goto(officer.link);
    await officer.page.getByRole('button', { name: words('signIn:linkAction'), exact: true }).click();
    await expect(officer.page.getByRole('heading', { level: 1, name: words('organizer:publication.title') })).toBeVisible();
  }
  const card = (of: Page) => of.getByRole('article', { name: words('organizer:publication.number', { number: 1 }) });

  const instant = await test.step('one officer proposes the instant, and cannot confirm', async () => {
    const officer = proposer.page;
    await expect(officer.getByRole('rowheader', { name: entry.title[language] })).toBeVisible();
    await visited('publication-draft', officer);
    // Whole minutes, in the zone of the edition; enough of the first one for another officer to come.
    const minute = 60 * seconds;
    const at = new Date(Math.ceil((Date.now() + 30 * seconds) / minute) * minute);
    const local = new Date(at.getTime() + 8 * 60 * minute).toISOString().slice(0, 16);
    await officer.getByLabel(words.pattern('organizer:propose.at')).fill(local);
    await officer.getByRole('button', { name: words('organizer:propose.action'), exact: true }).click();
    await picture('job-propose-dialog', officer);
    await confirm(officer, words('organizer:propose.action'));
    await expect(card(officer)).toContainText(words('organizer:publication.waits'));
    await expect(card(officer).getByRole('button', { name: words('organizer:publication.confirm'), exact: true })).toHaveCount(0);
    await expect(card(officer).getByRole('button', { name: words('organizer:publication.stop'), exact: true })).toBeVisible();
    return at;
  });

  await test.step('nor by going round the page', async () => {
    const status = await proposer.page.evaluate(async (slug) => {
      const list = await fetch(`/api/editions/${slug}/publications`).then((answer) => answer.json() as Promise<{ publications: { id: string; list_hash: string }[] }>);
      const { id, list_hash } = list.publications[0]!;
      const answer = await fetch(`/api/editions/${slug}/publications/${id}/confirm`, {
        method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ list_hash }),
      });
      return `${answer.status} ${((await answer.json()) as { code: string }).code}`;
    }, edition);
    expect(status).toBe('409 same_officer');
  });

  await test.step('another officer confirms', async () => {
    const officer = confirmer.page;
    await officer.reload();
    await card(officer).getByRole('button', { name: words('organizer:publication.confirm'), exact: true }).click();
    await expect(officer.getByRole('dialog')).toContainText(words('organizer:publication.confirmBody', { count: 1 }));
    await confirm(officer, words('organizer:publication.confirm'));
    await expect(card(officer)).toContainText(words('organizer:publication.states.confirmed'));
    expect(Date.now(), 'confirmed before the instant').toBeLessThan(instant.getTime());
  });

  await test.step('until the instant the public page is the same to the byte', async () => {
    await reader.goto(at(results));
    await expect(reader.getByRole('heading', { level: 1, name: words('pages:results.not_yet') })).toBeVisible();
    await expect(reader.locator('body')).not.toContainText(number.value);
    await expect(reader.locator('body')).not.toContainText(entry.title[language]);
    await picture('job-results-before', reader);
    const sealed = await publicPage();
    if (Date.now() < instant.getTime()) expect(sealed).toBe(before);
    await visited('publication-confirmed', confirmer.page);
  });

  await test.step('at the instant the public reads who won, in both languages, without scripts', async () => {
    await wait(Math.max(0, instant.getTime() - Date.now()) + seconds);
    const other = language === 'zh' ? 'en' : 'zh';
    for (const shown of [language, other] as const) {
      const said = wordsOf(shown);
      if (shown === language) await reader.reload();
      else await reader.getByRole('link', { name: words('pages:other.name'), exact: true }).click();
      await expect(reader.locator('html')).toHaveAttribute('lang', { zh: 'zh-Hans', en: 'en' }[shown]);
      await expect(reader.getByRole('heading', { level: 1, name: said('pages:results.heading') })).toBeVisible();
      await expect(reader.getByRole('heading', { level: 2, name: called.first[shown] })).toBeVisible();
      const winner = reader.getByRole('listitem').filter({ hasText: number.value });
      await expect(winner).toContainText(entry.title.zh);
      await expect(winner).toContainText(entry.title.en);
      await expect(winner).toContainText(entry.team[shown]);
      await picture(`job-results-${shown}`, reader);
    }
    await organizer.goto(at(results));
    await visited('results', organizer);
    await organizer.goto(at('/'));
    await expect(organizer.getByRole('link', { name: words('pages:home.results') })).toBeVisible();
    await visited('home-published', organizer);
  });

  await test.step('inside, the list is public and the awards are locked', async () => {
    await confirmer.page.reload();
    await expect(card(confirmer.page)).toContainText(words('organizer:publication.states.public'));
    await visited('publication-public', confirmer.page);
    await manage('/awards');
    await expect(organizer.getByText(words('organizer:awards.locked'))).toBeVisible();
    await visited('awards-locked', organizer);
  });
});
