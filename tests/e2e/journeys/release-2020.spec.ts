// The release of 2020 at its real size, by the people of its year: an applicant, a member who reads, the vote of forty, the
// list on its way through the approval chain, those who are told before, and what everybody reads at last.
import type { Page } from '@playwright/test';
import { setTimeout as wait } from 'node:timers/promises';
import { at, expect, minute, test } from '../at-scale.ts';
import { mailsAbout, linkIn } from '../mail.ts';
import { member } from '../member.ts';
import { pdf } from '../pdf.ts';
import { answer, chooseFile, expectReceived, signInByMail } from '../verbs.ts';

const edition = 'release-2020';
const here = `/app/editions/${edition}`;
const numbered = /A20-\d{5}/;

test.describe('while the call is open', () => {
  test.use({ demonstration: at('call') });
  const called = {
    title: { zh: '成果名称', en: 'Name of the achievement' },
    team: { zh: '第一完成单位', en: 'First applicant' },
    region: { zh: '国家或地区', en: 'Country or region' },
    category: { zh: '成果类别', en: 'Category' },
    summary: { zh: '成果简介', en: 'Summary' },
    innovation: { zh: '领先之处', en: 'What leads' },
    use: { zh: '应用与影响', en: 'Use and effect' },
    public: { zh: '成果是否已经公开', en: 'Is the achievement public already?' },
    norway: { zh: '挪威', en: 'Norway' },
    technology: { zh: '技术', en: 'Technology' },
    yes: { zh: '已公开', en: 'Yes' },
  };
  const written = {
    title: { zh: '深海光缆听震', en: 'Cables that hear earthquakes' },
    team: { zh: '北海观测所', en: 'North Sea Observatory' },
    summary: { zh: '用现有海底光缆监测地震，提前四十秒预警。', en: 'Existing submarine cables hear earthquakes and warn forty seconds ahead.' },
    innovation: { zh: '不需要新设备，精度高于同类方法一倍。', en: 'It needs no new equipment and is twice as exact as its like.' },
    use: { zh: '三个国家的海岸在用。', en: 'The coasts of three countries use it.' },
  };
  const contributors = [
    { name: ['凌潮', 'LING Chao'], organization: ['北海观测所', 'North Sea Observatory'] },
    { name: ['埃里克·桑德', 'Erik SAND'], organization: ['峡湾大学', 'Fjord University'] },
  ] as const;
  const partner = { name: ['峡湾大学', 'Fjord University'], country: ['挪威', 'Norway'], matters: ['提供海底光缆', 'It runs the cables'] } as const;

  test('an achievement is entered with its contributors and a joint applicant, and the organizer reads all of it', async ({
    page, anotherPage, server, signIn, language, words, visited, menu,
  }) => {
    const team = page;
    const question = (name: keyof typeof called) => team.getByRole('group', { name: called[name][language] }).first();
    const cell = (list: string, row: number, key: string, at: 'zh' | 'en') => team.locator(`[id="${list}"]`).or(team.getByTestId(`row-${list}-${String(row)}`)).locator(`[id$="-${key}-${at}"]`);

    await test.step('an applicant comes from the call and begins', async () => {
      await team.goto(`/editions/${edition}`);
      await visited('release-call');
      await signInByMail(team, server, words, 'observatory@example.com');
      const call = team.getByRole('region', { name: { zh: '领先科技成果', en: 'Scientific and Technological Achievements' }[language] });
      await call.getByRole('button', { name: words('team:calls.start') }).click();
      await expect(team.getByRole('heading', { level: 1, name: words('team:entries.untitled') })).toBeVisible();
    });

    await test.step('all is asked in both languages', async () => {
      for (const key of Object.keys(written) as (keyof typeof written)[]) {
        await answer(team, called[key][language], '中文').first().fill(written[key].zh);
        await answer(team, called[key][language], 'English').first().fill(written[key].en);
      }
      await question('region').getByLabel(words('team:choice.search')).fill(called.norway[language]);
      await question('region').getByLabel(words('team:choice.search')).press('Enter');
      for (const [key, choice] of [['category', 'technology'], ['public', 'yes']] as const) {
        await question(key).getByRole('radio', { name: called[choice][language], exact: true }).check();
      }
    });

    await test.step('each contributor gets a row, and the second goes first', async () => {
      for (const [row, { name, organization }] of contributors.entries()) {
        const list = team.getByRole('group', { name: { zh: '主要完成人', en: 'Contributors' }[language] }).first();
        await list.getByRole('button', { name: words(row === 0 ? 'team:rows.first' : 'team:rows.add') }).click();
        for (const [key, [zh, en]] of [['name', name], ['organization', organization]] as const) {
          await cell('contributors', row, key, 'zh').fill(zh);
          await cell('contributors', row, key, 'en').fill(en);
        }
      }
      await team.getByRole('button', { name: words('team:rows.upName', { place: 2 }) }).click();
      await expect(cell('contributors', 0, 'name', 'en')).toHaveValue(contributors[1].name[1]);
      const list = team.getByRole('group', { name: { zh: '联合申报单位', en: 'Joint applicants' }[language] }).first();
      await list.getByRole('button', { name: words('team:rows.first') }).click();
      for (const [key, [zh, en]] of Object.entries(partner)) {
        await cell('partners', 0, key, 'zh').fill(zh);
        await cell('partners', 0, key, 'en').fill(en);
      }
      await expectReceived(team, words);
      await visited('release-entry');
    });

    await test.step('with its material it is submitted', async () => {
      const slot = team.getByTestId('slot-deck');
      const deck = { name: 'cables.pdf', mimeType: 'application/pdf', buffer: pdf('Cables that hear') };
      await chooseFile(team, slot.getByRole('button', { name: words('team:files.choose') }), deck);
      await expect(slot.getByRole('link', { name: 'cables.pdf' })).toBeVisible();
      await team.getByRole('link', { name: words.pattern('team:tasks.check') }).first().click();
      await expect(team.getByText(partner.matters[language === 'zh' ? 0 : 1])).toBeVisible();
      await visited('release-check');
      await team.getByRole('button', { name: words('team:check.submit'), exact: true }).click();
      await expect(team.getByRole('heading', { level: 1, name: words('team:receipt.title') })).toBeVisible();
    });

    await test.step('the organizer reads all of it', async () => {
      const organizer = await anotherPage();
      await signIn('organizer', organizer);
      await organizer.goto(here);
      await visited('release-overview', organizer);
      await menu(organizer, 'entries');
      const found = organizer.getByRole('row').filter({ hasText: written.title[language] }).getByRole('link').first();
      const narrow = organizer.getByRole('searchbox', { name: words('entries:filters.text') });
      await narrow.fill(written.title[language].slice(0, -1));
      await expect(found).toBeVisible();
      // The link is followed while the list still waits for the end of the typing, and its page comes slowly: the list,
      // once it narrows, must not call its reader back.
      await organizer.route('**/assets/EntryPage*.js', (route) => wait(1000).then(() => route.continue()));
      await organizer.clock.install();
      await organizer.clock.pauseAt(Date.now() + minute / 2);
      await narrow.fill(written.title[language]);
      await found.click();
      await organizer.clock.runFor(500);
      await organizer.clock.resume();
      for (const { name } of contributors) await expect(organizer.getByText(name[language === 'zh' ? 0 : 1]).first()).toBeVisible();
      await visited('release-entry-staff', organizer);
    });
  });
});

