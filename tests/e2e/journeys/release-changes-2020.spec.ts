// A release that does not go straight: a list that two confirmed is stopped, recalled, returned and signed anew, somebody is
// told in confidence and untold, and a vote ends between equals.
import type { Locator, Page } from '@playwright/test';
import { setTimeout as wait } from 'node:timers/promises';
import { at, expect, minute, test } from '../at-scale.ts';
import { linkIn, mailsTo } from '../mail.ts';
import { member } from '../member.ts';
import { pdf } from '../pdf.ts';
import { chooseFile } from '../verbs.ts';

const edition = 'release-2020';
const here = `/app/editions/${edition}`;
const numbered = /A20-\d{5}/;

const button = (of: Page | Locator, name: string | RegExp) => of.getByRole('button', { name, exact: true });
const press = (of: Page | Locator, name: string | RegExp) => button(of, name).click();
const dialog = (of: Page) => of.getByRole('dialog');
/** Says yes to what a dialog asks. */
const agree = async (of: Page, action: string) => {
  await press(dialog(of), action);
  await expect(dialog(of)).toHaveCount(0);
};
/** Presses a button and says yes in its dialog, which does nothing without the reason that it asks for. */
const act = async (of: Page, action: string, where: Page | Locator = of, reason?: [string, string]) => {
  await press(where, action);
  if (reason) {
    await expect(button(dialog(of), action)).toBeDisabled();
    await dialog(of).getByLabel(reason[0]).fill(reason[1]);
  }
  await agree(of, action);
};
const fill = async (of: Page | Locator, values: Record<string, string>) => {
  for (const [label, value] of Object.entries(values)) await of.getByLabel(label).fill(value);
};
const says = async (of: Locator, ...texts: string[]) => {
  for (const text of texts) await expect(of).toContainText(text);
};

// What both devices share is walked by the other journeys of this size.
test.use({ walkedIn: ['zh-desktop'] });

