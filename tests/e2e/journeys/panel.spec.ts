// What happens around a panel, on the small demonstration: stepping aside, invitations, conflicts, assignments, figures from elsewhere, roles.
import type { Page } from '@playwright/test';
import { expect, test as walked } from '../at-scale.ts';
import { linkIn, mailsTo, mailTo } from '../mail.ts';
import { chooseFile, signInByMail, textFile } from '../verbs.ts';

const edition = 'demo';
const at = (path: string) => `/app/editions/${edition}/${path}`;
const [entered, readings] = [24, 2];
const numbered = /D26-\d{5}/;
const nowhere = 'D26-00000';
const called = { reading: { zh: '书面评审', en: 'Written round' }, machine: { zh: '性能测试', en: 'Benchmark' }, north: { zh: '北方赛区', en: 'The north' } };

const test = walked.extend({
  picture: async ({ picture }, use) => use((name, of) => picture(name.replace('2020-', 'panel-'), of)),
});

/** A round more in which two judges read each entry, one whose figures a machine makes, and a division. */
function more(): string {
  const after = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
  const named = (key: keyof typeof called) => `key = "${key}"\ntitle = { zh = "${called[key].zh}", en = "${called[key].en}" }`;
  const heat = (key: 'reading' | 'machine', kind: string) => `[[rounds]]\n${named(key)}\n[[heats]]\n${named(key)}\nround = "${key}"\ncontest = "open"
    opens_at = "${after(1)}"\ncloses_at = "${after(5)}"\nkind = ${kind}`;
  return `\n${heat('reading', `"scoring"\nreadings = ${readings}\njudged_as = "final"`)}\n${heat('machine', '"imported"\ndigits = 2')}
    [[divisions]]\n${named('north')}\nhost = { zh = "北方园区", en = "Northern Park" }\ndelivery = "remote"`;
}

async function amend(organizer: Page, origin: string): Promise<void> {
  const { text } = (await (await organizer.request.get(`/api/editions/${edition}/file`)).json()) as { text: string };
  const data = { text: text + more(), reason: 'Two rounds more' };
  await expect(await organizer.request.post(`/api/editions/${edition}/amendments`, { headers: { origin }, data })).toBeOK();
}

async function numbersOf(organizer: Page): Promise<[string, ...string[]]> {
  await organizer.goto(at('entries'));
  const rows = organizer.getByRole('row').filter({ hasText: numbered });
  await expect(rows).toHaveCount(entered);
  return (await rows.allTextContents()).map((text) => numbered.exec(text)![0]) as [string];
}

test('a judge steps aside from an entry, and nobody waits for that sheet any more', async ({ page: judge, anotherPage, signIn, language, words, visited, confirm, menu }) => {
  const [name, done, left] = [{ zh: '沈若川', en: 'SHEN Ruochuan' }[language], 12, entered - 1];
  const reason = '去年曾任该团队顾问 · I advised this team last year';
  const title = judge.getByRole('heading', { level: 1 });
  const goOn = judge.getByRole('link', { name: words('judge:queue.continue') });
  const number = await test.step('she says why, or cannot; then she is asked for one sheet less', async () => {
    await signIn('judge');
    await goOn.click();
    await expect(title).toHaveText(numbered);
    const number = numbered.exec((await title.textContent())!)![0];
    await judge.getByRole('button', { name: words('judge:recusal.open'), exact: true }).click();
    const dialog = judge.getByRole('dialog', { name: words('judge:recusal.title', { number }) });
    await expect(dialog.getByRole('button', { name: words('judge:recusal.action'), exact: true })).toBeDisabled();
    await dialog.getByLabel(words('judge:recusal.reason')).fill(reason);
    await visited('recusal');
    await confirm(judge, words('judge:recusal.action'));
    await expect(judge.getByText(words('judge:queue.count', { submitted: done, count: left }))).toBeVisible();
    await expect(judge.getByRole('listitem').filter({ hasText: number })).toContainText(words('judge:state.recused'));
    await expect(judge.getByRole('listitem').filter({ hasText: number }).getByRole('link')).toHaveCount(0);
    await visited('recused');
    await goOn.click();
    await expect(title).toHaveText(new RegExp(`^(?!.*${number}).*D26-`));
    return number;
  });
  const organizer = await anotherPage();
  await test.step('the organizer misses a sheet less of hers, and reads why among the conflicts', async () => {
    await signIn('organizer', organizer);
    await menu(organizer, 'heat');
    const progress = organizer.getByRole('table', { name: words('organizer:heat.progress') }).getByRole('row').filter({ hasText: name });
    await expect(progress).toContainText(`${done} / ${left}`);
    await expect(progress.getByRole('cell').nth(2)).toHaveText('1');
    await organizer.getByLabel(words('heats:missingOf')).selectOption({ label: words('heats:judgeMisses', { name, count: left - done }) });
    await expect(organizer.getByRole('checkbox', { name: words.pattern('organizer:missing.choose', { judge: name }) })).toHaveCount(left - done);
    await expect(organizer.getByRole('checkbox', { name: words('organizer:missing.choose', { judge: name, number }) })).toHaveCount(0);
    await visited('recused-heat', organizer);
    await organizer.goto(at('judges/conflicts'));
    await organizer.getByLabel(words('judges:conflicts.source'), { exact: true }).selectOption('judge');
    for (const said of [name, reason, words('judges:conflicts.bars')]) await expect(organizer.getByRole('row').filter({ hasText: number })).toContainText(said);
    await visited('recused-conflicts', organizer);
  });
});