test.describe('while the committee reads', () => {
  test.use({ demonstration: at('preliminary') });

  test('a member reads an application, the chair sees how far all are but no mark, and an applicant hands in what is asked for later', async ({
    page, anotherPage, signIn, desk, language, words, visited, confirm, menu,
  }) => {
    const member = page;
    const contributors = { zh: '主要完成人', en: 'Contributors' };
    const title = { zh: '成果名称', en: 'Name of the achievement' };
    const show = { zh: '现场展示方案', en: 'How it can be shown' };
    await test.step('a member opens the next application and marks it', async () => {
      await signIn('voter');
      await member.goto('/app/judge');
      await visited('release-queue-reading');
      await member.getByRole('link', { name: words('judge:queue.continue') }).click();
      await expect(member.getByRole('button', { name: words('judge:sheet.submitNext') })).toBeVisible();
      const address = member.url();
      if (desk) await expect.poll(() => member.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('radio');
      for (const mark of [8, 7, 9]) {
        // A wide screen has the keyboard, a phone shows the one criterion to be marked.
        if (desk) await member.keyboard.press(String(mark));
        else await member.getByRole('radio', { name: String(mark), exact: true }).click();
      }
      await member.getByRole('tab', { name: words('judge:entry.answers') }).click();
      await expect(member.getByText(contributors[language])).toBeVisible();
      await visited('release-sheet');
      await member.getByRole('button', { name: words('judge:sheet.submitNext') }).click();
      await expect(member).not.toHaveURL(address);
    });

    await test.step('the chair sees how many sheets are in', async () => {
      const chair = await anotherPage();
      await signIn('committee_chair', chair);
      await chair.goto(`${here}/heats/reading`);
      await visited('release-heat-chair', chair);
      await chair.getByRole('link', { name: words('field:link') }).click();
      await expect(chair.getByText(words('field:openNote'))).toBeVisible();
      await visited('release-field', chair);
      await chair.getByRole('row').filter({ hasText: numbered }).first().getByRole('link').first().click();
      await expect(chair.getByText(words('field:sheetsLater'))).toBeVisible();
      await visited('release-field-entry', chair);
    });

    await test.step('the organizer asks an applicant for more, and nothing is sent before it is read back', async () => {
      const organizer = await anotherPage();
      const applicant = await anotherPage();
      await signIn('organizer', organizer);
      await signIn('applicant', applicant);
      await applicant.goto('/app/team');
      const own = applicant.getByText(numbered).first();
      await expect(own).toBeVisible();
      const number = numbered.exec((await own.textContent())!)![0];
      await organizer.goto(here);
      await menu(organizer, 'supplements');
      await organizer.getByRole('button', { name: words('supplements:request.action'), exact: true }).click();
      for (const missing of ['whom', 'due', 'remark']) {
        await expect(organizer.getByText(words(`supplements:request.errors.${missing}`)).first()).toBeVisible();
      }
      await visited('release-supplements-refused', organizer);
      await organizer.getByLabel(words('supplements:request.numbers')).fill(number);
      const inTwoDays = new Date(Date.now() + 2 * 24 * 60 * minute).toISOString().slice(0, 16);
      await organizer.locator('input[type="datetime-local"]').fill(inTwoDays);
      await organizer.getByLabel(words('supplements:request.remarkZh')).fill('请说明现场如何展示。');
      await organizer.getByLabel(words('supplements:request.remarkEn')).fill('Say how it can be shown on stage.');
      await organizer.getByRole('button', { name: words('supplements:request.action'), exact: true }).click();
      await expect(organizer.getByRole('dialog')).toContainText(number);
      await confirm(organizer, words('supplements:request.confirm'));
      await expect(organizer.getByText(words('supplements:request.done'))).toBeVisible();
      const row = organizer.getByRole('row').filter({ hasText: number });
      await expect(row).toContainText(words('supplements:states.requested'));
      await visited('release-supplements', organizer);

      await applicant.goto(`/app/team/entries/${number}`);
      await expect(applicant.getByTestId('supplement')).toContainText(words('team:supplement.notes.requested'));
      await expect(answer(applicant, title[language], '中文').first()).not.toBeEditable();
      await answer(applicant, show[language], '中文').fill('三分钟短片，讲海缆如何听见地震。');
      await answer(applicant, show[language], 'English').fill('A film of three minutes: how cables hear the sea floor.');
      await expectReceived(applicant, words);
      await visited('release-supplement-entry', applicant);
      await applicant.getByRole('link', { name: words.pattern('team:tasks.check') }).first().click();
      await visited('release-supplement-check', applicant);
      await applicant.getByRole('button', { name: words('team:supplement.submit'), exact: true }).click();
      await expect(applicant.getByRole('heading', { level: 1, name: words('team:receipt.title') })).toBeVisible();
      await visited('release-supplement-receipt', applicant);

      await organizer.reload();
      await expect(row).toContainText(words('supplements:states.received'));
    });
  });
});

test.describe('while the committee votes', () => {
  test.use({ demonstration: at('divisions') });
  const heat = 'committee';
  const composite = { zh: '可信计算系列成果', en: 'Results in trustworthy computing' };
  const specials = [
    { zh: '开放航海图', en: 'Open nautical charts' },
    { zh: '乡村在线课堂', en: 'Online classrooms for villages' },
    { zh: '多语种字库', en: 'Type for forty scripts' },
    { zh: '抗疫数据平台', en: 'Data against the epidemic' },
  ];
  const struck = '申报单位来函暂缓 · The applicant asked us to wait';
  const engraver = { zh: '镌刻师傅', en: 'The engraver', mail: 'engraver@example.net' };

  test('forty vote until sixteen are recommended, the list is approved and confided, two officers sign, and the stage flips it', async ({
    page, anotherPage, server, signIn, language, words, visited, confirm, menu,
  }) => {
    test.setTimeout(15 * minute);
    const organizer = page;
    const api = <T>(of: Page, path: string) => of.evaluate(async (from) => (await fetch(from)).json() as Promise<unknown>, path) as Promise<T>;
    const visitedAs = (name: string, of: Page) => visited(`release-${name}`, of);

    await signIn('organizer');
    const { lines } = await api<{ lines: { number: string; rank: number | null }[] }>(organizer, `/api/editions/${edition}/heats/reading/standing`);
    const ranked = lines.filter(({ rank }) => rank !== null).map(({ number }) => number);
    const committee = await api<{ judges: { email: string }[] }>(organizer, `/api/editions/${edition}/judges`);
    const mails = committee.judges.map(({ email }) => email);
    expect(mails).toHaveLength(40);
    const members = await Promise.all(mails.map((mail) => member(server, mail, edition, heat)));
    const first = (numbers: readonly string[], count: number) => ranked.filter((number) => numbers.includes(number)).slice(0, count);
    /** Everybody who has not voted yet says yes to the best that are left. */
    const others = async () => {
      for (const one of members) {
        const { participation, entries, picks } = await one.ballot();
        if (participation !== 'voted') await one.vote(first(entries.map(({ number }) => number), picks));
      }
    };

    await test.step('a member votes in the second ballot', async () => {
      const voter = await anotherPage();
      await signIn('voter', voter);
      await voter.goto('/app/judge');
      await visitedAs('queue', voter);
      await voter.getByRole('link', { name: words('judge:heat.vote') }).click();
      await expect(voter.getByRole('heading', { level: 1 })).toContainText(words('ballot:title', { number: 2 }));
      const papers = voter.getByRole('group', { name: words.pattern('ballot:of') });
      await expect(papers.first()).toBeVisible();
      const shown = (await papers.allTextContents()).map((text) => numbered.exec(text)![0]);
      expect(shown.length, 'candidates for seven places').toBeGreaterThan(7);
      for (const number of first(shown, 5)) {
        await voter.getByRole('group', { name: words('ballot:of', { number }) }).getByRole('radio', { name: words('ballot:choices.yes') }).check();
      }
      await voter.getByRole('button', { name: words('ballot:restNo') }).click();
      await visitedAs('ballot', voter);
      await voter.getByRole('button', { name: words('ballot:cast'), exact: true }).click();
      await confirm(voter, words('ballot:cast'));
      await expect(voter.getByText(words('ballot:voted'))).toBeVisible();
      await voter.context().close();
    });

    const count = async () => {
      await organizer.getByRole('button', { name: words('ballot:staff.count') }).click();
      await confirm(organizer, words('ballot:staff.count'));
    };
    await test.step('the organizer counts it, opens the third and counts that', async () => {
      await others();
      await organizer.goto(`${here}/heats/${heat}`);
      await organizer.getByRole('link', { name: words('heats:vote') }).click();
      await expect(organizer.getByRole('status').filter({ hasText: words('ballot:staff.took', { voted: 40, present: 40, members: 40 }) })).toBeVisible();
      await visitedAs('vote', organizer);
      await count();
      const third = words('ballot:staff.open', { number: 3 });
      await organizer.getByRole('button', { name: third }).click();
      await confirm(organizer, third);
      await expect(organizer.getByRole('region', { name: words('ballot:staff.ballot', { number: 3 }) })).toContainText(words('ballot:staff.state.open'));
      await others();
      await count();
      await expect(organizer.getByText(words('ballot:staff.next.done'))).toBeVisible();
      await visitedAs('voted', organizer);
    });

    await test.step('closing the heat gives the list of sixteen', async () => {
      await organizer.goto(`${here}/heats/${heat}`);
      await organizer.getByRole('button', { name: words('organizer:heat.close') }).click();
      await confirm(organizer, words('organizer:heat.close'));
      await expect(organizer.getByRole('heading', { level: 1, name: words.pattern('organizer:standing.of') })).toBeVisible();
      await visitedAs('recommended', organizer);
    });

    const tiers = { zh: ['领先科技成果', '特别推荐', '收录《科技之魅》'], en: ['Leading achievement', 'Special recommendation', 'Included in “The Charm of Science and Technology”'] }[language];
    const dialog = organizer.getByRole('dialog');
    /** Gives as many as wanted, or as many fewer as the marks leave without a tie across the last place. */
    const many = async (tier: string, wanted: number) => {
      await organizer.getByRole('button', { name: words('awards:many.action'), exact: true }).click();
      await dialog.getByLabel(words('awards:own.tier')).selectOption({ label: tier });
      const give = (count: number) => dialog.getByRole('button', { name: words('awards:many.confirm', { count }), exact: true });
      let count = wanted + 1;
      do {
        count -= 1;
        await dialog.getByLabel(words('awards:many.count')).fill(String(count));
        await expect(give(count)).toBeVisible();
      } while (count > 1 && await give(count).isDisabled());
      await visitedAs(`give-${String(wanted)}`, organizer);
      await give(count).click();
      await expect(dialog).toHaveCount(0);
      return count;
    };
    const own = async (name: { zh: string; en: string }, tier: string, fill: () => Promise<void>, kind: 'composite' | 'special') => {
      await organizer.getByRole('button', { name: words('awards:own.action'), exact: true }).click();
      await dialog.getByRole('radio', { name: words(`awards:own.${kind}`) }).check();
      const title = dialog.getByRole('group', { name: words('awards:own.name') });
      await title.getByLabel('中文').fill(name.zh);
      await title.getByLabel('English').fill(name.en);
      await dialog.getByLabel(words('awards:own.tier')).selectOption({ label: tier });
      await fill();
      await confirm(organizer, words('awards:own.action'));
      await expect(dialog).toHaveCount(0);
    };
    const { standing } = await api<{ standing: { number: string; rank: number | null; deciding: boolean }[] }>(organizer, `/api/editions/${edition}/awards`);
    const recommended = standing.filter(({ rank, deciding }) => deciding && rank !== null).map(({ number }) => number);
    const inBook = await test.step('the organizer gives fourteen single awards, one of two results, four of none, and the book', async () => {
      expect(recommended).toHaveLength(16);
      await menu(organizer, 'awards');
      expect(await many(tiers[0]!, 14)).toBe(14);
      const pair = recommended.slice(14);
      await own(composite, tiers[0]!, () => dialog.getByLabel(words('awards:own.entries')).fill(pair.join('\n')), 'composite');
      for (const special of specials) {
        await own(special, tiers[1]!, () => dialog.getByLabel(words('awards:own.reason')).fill('因公益推荐 · For the public good'), 'special');
      }
      const book = await many(tiers[2]!, 60);
      expect(book, 'a tie for the last place leaves few out').toBeGreaterThan(50);
      for (const [tier, given, places] of [[0, 15, 15], [1, 4, 4], [2, book, 60]] as const) {
        const card = organizer.getByRole('region', { name: words('organizer:awards.tiers') }).locator('div').filter({ has: organizer.getByRole('heading', { name: tiers[tier]! }) }).last();
        await expect(card).toContainText(words('organizer:awards.quota', { given, quota: places }));
      }
      await visitedAs('awards', organizer);
      return book;
    });

    await test.step('it goes to those who approve: the chair strikes one off', async () => {
      await menu(organizer, 'approval');
      await organizer.getByRole('button', { name: words('approval:request'), exact: true }).click();
      await confirm(organizer, words('approval:request'));
      await expect(organizer.getByRole('article').first()).toContainText(words('approval:states.requested'));
      const chair = await anotherPage();
      await signIn('committee_chair', chair);
      await chair.goto(`${here}/approval`);
      const last = chair.getByRole('button', { name: words.pattern('approval:strikeName') }).last();
      await last.click();
      await chair.getByLabel(words.pattern('approval:strikeReason')).fill(struck);
      await visitedAs('approve', chair);
      await chair.getByRole('button', { name: words('approval:approve'), exact: true }).click();
      await confirm(chair, words('approval:approve'));
      await expect(chair.getByText(words.pattern('approval:nextPaper'))).toBeVisible();
      await chair.context().close();
    });

    await test.step('the Organizing Committee signs on paper, and the paper is registered by the code printed on it', async () => {
      await organizer.reload();
      const card = organizer.getByRole('article').first();
      // The code is on the request that is printed, and nowhere on the screen where it has to be typed.
      await expect(card.getByText(words('approval:codeOnPaper'))).toBeVisible();
      const code = /[0-9a-f]{12}/.exec((await card.locator('.print-only strong.mono').textContent()) ?? '')![0];
      expect(await card.innerText()).not.toContain(code);
      const scan = { name: 'signed.pdf', mimeType: 'application/pdf', buffer: pdf('Signed') };
      await chooseFile(organizer, organizer.getByRole('button', { name: words('approval:scan.choose') }), scan);
      await expect(card.getByText('signed.pdf')).toBeVisible();
      await organizer.getByLabel(words('approval:register.code')).fill('000000000000');
      await organizer.getByLabel(words('approval:register.document')).fill('组委会〔2020〕12 号');
      await organizer.getByLabel(words('approval:register.date')).fill('2020-11-10');
      await organizer.getByLabel(words('approval:register.signers')).fill('秘书长 Secretary General');
      const register = () => organizer.getByRole('button', { name: words('approval:register.action'), exact: true }).click();
      await register();
      await confirm(organizer, words('approval:register.action'));
      await expect(dialog.getByRole('alert')).toContainText(words('staffProblems:code_mismatch'));
      await visitedAs('paper-mismatch', organizer);
      await organizer.keyboard.press('Escape');
      await organizer.getByLabel(words('approval:register.code')).fill(code);
      await register();
      await confirm(organizer, words('approval:register.action'));
      await expect(card).toContainText(words('approval:states.approved'));
      await visitedAs('approved', organizer);
    });

    const told = await test.step('the winners and the engraver are told in confidence', async () => {
      await menu(organizer, 'confided');
      await organizer.getByRole('button', { name: words('confided:tell.teams'), exact: true }).click();
      for (const number of recommended) await dialog.getByRole('checkbox', { name: new RegExp(`^${number} `) }).check();
      await dialog.getByRole('radio', { name: words('confided:levels.exact_tier') }).check();
      await visitedAs('tell-teams', organizer);
      await confirm(organizer, words('confided:tell.confirm'));
      await expect(dialog).toHaveCount(0);
      await organizer.getByRole('button', { name: words('confided:tell.outsider'), exact: true }).click();
      await dialog.getByLabel(words('confided:tell.nameZh')).fill(engraver.zh);
      await dialog.getByLabel(words('confided:tell.nameEn')).fill(engraver.en);
      await dialog.getByLabel(words('confided:tell.capacity')).selectOption('engraver');
      await dialog.getByLabel(words('confided:tell.email')).fill(engraver.mail);
      await confirm(organizer, words('confided:tell.confirm'));
      await expect(organizer.getByRole('row').filter({ hasText: engraver[language] })).toBeVisible();
      await visitedAs('confided', organizer);
      const mailed = await mailsAbout(server.data, 'A confidential message', recommended.length + 1);
      mailed.sort((one, other) => (one.to < other.to ? -1 : 1));
      return { team: mailed.find(({ to }) => to !== engraver.mail)!, engraver: mailed.find(({ to }) => to === engraver.mail)! };
    });
    const pledge = async (of: Page) => {
      await of.getByRole('checkbox', { name: words('confided:pledge.agree') }).check();
      await of.getByRole('button', { name: words('confided:pledge.open') }).click();
    };

    await test.step('a team promises to keep it, reads it, and says how it comes', async () => {
      const team = await anotherPage();
      await signInByMail(team, server, words, told.team.to);
      await team.goto('/app/team');
      const message = team.getByRole('link', { name: words('confided:card.open'), exact: true }).first();
      await expect(message).toBeVisible();
      await visitedAs('team-told', team);
      await message.click();
      await expect(team.getByRole('checkbox', { name: words('confided:pledge.agree') })).toBeVisible();
      await expect(team.getByText(words('confided:content.exact_tier'))).toHaveCount(0);
      await visitedAs('team-pledge', team);
      await pledge(team);
      await expect(team.getByText(words('confided:content.exact_tier'))).toBeVisible();
      const onSite = team.getByRole('button', { name: words('confided:coming.on_site') });
      await onSite.click();
      await expect(onSite).toHaveAttribute('aria-pressed', 'true');
      await visitedAs('team-answered', team);
      await team.context().close();
    });

    await test.step('the engraver reads the whole list by a personal link, without an account', async () => {
      const outsider = await anotherPage();
      await outsider.goto(linkIn(told.engraver));
      await visitedAs('outsider-pledge', outsider);
      await pledge(outsider);
      await expect(outsider.getByText(composite[language]).first()).toBeVisible();
      await visitedAs('outsider-list', outsider);
      await outsider.context().close();
    });

    const reader = await anotherPage();
    const results = { zh: `/zh/results/${edition}`, en: `/en/results/${edition}` }[language];
    await test.step('nobody else reads anything', async () => {
      await reader.goto(results);
      await expect(reader.getByText(composite[language])).toHaveCount(0);
      expect(await reader.locator('body').textContent()).not.toMatch(numbered);
      await visitedAs('public-before', reader);
    });

    const instant = await test.step('two officers sign', async () => {
      const officer = await anotherPage();
      await signIn('officer', officer);
      await officer.goto(`${here}/publication`);
      await visitedAs('draft', officer);
      const publishAt = new Date(Math.ceil((Date.now() + minute) / minute) * minute);
      const local = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' }).format(publishAt).replace(' ', 'T');
      await officer.getByLabel(words.pattern('organizer:propose.at')).fill(local);
      await officer.getByRole('button', { name: words('organizer:propose.action'), exact: true }).click();
      await confirm(officer, words('organizer:propose.action'));
      const second = await anotherPage();
      await signIn('second_officer', second);
      const [asked] = await mailsAbout(server.data, 'Award list awaits your confirmation', 1);
      await second.goto(linkIn(asked!));
      await second.getByRole('button', { name: words('organizer:publication.confirm'), exact: true }).click();
      await visitedAs('confirm', second);
      await confirm(second, words('organizer:publication.confirm'));
      await expect(second.getByRole('article').first()).toContainText(words('organizer:publication.states.confirmed'));
      await officer.context().close();
      await second.context().close();
      return publishAt;
    });

    await test.step('and at the instant everybody reads fifteen, four and the book', async () => {
      expect(Date.now()).toBeLessThan(instant.getTime());
      await reader.goto(results);
      await expect(reader.getByText(composite[language])).toHaveCount(0);
      // Pages are made once and kept: after five seconds nobody reads an old one.
      await wait(Math.max(0, instant.getTime() + 5_000 - Date.now()));
      await reader.goto(results);
      await expect(reader.getByText(composite[language])).toBeVisible();
      for (const special of specials) await expect(reader.getByText(special[language])).toBeVisible();
      await visitedAs('public', reader);
      const list = await (await fetch(`${server.address}/results/${edition}/list.json`)).json() as { items: unknown[] };
      expect(list.items).toHaveLength(15 + 4 + inBook - 1);
    });
  });
});
