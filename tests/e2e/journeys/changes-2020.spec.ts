// What is changed in the competition of 2020 after it was settled: a draft and its division, the rules of an edition, the
// places of those who go on, and a list that is public already.
import type { Locator, Page } from '@playwright/test';
import { at, edition, expect, minute, test } from '../at-scale.ts';
import { pdf } from '../pdf.ts';
import { chooseFile, textFile } from '../verbs.ts';

const numbered = /W20-\d{5}/;
const press = (of: Page | Locator, name: string) => of.getByRole('button', { name, exact: true }).click();

/** Presses what asks in a dialog, says there what it wants to know, and confirms. */
async function act(of: Page, action: string, said: Record<string, string> = {}, confirmed = action): Promise<void> {
  await press(of, action);
  for (const [label, text] of Object.entries(said)) await of.getByRole('dialog').getByLabel(label).fill(text);
  await press(of.getByRole('dialog'), confirmed);
}

async function numbersIn(rows: Locator): Promise<string[]> {
  await expect(rows.first()).toBeVisible();
  return (await rows.allTextContents()).flatMap((text) => numbered.exec(text)?.[0] ?? []);
}

// What both devices share is walked by the other journeys of this size.
test.use({ walkedIn: ['en-phone'] });

test.describe('while the call is open', () => {
  test.use({ demonstration: at('call') });

  test('a team takes its deck out of the draft again, and headquarters give its entry another division', async ({
    page, anotherPage, signIn, language, words, visited, confirm,
  }) => {
    const team = page;
    const europe = { zh: '欧洲赛区', en: 'Europe' }[language];
    const slot = team.getByTestId('slot-deck');

    const number = await test.step('the deck goes after asking, is gone after a reload, and the check misses it', async () => {
      await signIn('team');
      await team.goto('/app/team');
      await team.getByRole('link', { name: words('team:entries.open') }).first().click();
      await slot.getByRole('button', { name: words.pattern('team:files.removeName') }).click();
      await visited('remove-deck');
      await confirm(team, words('team:files.remove'));
      await expect(slot.getByRole('link')).toHaveCount(0);
      await team.reload();
      await expect(slot.getByRole('button', { name: words('team:files.choose') })).toBeVisible();
      const number = numbered.exec(team.url())![0];
      await team.getByRole('link', { name: words.pattern('team:tasks.check') }).first().click();
      await expect(team.getByRole('group', { name: words('team:check.blocked', { count: 1 }) })).toContainText(words('problems:file_missing'));
      await visited('check-without-deck');
      return number;
    });

    await test.step('headquarters move the entry, not without a reason, and the team reads where it competes', async () => {
      const organizer = await anotherPage();
      await signIn('organizer', organizer);
      await organizer.goto(`/app/editions/${edition}/entries/${number}`);
      await press(organizer, words('entries:move.action'));
      const dialog = organizer.getByRole('dialog');
      await dialog.getByLabel(words('entries:move.division')).selectOption({ label: europe });
      await expect(dialog.getByRole('button', { name: words('entries:move.confirm'), exact: true })).toBeDisabled();
      await dialog.getByLabel(words('organizer:reason')).fill('团队与承办单位都同意 · Team and host agree');
      await visited('move-entry', organizer);
      await confirm(organizer, words('entries:move.confirm'));
      await expect(organizer.getByRole('status').filter({ hasText: words('entries:move.done', { division: europe }) })).toBeVisible();
      await expect(organizer.getByText('Team and host agree')).toBeVisible();
      await team.goto('/app/team');
      await expect(team.getByRole('article').or(team.getByRole('listitem')).filter({ hasText: number }).first()).toContainText(europe);
    });
  });
});