test('three are asked to read: one says no, a relation bars another, and the round opens once there are enough', async ({ page, anotherPage, server, signIn, language, words, visited, confirm }) => {
  const unsure = { zh: '方砚秋', en: 'FANG Yanqiu', mail: 'fang@example.org' };
  const willing = { zh: '奥拉夫·林德', en: 'Olaf LIND', mail: 'lind@example.org' };
  const silent = { zh: '和田澪', en: 'WADA Mio', mail: 'wada@example.org' };
  const dialog = page.getByRole('dialog');
  const press = (key: string, on = page) => on.getByRole('button', { name: words(key), exact: true }).click();
  const rowOf = (text: string) => page.getByRole('row').filter({ hasText: text });
  const inRoster = (mail: string) => rowOf(mail).filter({ has: page.getByRole('checkbox') });
  const figure = (key: string) => page.getByText(words(`assignment:figures.${key}`), { exact: true }).locator('xpath=following-sibling::dd');
  const isShut = () => expect(page.getByRole('button', { name: words('organizer:heat.open'), exact: true })).toBeDisabled();
  const stands = (key: 'current' | 'outdated') => expect(page.getByText(words(`assignment:${key}`), { exact: true })).toBeVisible();
  const invite = async (count: number) => {
    await page.getByRole('button', { name: words('judges:invite.all', { count }) }).click();
    await confirm(page, words('judges:invite.confirm'));
    await expect(page.getByText(words('judges:invite.done', { count }))).toBeVisible();
  };
  const follow = async (mail: string, judge: Page) => {
    await judge.goto(linkIn(await mailTo(server.data, mail)));
    await press('signIn:linkAction', judge);
  };
  const declare = async (who: typeof unsure, number: string) => {
    await page.goto(at('judges/conflicts'));
    await press('judges:conflicts.declare.action');
    await dialog.getByLabel(words('judges:conflicts.declare.judge')).selectOption({ label: `${who[language]} · ${who.mail}` });
    await dialog.getByLabel(words('judges:conflicts.declare.number')).fill(number);
    await dialog.getByLabel(words('judges:conflicts.declare.reason')).fill('曾共同发表论文 · They wrote a paper together');
    await confirm(page, words('judges:conflicts.declare.confirm'));
  };

  const [reader, other] = [await anotherPage(), await anotherPage()];
  await test.step('three are invited to a round more; by the mail one declines and one accepts', async () => {
    await signIn('organizer');
    await amend(page, server.address);
    await page.goto(at('judges'));
    const rows = [unsure, willing, silent].map(({ zh, en, mail }) => `reading,${zh},${en},${mail},en,judge`);
    const table = ['heat,name_zh,name_en,email,language,role', ...rows].join('\r\n');
    await chooseFile(page, page.getByRole('button', { name: words('organizer:judgeImport.choose') }), textFile('judges.csv', 'text/csv', table));
    await press('organizer:judgeImport.action');
    await page.getByLabel(words('judges:filter.heat'), { exact: true }).selectOption({ label: called.reading[language] });
    await invite(rows.length);
    await follow(unsure.mail, reader);
    await press('judge:invitation.decline', reader);
    await visited('declining', reader);
    await confirm(reader, words('judge:invitation.decline'));
    await expect(reader.getByText(words('judge:invitation.declined'))).toBeVisible();
    await expect(reader.getByText(words('judge:queue.emptyTitle'))).toHaveCount(0);
    await visited('declined', reader);
    await follow(willing.mail, other);
    await press('judge:invitation.accept', other);
    await expect(other.getByText(words('judge:invitation.accepted'))).toBeVisible();
  });
  await test.step('the organizer sees who answered what, and asks again who did not', async () => {
    await page.reload();
    for (const [{ mail }, state] of [[unsure, 'declined'], [willing, 'accepted'], [silent, 'sent']] as const) await expect(inRoster(mail)).toContainText(words(`judges:states.${state}`));
    await visited('answers');
    await page.getByLabel(words('judges:invitation'), { exact: true }).selectOption('sent');
    await invite(1);
    await expect.poll(async () => (await mailsTo(server.data, silent.mail)).length).toBe(2);
    expect(await mailsTo(server.data, unsure.mail)).toHaveLength(1);
  });
  const [first, last] = await numbersOf(page).then((numbers) => [numbers[0], numbers.at(-1)!] as const);
  await test.step('a relation bars one from an entry, which then has too few, and is named', async () => {
    await declare(willing, nowhere);
    await expect(dialog.getByRole('alert')).toContainText(words('staffProblems:unknown_number'));
    await dialog.getByLabel(words('judges:conflicts.declare.number')).fill(first);
    await confirm(page, words('judges:conflicts.declare.confirm'));
    await expect(rowOf(first)).toContainText(words('judges:conflicts.bars'));
    await page.goto(at('heats/reading'));
    await expect(page.getByRole('heading', { name: words('heats:panel', { count: 2 }) })).toBeVisible();
    await press('assignment:propose');
    await expect(page.getByRole('alert')).toContainText(words('staffProblems:too_few_judges', { number: first, needed: readings, eligible: 1 }));
    await expect(page.getByRole('alert').getByText(numbered)).toHaveCount(1);
    await visited('too-few');
  });
  await test.step('lifted for a reason it bars no more, and two read everything', async () => {
    await page.goto(at('judges/conflicts'));
    await page.getByRole('button', { name: words('judges:conflicts.lift.name', { judge: willing[language], number: first }) }).click();
    await dialog.getByLabel(words('judges:conflicts.lift.reason')).fill('十年前的事 · Ten years ago');
    await confirm(page, words('judges:conflicts.lift.confirm'));
    await expect(rowOf(first)).toContainText(words('judges:conflicts.liftedFor', { reason: '十年前的事 · Ten years ago' }));
    await page.goto(at('heats/reading'));
    await press('assignment:propose');
    await stands('current');
    for (const [key, value] of [['judges', '2'], ['barred', '0'], ['loads', '24']] as const) await expect(figure(key)).toHaveText(value);
    await visited('proposed');
  });
  await test.step('the first comes after all, barred from an entry: the proposal is outdated, and made again', async () => {
    await press('judge:invitation.accept', reader);
    await expect(reader.getByText(words('judge:invitation.accepted'))).toBeVisible();
    await declare(unsure, last);
    await expect(rowOf(last)).toBeVisible();
    await page.goto(at('heats/reading'));
    await stands('outdated');
    await isShut();
    await press('assignment:again');
    await stands('current');
    for (const [key, value] of [['judges', '3'], ['barred', '1'], ['loads', '16']] as const) await expect(figure(key)).toHaveText(value);
  });
  await test.step('once it is open she is told, and finds her sheets without that entry', async () => {
    await press('organizer:heat.open');
    await expect(dialog).toContainText(words('assignment:openBody', { count: entered * readings }));
    await confirm(page, words('organizer:heat.open'));
    await expect(page.getByText(words('organizer:heat.states.open'), { exact: true })).toBeVisible();
    expect((await mailTo(server.data, unsure.mail, called.reading.en)).text).toContain('16 entries');
    await reader.reload();
    await expect(reader.getByRole('listitem').filter({ hasText: numbered })).toHaveCount(16);
    await expect(reader.getByRole('listitem').filter({ hasText: last })).toHaveCount(0);
    await visited('reader', reader);
  });
});