test.describe('while the list waits for the stage', () => {
  test.use({ demonstration: at('final') });
  const late = { zh: '深海观测网', en: 'An observatory on the sea floor' };
  const special = { zh: '特别推荐', en: 'Special recommendation' };
  const filming = { zh: '摄影师', en: 'The camerawoman', mail: 'camera@example.net' };
  const why = {
    stop: '舞台改期 · The stage has moved', recall: '需增补一项 · One line is to be added', exception: '评审后才到 · It came after the vote',
    back: '请核对名称 · Please check the names', untold: '不再拍摄 · Nothing is filmed any more', corrected: '单位名称有误 · A name is wrong', turned: '请写明检测机构 · Say who tested it', sound: '名称无误 · The name is right',
  };

  test('it is stopped and recalled, gains a line by two people, is returned and signed anew, and comes out to be corrected', async ({
    page: organizer, anotherPage, server, signIn, language, words, visited, menu,
  }) => {
    const signedIn = async (role: 'officer' | 'second_officer' | 'committee_chair', to: string) => {
      const one = await anotherPage();
      await signIn(role, one);
      await one.goto(`${here}/${to}`);
      return one;
    };
    const request = (of: Page, number: number) => of.getByRole('article', { name: words('approval:number', { number }), exact: true });
    const publication = (of: Page, number: number) => of.getByRole('article', { name: words('organizer:publication.number', { number }), exact: true });
    const officer = await signedIn('officer', 'publication');
    await test.step('an officer stops what two have confirmed, and the organizer recalls the approval', async () => {
      await act(officer, words('organizer:publication.stop'), publication(officer, 1), [words('organizer:reason'), why.stop]);
      await says(publication(officer, 1), words('organizer:publication.states.stopped'), why.stop);
      await signIn('organizer');
      await organizer.goto(`${here}/approval`);
      await act(organizer, words('approval:recall'), request(organizer, 1), [words('approval:reason'), why.recall]);
      await says(request(organizer, 1), words('approval:states.recalled'), why.recall);
    });

    const given = organizer.getByRole('table', { name: words('awards:given') }).getByRole('row').filter({ hasText: special[language] });
    await test.step('a place is made free, and two people give it by exception, not one alone', async () => {
      await menu(organizer, 'awards');
      await press(given.first(), words.pattern('organizer:awards.revokeName'));
      await agree(organizer, words('organizer:awards.revoke'));
      const propose = async () => {
        await press(organizer, words('approval:exceptions.propose'));
        await dialog(organizer).getByRole('radio', { name: words('approval:exceptions.special') }).check();
        await fill(dialog(organizer), { 中文: late.zh, English: late.en });
        await dialog(organizer).getByLabel(words('approval:exceptions.tier')).selectOption({ label: special[language] });
        await dialog(organizer).getByLabel(words('approval:exceptions.reason')).fill(why.exception);
        await agree(organizer, words('approval:exceptions.propose'));
        await expect(organizer.getByText(words('approval:exceptions.waits'))).toBeVisible();
      };
      await propose();
      await officer.goto(`${here}/approval`);
      await press(officer, words('approval:exceptions.withdrawName', { title: late[language] }));
      await dialog(officer).getByLabel(words('approval:exceptions.reason')).fill(why.turned);
      await agree(officer, words('approval:exceptions.withdraw'));
      await visited('changes-turned-down', officer);
      await organizer.reload();
      await expect(organizer.getByText(why.turned)).toBeVisible();
      await propose();
      await expect(button(organizer, words('approval:exceptions.confirmName', { title: late[language] }))).toHaveCount(0);
      await expect(given).toHaveCount(3);
      await officer.reload();
      await press(officer, words('approval:exceptions.confirmName', { title: late[language] }));
      await agree(officer, words('approval:exceptions.confirm'));
      await expect(officer.getByRole('region', { name: words('approval:exceptions.title') })).toContainText(words('approval:exceptions.confirmedBy'));
      await organizer.reload();
      await expect(given.filter({ hasText: late[language] })).toBeVisible();
    });

    const ask = async (number: number) => {
      await menu(organizer, 'approval');
      await act(organizer, words('approval:request'));
      await says(request(organizer, number), words('approval:states.requested'));
    };
    await test.step('the chair returns the list for a reason, then approves it, and the Organizing Committee signs on paper', async () => {
      await ask(2);
      const chair = await signedIn('committee_chair', 'approval');
      await visited('changes-return', chair);
      await act(chair, words('approval:giveBack'), request(chair, 2), [words('approval:reason'), why.back]);
      await organizer.reload();
      await says(request(organizer, 2), words('approval:ended.returned'), why.back);
      await ask(3);
      await chair.reload();
      await act(chair, words('approval:approve'));
      await officer.goto(`${here}/publication`);
      await expect(officer.getByText(words('organizer:publication.blockers'))).toBeVisible();
      await organizer.reload();
      const code = /[0-9a-f]{12}/.exec((await request(organizer, 3).locator('.print-only strong.mono').textContent()) ?? '')![0];
      await chooseFile(organizer, button(organizer, words('approval:scan.choose')), { name: 'signed.pdf', mimeType: 'application/pdf', buffer: pdf('Signed anew') });
      const paper = { code, document: '组委会〔2020〕13 号', date: '2020-11-20', signers: '秘书长 Secretary General' };
      await fill(organizer, Object.fromEntries(Object.entries(paper).map(([key, value]) => [words(`approval:register.${key}`), value])));
      await act(organizer, words('approval:register.action'));
      await says(request(organizer, 3), words('approval:states.approved'));
    });

    await test.step('a camerawoman is invited, told more, and untold, and each time reads what holds', async () => {
      await menu(organizer, 'confided');
      await press(organizer, words('confided:tell.outsider'));
      const { zh, en, mail } = filming;
      await fill(dialog(organizer), { [words('confided:tell.nameZh')]: zh, [words('confided:tell.nameEn')]: en, [words('confided:tell.email')]: mail });
      for (const choice of ['levels.invited', 'tell.some']) await dialog(organizer).getByRole('radio', { name: words(`confided:${choice}`) }).check();
      await expect(button(dialog(organizer), words('confided:tell.confirm'))).toBeDisabled();
      const number = numbered.exec(await dialog(organizer).getByRole('group', { name: words('confided:tell.entries') }).innerText())![0];
      await dialog(organizer).getByRole('checkbox', { name: number }).check();
      await visited('changes-tell', organizer);
      await agree(organizer, words('confided:tell.confirm'));
      const row = organizer.getByRole('row').filter({ hasText: filming[language] });
      const outsider = await anotherPage();
      const follow = async (count: number) => {
        await expect.poll(async () => (await mailsTo(server.data, mail)).length, { timeout: minute / 2 }).toBe(count);
        await outsider.goto('about:blank');
        await outsider.goto(linkIn((await mailsTo(server.data, mail)).at(-1)!));
        await outsider.getByRole('checkbox', { name: words('confided:pledge.agree') }).check();
        await expect(outsider.getByText(number)).toHaveCount(0);
        if (count > 1) await visited('changes-more', outsider);
        await press(outsider, words('confided:pledge.open'));
      };
      await follow(1);
      await expect(outsider.getByText(words('confided:outside.invited'))).toBeVisible();
      await organizer.reload();
      await says(row, words('confided:states.opened'));
      await press(row, words('confided:raise.action'));
      await dialog(organizer).getByRole('radio', { name: words('confided:levels.exact_tier') }).check();
      await agree(organizer, words('confided:raise.action'));
      await follow(2);
      await expect(outsider.getByText(number)).toBeVisible();
      const lost = linkIn((await mailsTo(server.data, mail)).at(-1)!);
      await press(row, words('confided:remind.action'));
      await expect(dialog(organizer)).toContainText(words('confided:remind.link', { email: mail }));
      await agree(organizer, words('confided:remind.action'));
      await expect.poll(async () => (await mailsTo(server.data, mail)).length, { timeout: minute / 2 }).toBe(3);
      for (const [link, shown] of [[lost, words('confided:linkEnded')], [linkIn((await mailsTo(server.data, mail)).at(-1)!), number]] as const) {
        await outsider.goto('about:blank');
        await outsider.goto(link);
        await expect(outsider.getByText(shown)).toBeVisible();
      }
      await act(organizer, words('confided:withdraw.action'), row, [words('organizer:reason'), why.untold]);
      await organizer.getByLabel(words('confided:register.filter'), { exact: true }).selectOption('outsiders');
      await says(row, ...['levels.invited', 'levels.exact_tier', 'states.withdrawn'].map((key) => words(`confided:${key}`)), why.untold);
      await visited('changes-register', organizer);
      await outsider.reload();
      await expect(outsider.getByText(words('confided:withdrawn'))).toBeVisible();
      await expect(outsider.getByText(number)).toHaveCount(0);
    });

    await test.step('all who are late with their material are asked again, by the heat that they were sent into', async () => {
      await menu(organizer, 'supplements');
      const state = (name: string) => organizer.getByText(new RegExp(`^${words(`supplements:states.${name}`)} \\(`));
      const counted = async (name: string) => Number(/\d+/.exec((await state(name).textContent())!)![0]);
      const [lapsed, received] = [await counted('lapsed'), await counted('received')];
      await state('lapsed').click();
      expect(lapsed).toBeGreaterThan(0);
      await expect(organizer.getByRole('row').filter({ hasText: numbered })).toHaveCount(lapsed);
      await organizer.getByLabel(words('supplements:request.heat')).selectOption('committee');
      await organizer.locator('input[type="datetime-local"]').fill(new Date(Date.now() + 2 * 24 * 60 * minute).toISOString().slice(0, 16));
      await fill(organizer, { [words('supplements:request.remarkZh')]: '请尽快补充。', [words('supplements:request.remarkEn')]: 'Please hand it in soon.' });
      await press(organizer, words('supplements:request.action'));
      await visited('changes-ask', organizer);
      await agree(organizer, words('supplements:request.confirm'));
      await expect.poll(async () => [await counted('lapsed'), await counted('requested'), await counted('received')]).toEqual([0, lapsed, received]);
    });

    await test.step('an officer proposes the next minute, another confirms it, and it comes out to be corrected and not to be stopped', async () => {
      await officer.reload();
      const publishAt = new Date(Math.ceil((Date.now() + minute) / minute) * minute);
      const local = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' }).format(publishAt).replace(' ', 'T');
      await officer.getByLabel(words.pattern('organizer:propose.at')).fill(local);
      await act(officer, words('organizer:propose.action'));
      await says(publication(officer, 2), words('organizer:publication.waits'));
      await expect(button(publication(officer, 2), words('organizer:publication.confirm'))).toHaveCount(0);
      const second = await signedIn('second_officer', 'publication');
      await act(second, words('organizer:publication.confirm'), publication(second, 2));
      const reader = await anotherPage();
      await reader.goto(`/${language}/results/${edition}`);
      await expect(reader.getByText(late[language])).toHaveCount(0);
      expect(Date.now()).toBeLessThan(publishAt.getTime());
      // Pages are made once and kept: after five seconds nobody reads an old one.
      await wait(Math.max(0, publishAt.getTime() + 5_000 - Date.now()));
      await officer.reload();
      await says(publication(officer, 2), words('organizer:publication.states.public'));
      await expect(button(publication(officer, 2), words('organizer:publication.stop'))).toHaveCount(0);
      await act(officer, words('versions:begin'), publication(officer, 2), [words('organizer:reason'), why.corrected]);
      await says(publication(officer, 2), why.corrected);
      await act(officer, words('versions:withdraw'), publication(officer, 2), [words('organizer:reason'), why.sound]);
      await expect(publication(officer, 2)).not.toContainText(why.corrected);
      await act(officer, words('versions:begin'), publication(officer, 2), [words('organizer:reason'), why.corrected]);
      await visited('changes-correcting', officer);
      await reader.reload();
      await expect(reader.getByText(late[language])).toBeVisible();
      await expect(reader.getByText(why.corrected)).toHaveCount(0);
      // What is corrected is approved anew.
      await menu(organizer, 'approval');
      await organizer.reload();
      await act(organizer, words('approval:recall'), request(organizer, 3), [words('approval:reason'), why.corrected]);
      await ask(4);
    });
  });
});