test.describe('while the divisions compete', () => {
  test.use({ demonstration: at('divisions') });
  const [first, second] = ['belt-road', 'greater-bay'];
  const reason = '名额空缺，由本赛区递补 · The empty place goes to this division';

  test('the rules are amended; a signed list comes in, and places go to those that the ranks alone would not have sent', async ({
    page, anotherPage, signIn, words, visited, confirm, menu,
  }) => {
    const organizer = page;
    const dialog = organizer.getByRole('dialog');
    const lines = organizer.getByRole('row').filter({ hasText: numbered });
    const decline = (number: string) => press(organizer, words('advancement:decline.name', { number }));

    await test.step('a wrong line of the edition file is named, nothing that was typed is lost, and put right it is recorded', async () => {
      await signIn('organizer');
      await organizer.goto(`/app/editions/${edition}`);
      await menu(organizer, 'file');
      const box = organizer.getByLabel(words('editionFile:text'), { exact: true });
      await expect(box).toHaveValue(/from-greater-bay/);
      const right = (await box.inputValue())
        .replace(`from = "${first}"\nto = "semi-final"\nquota = 3`, `from = "${first}"\nto = "semi-final"\nquota = 11`)
        .replace(`from = "${second}"\nto = "semi-final"\nquota = 3`, '$&\nwildcards = 1')
        .concat('\n[[routes]]\nkey = "by-hand"\nfrom = "direct"\nto = "semi-final"\nquota = 1\n');
      const wrong = right.replace('from = "direct"\nto = "semi-final"', 'from = "direct"\nto = "semi-finale"');
      const line = wrong.split('\n').findIndex((text) => text.includes('semi-finale')) + 1;
      await box.fill(wrong);
      await press(organizer, words('editionFile:amend.check'));
      await expect(organizer.getByRole('alert')).toContainText(words('staffProblems:unknown_key', { key: 'semi-finale' }));
      await visited('file-wrong');
      await press(organizer, words('editionFile:findings.line', { line }));
      await expect(box).toBeFocused();
      expect(await box.evaluate((of: HTMLTextAreaElement) => of.value.slice(of.selectionStart, of.selectionEnd))).toBe('to = "semi-finale"');
      await organizer.reload();
      await expect(box).toHaveValue(wrong);
      await box.fill(right);
      await press(organizer, words('editionFile:amend.check'));
      await expect(organizer.getByRole('table', { name: words('editionFile:changes.count', { count: 3 }) })).toContainText('routes.from-belt-road.quota');
      await organizer.getByLabel(words('editionFile:amend.reason'), { exact: true }).fill('组委会第三次会议 · The third meeting of the committee');
      await visited('file-changes');
      await act(organizer, words('editionFile:amend.action'));
      await expect(organizer.getByText(words('editionFile:amend.done'))).toBeVisible();
      await expect(organizer.getByRole('region', { name: words('editionFile:history.title') }).getByRole('listitem').first()).toContainText('The third meeting of the committee');
      await visited('file-amended');
    });

    await test.step('a host hands in again with a scan that has to be a PDF; headquarters open the very file and accept', async () => {
      const host = await anotherPage();
      await signIn('other_host', host);
      await host.goto(`/app/editions/${edition}/heats/${first}/report`);
      await act(host, words('report:handIn.action'));
      const list = host.getByRole('region', { name: words('report:scan.title') });
      await chooseFile(host, list.getByRole('button', { name: words('report:scan.choose') }), { name: 'signed.pdf', mimeType: 'application/pdf', buffer: pdf('Signed') });
      await expect(host.getByRole('article').first().getByRole('link', { name: /signed\.pdf/ })).toBeVisible();
      await chooseFile(host, list.getByRole('button', { name: words('report:scan.replace') }), textFile('photo.pdf', 'application/pdf', 'a photograph'));
      await expect(list.getByRole('alert')).toContainText(words('problems:file_not_pdf'));
      await expect(list.getByRole('alert')).toContainText(words('report:scan.kept'));
      await visited('scan', host);
      await organizer.goto(`/app/editions/${edition}/heats/${first}/advancement`);
      await organizer.getByRole('link', { name: words('advancement:toReport') }).click();
      const coming = organizer.waitForEvent('download');
      await organizer.getByRole('article').first().getByRole('link', { name: /signed\.pdf/ }).click();
      expect((await (await coming).createReadStream().then((read) => read.toArray())).join('')).toBe(pdf('Signed').toString());
      await act(organizer, words('report:answer.accept'));
      await organizer.getByRole('link', { name: words('report:toAdvancement') }).click();
    });

    const declined = await test.step('two decline, one of them takes it back, and a place stays empty', async () => {
      const [one = '', other = ''] = await numbersIn(lines);
      await decline(one);
      await decline(other);
      const wishes = organizer.getByRole('region', { name: words('advancement:wish.title') });
      await expect(wishes.getByRole('listitem')).toHaveCount(2);
      await wishes.getByRole('listitem').filter({ hasText: one }).getByRole('button').click();
      await expect(organizer.getByRole('region', { name: words('advancement:vacant') })).toContainText(words.pattern('advancement:reallocate.lead', { count: 1 }));
      await act(organizer, words('advancement:send.action'));
      await expect(organizer.getByText(words('advancement:record.total', { count: 10 }))).toBeVisible();
      expect(await numbersIn(lines)).not.toContain(other);
      return other;
    });

    await test.step('another division: a decline ends its tie, the empty place is given to it, and a wildcard goes beside', async () => {
      await organizer.goto(`/app/editions/${edition}/heats/${second}/report`);
      await act(organizer, words('report:answer.accept'));
      await organizer.getByRole('link', { name: words('report:toAdvancement') }).click();
      const ranked = await numbersIn(lines);
      await expect(organizer.getByRole('heading', { name: words('advancement:blockers') })).toBeVisible();
      await decline(ranked[2]!);
      await expect(organizer.getByRole('heading', { name: words('advancement:blockers') })).toHaveCount(0);
      const empty = { [words('advancement:reallocate.places')]: '1', [words('advancement:reallocate.reason')]: reason };
      await act(organizer, words('advancement:reallocate.action'), empty, words('advancement:reallocate.confirm'));
      const row = (number: string) => lines.filter({ hasText: number });
      const recommended = { [words('advancement:wildcard.reason')]: '评审团推荐 · Recommended by the panel' };
      await act(organizer, words('advancement:wildcard.name', { number: ranked[6]! }), recommended, words('advancement:wildcard.confirm'));
      await expect(organizer.getByRole('button', { name: words.pattern('advancement:wildcard.name') })).toHaveCount(0);
      await visited('plan');
      await act(organizer, words('advancement:send.action'));
      await expect(organizer.getByText(words('advancement:record.total', { count: 5 }))).toBeVisible();
      await expect(row(ranked[4]!).filter({ hasText: words('advancement:outcomes.reallocated') })).toContainText(reason);
      await expect(row(ranked[6]!).filter({ hasText: words('advancement:outcomes.wildcard') })).toContainText('Recommended by the panel');
      expect(await numbersIn(lines)).not.toContain(ranked[2]);
      await visited('record');
    });

    await test.step('whoever declined comes in by hand, once, and no further', async () => {
      await organizer.goto(`/app/editions/${edition}/heats/semi-final`);
      const unknown = { [words('advancement:admit.reason')]: '团队改变主意 · It has changed its mind', [words('advancement:admit.number')]: 'W20-00000' };
      await act(organizer, words('advancement:admit.action'), unknown, words('advancement:admit.confirm'));
      await expect(dialog.getByRole('alert')).toContainText(words('staffProblems:unknown_number'));
      await dialog.getByLabel(words('advancement:admit.number')).fill(declined);
      await confirm(organizer, words('advancement:admit.confirm'));
      await expect(organizer.getByRole('status').filter({ hasText: words('advancement:admit.done', { number: declined }) })).toBeVisible();
      await press(organizer, words('advancement:admit.action'));
      await expect(dialog).toContainText(words('advancement:admit.full'));
      await visited('admitted');
    });
  });
});