test('figures from elsewhere are taken whole or not at all, each fault named by its line', async ({ page, server, signIn, language, words, visited, confirm }) => {
  const bring = async (lines: string[]) => {
    const file = textFile('scores.csv', 'text/csv', ['number,figure', ...lines].join('\r\n'));
    await chooseFile(page, page.getByRole('button', { name: words('awards:scores.choose') }), file);
    await page.getByRole('button', { name: words('awards:scores.action'), exact: true }).click();
    await confirm(page, words('awards:scores.action'));
  };
  await signIn('organizer');
  await amend(page, server.address);
  const numbers = await numbersOf(page);
  const [first, wrong, last] = [numbers[0], numbers.at(-2)!, numbers.at(-1)!];
  const sound = numbers.slice(0, -2).map((number, index) => `${number},${90 - index}.25`);
  await page.goto(at('heats/machine'));
  await bring([...sound, `${wrong},high`, `${nowhere},50`]);
  const fault = (line: number, number: string, code: string) => words('awards:scores.lineOf', { line, number, text: words(`staffProblems:${code}`) });
  const faults = [fault(entered, wrong, 'figure_malformed'), fault(entered + 1, nowhere, 'not_in_field'), words('staffProblems:entry_missing', { number: last })];
  await expect(page.getByRole('alert').getByRole('listitem')).toHaveText(faults);
  await expect(page.getByLabel(words('awards:scores.text'))).toHaveValue(/,high/);
  await visited('figures-refused');
  await bring([...sound, `${wrong},50.5`, `${last},`]);
  await expect(page.getByRole('heading', { level: 1, name: words('organizer:standing.of', { heat: called.machine[language] }) })).toBeVisible();
  for (const [number, figure] of [[first, '90.25'], [wrong, '50.50'], [last, words('organizer:standing.withheld')]] as const) await expect(page.getByRole('row').filter({ hasText: number })).toContainText(figure);
  await expect(page.getByRole('columnheader', { name: words('organizer:standing.sheets') })).toHaveCount(0);
  await visited('figures');
});