test.describe('while the committee votes', () => {
  test.use({ demonstration: at('divisions') });
  test('a member comes late and casts her vote once, and the last ballot leaves equals to the chair', async ({
    page: organizer, anotherPage, server, signIn, language, words, visited, menu,
  }) => {
    const api = <T>(path: string) => organizer.evaluate(async (from) => (await fetch(from)).json() as Promise<unknown>, `/api/editions/${edition}/${path}`) as Promise<T>;
    await signIn('organizer');
    const { judges } = await api<{ judges: { email: string }[] }>('judges');
    const members = await Promise.all(judges.map(async ({ email }) => ({ email, ...(await member(server, email, edition, 'committee')) })));
    const seen = await Promise.all(members.map(async ({ email, ballot }) => ({ email, ...(await ballot()) })));
    const late = seen.find(({ participation }) => participation === 'absent')!;
    await test.step('she says to be there, abstains on one, and a second click casts nothing', async () => {
      const voter = await anotherPage();
      await voter.goto(await server.command('sign-in-link', late.email, '--public-url', server.address));
      await press(voter, words('signIn:linkAction'));
      await voter.getByRole('link', { name: words('judge:heat.vote') }).click();
      await button(voter, words('ballot:here')).dblclick();
      await expect(voter.getByText(words('ballot:present'))).toBeVisible();
      const papers = voter.getByRole('group', { name: words.pattern('ballot:of') });
      for (const [place, choice] of ['abstain', 'yes'].entries()) await papers.nth(place).getByRole('radio', { name: words(`ballot:choices.${choice}`) }).check();
      await expect(button(voter, words('ballot:cast'))).toBeDisabled();
      await press(voter, words('ballot:restNo'));
      const sent: string[] = [];
      voter.on('request', (request) => { if (request.method() === 'POST') sent.push(request.url()); });
      await press(voter, words('ballot:cast'));
      await expect(dialog(voter)).toContainText(words('ballot:castBody', { yes: 1, no: await papers.count() - 2, abstain: 1 }));
      await visited('changes-cast', voter);
      await button(dialog(voter), words('ballot:cast')).dblclick();
      await expect(voter.getByText(words('ballot:voted'))).toBeVisible();
      expect(sent).toHaveLength(1);
      await expect(papers).toHaveCount(0);
    });

    await test.step('two ballots recommend nobody, and the fourth one too many, with as many votes each', async () => {
      const count = async () => {
        for (const one of members) if ((await one.ballot()).participation !== 'voted') await one.vote([]);
        await act(organizer, words('ballot:staff.count'));
      };
      await organizer.goto(`${here}/heats/committee/vote`);
      for (const number of [3, 4]) {
        await count();
        await act(organizer, words('ballot:staff.open', { number }));
      }
      const { picks, entries } = await members[0]!.ballot();
      const unrecused = entries.map(({ number }) => number).filter((number) => seen.every((one) => one.entries.some((entry) => entry.number === number)));
      const equals = unrecused.slice(0, picks + 1);
      const even = members.slice(0, members.length - (members.length % equals.length));
      for (const [turn, one] of even.entries()) await one.vote(equals.filter((_, place) => place !== turn % equals.length));
      await count();
      await expect(organizer.getByText(words('ballot:staff.next.decide_tie', { entries: equals.length, seats: picks }))).toBeVisible();
      await visited('changes-tied', organizer);
    });

    await test.step('the heat is closed, no award is given in rank order across the tie, and the chair puts the equals in order', async () => {
      await organizer.goto(`${here}/heats/committee`);
      await act(organizer, words('organizer:heat.close'));
      await menu(organizer, 'awards');
      await press(organizer, words('awards:many.action'));
      await dialog(organizer).getByLabel(words('awards:own.tier')).selectOption({ label: { zh: '领先科技成果', en: 'Leading achievement' }[language] });
      const places = async () => (await api<{ standing: { rank: number | null; deciding: boolean; undecided: boolean }[] }>('awards')).standing
        .filter(({ rank, deciding }) => deciding && rank !== null);
      const { heat: { seats } } = await api<{ heat: { seats: number } }>('heats/committee/standing');
      const waiting = (await places()).filter(({ undecided }) => undecided);
      expect(waiting.length).toBeGreaterThan(1);
      const settled = (await places()).filter(({ undecided }) => !undecided);
      expect(settled.length).toBeLessThan(seats);
      await expect(dialog(organizer).getByText(words('awards:many.undecided', { count: waiting.length }))).toBeVisible();
      await expect(button(dialog(organizer), words('awards:many.confirm', { count: settled.length }))).toBeEnabled();
      const chair = await anotherPage();
      await signIn('committee_chair', chair);
      await chair.goto(`${here}/heats/committee/vote`);
      await chair.getByRole('link', { name: words('ballot:staff.next.toTie') }).click();
      await expect(chair.getByRole('heading', { name: words('advancement:beforeAwards') })).toBeVisible();
      await visited('changes-equals', chair);
      await press(chair, words('advancement:tie.name', { rank: waiting[0]!.rank! }));
      const second = numbered.exec((await dialog(chair).getByRole('listitem').nth(1).textContent())!)![0];
      await press(dialog(chair), words('advancement:tie.upName', { number: second }));
      await expect(dialog(chair).getByRole('listitem').first()).toContainText(second);
      await dialog(chair).getByLabel(words('advancement:tie.reason')).fill('检测依据更完整 · It was tested best');
      await agree(chair, words('advancement:tie.confirm'));
      await expect(chair.getByRole('table', { name: words('advancement:tie.decided') }).getByRole('listitem').first()).toContainText(second);
      await visited('changes-decided', chair);
      expect((await places()).map(({ undecided }) => undecided)).toEqual(Array.from({ length: seats }, () => false));
      await organizer.goto(`${here}/heats/committee/vote`);
      await expect(organizer.getByText(words('ballot:staff.next.closed'))).toBeVisible();
    });
  });
});