test.describe('when the results are out', () => {
  test.use({ demonstration: at('published') });
  const note = { zh: '一等奖得主放弃，奖项递补。', en: 'The first prize was declined and passed on.' };

  test('a prize is declined and passed on; the corrected list is stopped once, confirmed by another officer, and read by all', async ({
    page, anotherPage, server, signIn, language, words, visited, picture, confirm,
  }) => {
    const officer = page;
    const organizer = await anotherPage();
    const reader = await anotherPage('plain');
    const dialog = organizer.getByRole('dialog');
    const card = (of: Page, number: number) => of.getByRole('article', { name: words('organizer:publication.number', { number }) });
    const given = organizer.getByRole('table', { name: words('awards:given') });
    const publicPage = async () => (await reader.request.get(`${server.address}/${language}/results/${edition}`)).text();

    await test.step('the awards are locked until an officer begins a correction, for a reason', async () => {
      await signIn('organizer', organizer);
      await organizer.goto(`/app/editions/${edition}/awards`);
      await expect(organizer.getByText(words('organizer:awards.locked'))).toBeVisible();
      await signIn('officer');
      await officer.goto(`/app/editions/${edition}/publication`);
      await act(officer, words('versions:begin'), { [words('organizer:reason')]: '一等奖得主来函 · A letter of the winner' });
      await expect(card(officer, 1)).toContainText('A letter of the winner');
      await expect(officer.getByText(words('staffProblems:same_list'))).toBeVisible();
      await organizer.reload();
      await expect(given.getByRole('button').first()).toBeVisible();
    });

    const [winner, heir] = await test.step('one declines, and its place goes to who held none', async () => {
      const numbers = await numbersIn(organizer.getByRole('table', { name: words('organizer:awards.standing') }).getByRole('row').filter({ hasText: numbered }));
      const [winner = '', heir = ''] = [numbers[0], numbers.at(-1)];
      await act(organizer, words('awards:decline.name', { number: winner }), { [words('awards:decline.reason')]: '来函放弃 · By letter' }, words('awards:decline.confirm'));
      const line = given.getByRole('row').filter({ has: organizer.getByRole('rowheader').filter({ hasText: winner }) });
      await expect(line).toContainText(words('awards:states.declined'));
      await expect(line).toContainText(words('awards:staysVacant'));
      await act(organizer, words('organizer:awards.revokeName', { number: heir }), {}, words('organizer:awards.revoke'));
      await expect(line).toContainText(words('awards:nextIs', { numbers: heir }));
      await press(organizer, words('awards:passOn.name', { number: winner }));
      await expect(dialog).toContainText(words.pattern('awards:passOn.only'));
      await dialog.getByLabel(words('awards:passOn.reason')).fill('按名次递补 · Next in line');
      await visited('pass-on', organizer);
      await confirm(organizer, words('awards:passOn.confirm'));
      await expect(line).toContainText(words('awards:wentTo', { number: heir }));
      await expect(given.getByRole('row').filter({ hasText: words('awards:tookPlace', { number: winner }) })).toContainText(heir);
      await visited('passed-on', organizer);
      return [winner, heir] as const;
    });

    /** The list is proposed with what was wrong, for a whole minute to come in the zone of the edition. */
    const propose = async (after: number) => {
      const instant = new Date(Math.ceil((Date.now() + after) / minute) * minute);
      const button = officer.getByRole('button', { name: words('organizer:propose.action'), exact: true });
      await officer.getByLabel(words.pattern('organizer:propose.at')).fill(new Date(instant.getTime() + 8 * 60 * minute).toISOString().slice(0, 16));
      await expect(button).toBeDisabled();
      await officer.getByLabel(words('versions:noteZh'), { exact: true }).fill(note.zh);
      await officer.getByLabel(words('versions:noteEn'), { exact: true }).fill(note.en);
      await button.click();
      await expect(officer.getByRole('dialog')).toContainText(words('versions:removed', { count: 1 }));
      await visited('propose-corrected');
      await confirm(officer, words('organizer:propose.action'));
    };

    await test.step('the list says how it differs; once proposed it can be stopped, and the awards are open again at once', async () => {
      await officer.reload();
      await propose(10 * minute);
      await expect(card(officer, 2)).toContainText(words('organizer:publication.waits'));
      await organizer.reload();
      await expect(organizer.getByText(words('organizer:awards.locked'))).toBeVisible();
      await act(officer, words('organizer:publication.stop'), { [words('organizer:reason')]: '译名有误 · A name is misspelt' });
      await expect(card(officer, 2)).toContainText(words('organizer:publication.states.stopped'));
      await expect(card(officer, 2).getByRole('button')).toHaveCount(0);
      await organizer.reload();
      await expect(given.getByRole('button').first()).toBeVisible();
    });

    await test.step('proposed anew, another officer confirms, and from its instant everybody reads it and what was wrong', async () => {
      const before = await publicPage();
      expect(before).toContain(winner);
      await propose(minute);
      const second = await anotherPage();
      await signIn('second_officer', second);
      await second.goto(`/app/editions/${edition}/publication`);
      await press(card(second, 3), words('organizer:publication.confirm'));
      await expect(second.getByRole('dialog')).toContainText(note.en);
      await confirm(second, words('organizer:publication.confirm'));
      await expect(card(second, 3)).toContainText(words('organizer:publication.states.confirmed'));
      await expect.poll(publicPage, { timeout: 2 * minute, intervals: [1_000] }).not.toBe(before);
      await reader.goto(`/${language}/results/${edition}`);
      await expect(reader.getByRole('main')).toContainText(note[language]);
      await expect(reader.getByText(words('pages:difference.heading').replace('{n}', '1'))).toBeVisible();
      await expect(reader.getByRole('listitem').filter({ hasText: heir }).first()).toBeVisible();
      await picture('2020-results-corrected', reader);
    });
  });
});