test('somebody is given roles and works, and can do nothing with one that was ended', async ({ page, anotherPage, server, signIn, language, words, visited, confirm, menu }) => {
  const newcomer = { name: '岑远', mail: 'cen.yuan@example.org' };
  const rowOf = (role: string) => page.getByRole('row').filter({ hasText: newcomer.mail }).filter({ hasText: words(`people:roles.${role}`) });
  const give = async (role: string, until = '') => {
    await page.getByRole('radio', { name: words(`people:roles.${role}`) }).check();
    await page.getByLabel(words('people:give.email')).fill(newcomer.mail);
    await page.getByLabel(words('people:give.nameZh')).fill(newcomer.name);
    await page.getByLabel(words('people:give.until')).fill(until);
    await page.getByRole('button', { name: words('people:give.action'), exact: true }).click();
  };
  await signIn('organizer');
  await page.goto(at('people'));
  await expect(page.getByRole('radio', { name: words('people:roles.auditor') })).toBeVisible();
  await expect(page.getByRole('radio', { name: words('people:roles.host') })).toHaveCount(0);
  await amend(page, server.address);
  await page.reload();
  await give('host', '2020-01-01');
  for (const field of ['divisions', 'until']) await expect(page.getByRole('alert')).toContainText(words(`people:give.errors.${field}`));
  await visited('role-refused');
  await page.getByRole('checkbox', { name: called.north[language] }).check();
  for (const [role, until] of [['host', ''], ['screener', '2099-12-31'], ['auditor', '']] as const) {
    await give(role, until);
    await expect(rowOf(role)).toBeVisible();
  }
  await give('auditor');
  await expect(page.getByRole('alert')).toContainText(words('staffProblems:grant_exists'));
  await visited('roles');

  const other = await anotherPage();
  await signInByMail(other, server, words, newcomer.mail);
  await menu(other, 'audit');
  await expect(other.getByRole('row').filter({ hasText: words('organizer:audit.actions.give_grant') }).first()).toBeVisible();
  await rowOf('auditor').getByRole('button').click();
  await confirm(page, words('people:end'));
  await expect(rowOf('auditor')).toHaveCount(0);
  await other.reload();
  await expect(other.getByRole('heading', { level: 1 })).toHaveText(words.pattern('shell:state.forbidden.title'));
});