test.describe('when the committee cannot meet again', () => {
  test.use({ demonstration: at('divisions'), walkedIn: ['en-phone'] });
  const why = '部分委员无法再次到会 · Some cannot come again';

  test('the organizer ends the vote for a reason, and the places that nobody filled stay vacant', async ({
    page: organizer, signIn, words, visited, menu,
  }) => {
    const read = <T>(what: string) => organizer.evaluate(async (from) => (await fetch(from)).json() as Promise<unknown>, `/api/editions/${edition}/heats/committee/${what}`) as Promise<T>;
    const end = words('ballot:staff.end');
    await signIn('organizer');
    await organizer.goto(`${here}/heats/committee/vote`);
    await expect(button(organizer, words('ballot:staff.count'))).toBeVisible();
    await expect(button(organizer, end)).toHaveCount(0);
    await act(organizer, words('ballot:staff.count'), organizer, [words('ballot:staff.without'), why]);
    await expect(button(organizer, end)).toBeVisible();
    const { next, ballots } = await read<{ next: { seats: number }; ballots: { entries: { counted: { verdict: string } | null }[] }[] }>('ballots');
    const recommended = ballots.flatMap(({ entries }) => entries).filter(({ counted }) => counted?.verdict === 'recommended').length;
    expect(recommended).toBeGreaterThan(0);
    await press(organizer, end);
    await says(dialog(organizer), words('ballot:staff.endBody', { count: next.seats }));
    await expect(button(dialog(organizer), end)).toBeDisabled();
    await dialog(organizer).getByLabel(words('ballot:staff.endReason')).fill(why);
    await visited('changes-ending', organizer);
    await agree(organizer, end);
    await expect(organizer.getByText(words('ballot:staff.next.closedVacant', { seats: next.seats }))).toBeVisible();
    await expect(button(organizer, words('ballot:staff.open', { number: ballots.length + 1 }))).toHaveCount(0);
    await visited('changes-ended', organizer);
    const { lines } = await read<{ lines: { rank: number | null }[] }>('standing');
    expect(lines.filter(({ rank }) => rank !== null)).toHaveLength(recommended);
    await menu(organizer, 'audit');
    await expect(organizer.getByText(why).first()).toBeVisible();
  });
});
