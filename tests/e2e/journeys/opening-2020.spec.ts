// The competition of 2020 at its real size, by the people who begin it: the call with its teams, the invitations to judges,
// and the first round up to the cuts of nine divisions. Each journey has a server of its own at the point of the year where
// its people work.
import type { Page } from '@playwright/test';
import { at, edition, expect, test } from '../at-scale.ts';
import { linkIn, mailsTo, mailTo } from '../mail.ts';
import { pdf } from '../pdf.ts';
import { answer, chooseFile, expectReceived, signInByMail, textFile } from '../verbs.ts';

/** What the edition file calls things, where journeys need it. */
const called = {
  programme: { zh: '“直通乌镇”全球互联网大赛', en: '“Straight to Wuzhen” Global Internet Competition' },
  title: { zh: '项目名称', en: 'Project title' },
  team: { zh: '团队名称', en: 'Team name' },
  organization: { zh: '所属单位', en: 'Organization' },
  region: { zh: '国家或地区', en: 'Country or region' },
  summary: { zh: '项目简介', en: 'Summary' },
  innovation: { zh: '创新之处', en: 'What is new' },
  use: { zh: '应用与市场', en: 'Use and market' },
  capital: { zh: '注册资本', en: 'Registered capital' },
  members: { zh: '团队人数', en: 'People in the team' },
  senior: { zh: '是否有博士', en: 'have a doctorate' },
  investment: { zh: '最近一轮融资', en: 'Latest completed round of funding' },
  ip: { zh: '是否拥有项目的知识产权', en: 'Do you own the intellectual property' },
  norway: { zh: '挪威', en: 'Norway' },
  seriesA: { zh: 'A 轮', en: 'Series A' },
  yes: { zh: '是', en: 'Yes' },
  europe: { zh: '欧洲赛区', en: 'Europe' },
  preliminary: { zh: '网络初评', en: 'Online preliminary' },
};

/** A number of an entry in a text. */
const numbered = /W20-\d{5}/;

test.describe('while the call is open', () => {
  test.use({ demonstration: at('call') });
  const entry = {
    title: { zh: '峡湾潮声', en: 'The tide in the fjord' },
    team: { zh: '听潮小队', en: 'The tide listeners' },
    organization: { zh: '峡湾声学有限公司', en: 'Fjord Acoustics Ltd' },
    summary: { zh: '我们在峡湾水下布设听音器，提前三天预报潮汐对养殖网箱的影响。', en: 'Hydrophones below the fjord tell salmon farmers three days ahead what the tide will do to their nets.' },
    innovation: { zh: '只用声音，不用雷达，一处设备覆盖六公里。', en: 'Sound alone, without radar: one station covers six kilometres.' },
    use: { zh: '十二个养殖场在用，其中九个付费。', en: 'Twelve farms use it, and nine of them pay.' },
  };
  const invitedBefore = 61;
  const addresses = { team: 'tide@example.com', invited: 'harbour@example.com' };
  const judges = [
    { zh: '方砚秋', en: 'FANG Yanqiu', mail: 'fang.yanqiu@example.org', organization: { zh: '运河大学', en: 'Canal University' } },
    { zh: '奥拉夫·林德', en: 'Olaf LIND', mail: 'olaf.lind@example.org', organization: { zh: '奥斯陆港研究所', en: 'Oslo Harbour Institute' } },
  ] as const;
  const judgesFile = [
    'heat,name_zh,name_en,email,language,role,organization_zh,organization_en',
    ...judges.map(({ zh, en, mail, organization }) => `preliminary,${zh},${en},${mail},en,judge,${organization.zh},${organization.en}`),
  ].join('\r\n');
  const tied = ['Canal Works', '峡湾声学'];
  const noName = '（——）';

  test('a team enters, one that was invited finds its entry, and a judge says yes and whom not to give her', async ({
    page, anotherPage, server, signIn, language, words, picture, visited, confirm, menu,
  }) => {
    const team = page;
    const question = (name: keyof typeof called) => team.getByRole('group', { name: called[name][language] });
    const division = team.getByTestId('division');

    await test.step('a new team comes from the call, signs in by mail and begins an entry', async () => {
      await team.goto('/');
      // Two programmes call at this hour: each link says whose call it is.
      await team.getByRole('link', { name: words('pages:home.call') }).and(team.locator(`[href$="/editions/${edition}"]`)).click();
      await expect(team).toHaveURL(`/editions/${edition}`);
      await visited('call');
      await team.getByRole('link', { name: words('pages:call.enter') }).first().click();
      await expect(team).toHaveURL(/\/app\/sign-in/);
      await signInByMail(team, server, words, addresses.team);
      await expect(team.getByRole('heading', { name: words('team:entries.emptyTitle') })).toBeVisible();
      await visited('entries-none');
      const call = team.getByRole('region', { name: called.programme[language] });
      await call.getByRole('button', { name: words('team:calls.start') }).click();
      await expect(team.getByRole('heading', { level: 1, name: words('team:entries.untitled') })).toBeVisible();
      await visited('entry-new');
    });

    await test.step('it answers in both languages, and with choices, a figure and an amount', async () => {
      for (const key of Object.keys(entry) as (keyof typeof entry)[]) {
        await answer(team, called[key][language], '中文').fill(entry[key].zh);
        await answer(team, called[key][language], 'English').fill(entry[key].en);
      }
      const region = question('region');
      await region.getByLabel(words('team:choice.search')).fill(called.norway[language]);
      await region.getByLabel(words('team:choice.search')).press('Enter');
      await expect(region.getByLabel(words('team:choice.list'), { exact: true })).toHaveValue('no');
      const capital = question('capital');
      await capital.getByLabel(words('team:amount.amount')).fill({ zh: '1200万', en: '12 million' }[language]);
      await capital.getByLabel(words('team:amount.currency')).selectOption('NOK');
      await expect(capital).toContainText('NOK 12,000,000');
      await question('members').getByLabel(words('team:amount.figure')).fill('14');
      for (const key of ['senior', 'ip'] as const) await question(key).getByRole('radio', { name: called.yes[language], exact: true }).check();
      await question('investment').getByRole('radio', { name: called.seriesA[language], exact: true }).check();
      await expectReceived(team, words);
    });

    await test.step('it adds its deck', async () => {
      const slot = team.getByTestId('slot-deck');
      const deck = { name: 'tide.pdf', mimeType: 'application/pdf', buffer: pdf('The tide in the fjord') };
      await chooseFile(team, slot.getByRole('button', { name: words('team:files.choose') }), deck);
      await expect(slot.getByRole('link', { name: 'tide.pdf' })).toBeVisible();
    });

    await test.step('without a division it cannot be submitted, and the check leads to where one is chosen', async () => {
      await team.getByRole('link', { name: words.pattern('team:tasks.check') }).first().click();
      const issues = team.getByRole('group', { name: words('team:check.blocked', { count: 1 }) });
      await expect(issues).toContainText(words('problems:division_missing'));
      await visited('check-without-division');
      await issues.getByRole('link', { name: words('team:division.title'), exact: true }).click();
      await expect(division.getByRole('radio').first()).toBeFocused();
      await expect(division.getByRole('radio')).toHaveCount(9);
      await division.getByRole('radio', { name: new RegExp(`^${called.europe[language]}`) }).check();
      await expect(division).toContainText(words('team:division.kept'));
      await visited('entry-filled');
    });

    const number = await test.step('it checks, submits and reads its receipt', async () => {
      await team.getByRole('link', { name: words('team:tasks.check') }).first().click();
      await expect(team.getByText(entry.summary[language])).toBeVisible();
      await visited('check');
      await team.getByRole('button', { name: words('team:check.submit'), exact: true }).click();
      await expect(team.getByRole('heading', { level: 1, name: words('team:receipt.title') })).toBeVisible();
      const number = (await team.getByRole('article').getByText(new RegExp(`^${numbered.source}$`)).textContent()) ?? '';
      await expect(team.getByRole('article')).toContainText(addresses.team);
      await visited('receipt');
      expect((await mailTo(server.data, addresses.team, number)).text).toContain(entry.title[language]);
      return number;
    });

    const organizer = await anotherPage();
    await test.step('the organizer finds it among all others', async () => {
      await signIn('organizer', organizer);
      // Who runs two programmes arrives in the one whose call closes last.
      await organizer.goto(`/app/editions/${edition}`);
      await visited('overview-call', organizer);
      await menu(organizer, 'entries');
      await organizer.getByLabel(words('entries:filters.text')).fill(entry.title[language]);
      const row = organizer.getByRole('row').filter({ hasText: number });
      await expect(row).toContainText(called.europe[language]);
      await expect(organizer.getByRole('row').filter({ hasText: numbered })).toHaveCount(1);
    });

    const begun = await test.step('and begins an entry for a team that was invited', async () => {
      await menu(organizer, 'entries');
      await organizer.getByRole('button', { name: words('entries:behalf.action') }).click();
      const dialog = organizer.getByRole('dialog');
      await expect(dialog.getByRole('button', { name: words('entries:behalf.confirm'), exact: true })).toBeDisabled();
      await dialog.getByRole('radio', { name: words('entries:behalf.sources.invited') }).check();
      await dialog.getByLabel(words('entries:behalf.email')).fill(addresses.invited);
      await dialog.getByRole('radio', { name: { zh: '中文', en: 'English' }[language], exact: true }).check();
      await visited('behalf-dialog', organizer);
      await confirm(organizer, words('entries:behalf.confirm'));
      const said = organizer.getByRole('status').filter({ hasText: addresses.invited });
      const number = numbered.exec((await said.textContent()) ?? '')![0];
      await expect(said).toContainText(words('entries:behalf.begun', { number, email: addresses.invited }));
      await visited('behalf-begun', organizer);
      await said.getByRole('link', { name: words('entries:behalf.open') }).click();
      await expect(organizer.getByText(words('entries:sources.invited'), { exact: true })).toBeVisible();
      await expect(organizer.getByText(addresses.invited)).toBeVisible();
      await visited('behalf-entry', organizer);
      return number;
    });

    await test.step('that team finds the mail, and by its link the entry', async () => {
      const invited = await anotherPage();
      const mail = await mailTo(server.data, addresses.invited, begun);
      await invited.goto(linkIn(mail));
      await expect(invited).toHaveURL(/\/app\/sign-in/);
      await visited('behalf-sign-in', invited);
      await signInByMail(invited, server, words, addresses.invited);
      await invited.goto(linkIn(mail));
      await expect(invited.getByRole('heading', { level: 1, name: words('team:entries.untitled') })).toBeVisible();
      await expect(invited.getByText(begun).first()).toBeVisible();
      await expect(answer(invited, called.title[language], '中文')).toBeEditable();
      await invited.goto('/app/team');
      const cards = invited.getByRole('article');
      await expect(cards).toHaveCount(1);
      await expect(cards).toContainText(begun);
      await visited('behalf-team', invited);
      await invited.context().close();
    });

    // The table of an import has their addresses too, but nothing to choose.
    const inRoster = ({ mail }: { mail: string }) => organizer.getByRole('row').filter({ hasText: mail, has: organizer.getByRole('checkbox') });
    await test.step('the organizer brings in two judges more and invites them', async () => {
      await menu(organizer, 'judges');
      await expect(organizer.getByRole('heading', { level: 1, name: words('organizer:judges.title') })).toBeVisible();
      await visited('judges', organizer);
      const file = textFile('judges.csv', 'text/csv', judgesFile);
      await chooseFile(organizer, organizer.getByRole('button', { name: words('organizer:judgeImport.choose') }), file);
      await organizer.getByRole('button', { name: words('organizer:judgeImport.action'), exact: true }).click();
      await expect(organizer.getByText(words('organizer:judgeImport.summary', { added: judges.length, updated: 0, unchanged: 0, refused: 0 }))).toBeVisible();
      await organizer.getByLabel(words('judges:invitation'), { exact: true }).selectOption('none');
      for (const judge of judges) await organizer.getByRole('checkbox', { name: words('judges:choose', { name: judge[language] }) }).check();
      await expect(organizer.getByText(words('judges:filter.shown', { shown: judges.length, all: invitedBefore + judges.length }))).toBeVisible();
      await visited('judges-chosen', organizer);
      await organizer.getByRole('button', { name: words('judges:invite.action', { count: judges.length }) }).click();
      const dialog = organizer.getByRole('dialog');
      await expect(dialog).toContainText(words('judges:invite.mails', { count: judges.length }));
      await picture('2020-judges-invite', organizer);
      await confirm(organizer, words('judges:invite.confirm'));
      await expect(organizer.getByText(words('judges:invite.done', { count: judges.length }))).toBeVisible();
      await organizer.getByLabel(words('judges:invitation'), { exact: true }).selectOption('sent');
      for (const judge of judges) await expect(inRoster(judge)).toContainText(words('judges:states.sent'));
      await visited('judges-invited', organizer);
    });

    const judge = await anotherPage();
    await test.step('a judge follows the link of the mail, reads what it asks of her and accepts', async () => {
      await judge.goto(linkIn(await mailTo(server.data, judges[0].mail)));
      await judge.getByRole('button', { name: words('signIn:linkAction'), exact: true }).click();
      await expect(judge.getByRole('heading', { level: 1, name: words('judge:queue.title') })).toBeVisible();
      await expect(judge.getByText(words('judge:invitation.confidential.body'))).toBeVisible();
      await expect(judge.getByRole('listitem').filter({ hasText: called.preliminary[language] })).toBeVisible();
      await visited('invitation', judge);
      await judge.getByRole('button', { name: words('judge:invitation.accept'), exact: true }).click();
      await expect(judge.getByText(words('judge:invitation.accepted'))).toBeVisible();
      await expect(judge.getByRole('button', { name: words('judge:invitation.accept'), exact: true })).toHaveCount(0);
      await visited('invitation-accepted', judge);
    });

    await test.step('she names organizations; a line without a name is told, and nothing typed is lost', async () => {
      const box = judge.getByLabel(words('judge:organizations.label'));
      const save = judge.getByRole('button', { name: words('judge:organizations.save'), exact: true });
      await judge.getByRole('heading', { name: words('judge:organizations.title') }).click();
      const typed = [tied[0], noName, tied[1]].join('\n');
      await box.fill(typed);
      await save.click();
      await expect(judge.getByText(words('judge:organizations.line', { line: 2, words: words('problems:organization_without_name') }))).toBeVisible();
      await expect(box).toHaveValue(typed);
      await visited('organizations-refused', judge);
      await box.fill(tied.join('\n'));
      await save.click();
      await expect(judge.getByText(words('judge:organizations.saved'))).toBeVisible();
      await judge.reload();
      await expect(box).toHaveValue(tied.join('\n'));
      await visited('organizations', judge);
    });

    await test.step('the organizer sees who accepted and who has not answered', async () => {
      await organizer.reload();
      await expect(inRoster(judges[1])).toContainText(words('judges:states.sent'));
      await expect(inRoster(judges[0])).toHaveCount(0);
      await organizer.getByLabel(words('judges:invitation'), { exact: true }).selectOption('');
      await expect(inRoster(judges[0])).toContainText(words('judges:states.accepted'));
      expect(await mailsTo(server.data, judges[0].mail)).toHaveLength(1);
      await menu(organizer, 'audit');
      for (const act of ['enter_on_behalf', 'invite_judges', 'answer_invitation', 'declare_organizations']) {
        await expect(organizer.getByRole('row').filter({ hasText: act }).first()).toBeVisible();
      }
      await visited('audit-call', organizer);
    });
  });
});

test.describe('while the first round is judged', () => {
  test.use({ demonstration: at('preliminary') });
  const read = 830;
  const divisions = 9;
  const places = 11;
  const marks = [8, 7, 9, 6];

  test('a judge scores, the organizer closes the round and sends the first of each division on, and no team reads of it', async ({
    page, anotherPage, signIn, desk, language, words, visited, confirm,
  }) => {
    const judge = page;
    await test.step('a judge finds some forty entries and scores the next one', async () => {
      await signIn('judge');
      const progress = judge.getByRole('region', { name: words('judge:queue.progress') });
      const said = progress.getByText(words.pattern('judge:queue.count_other'));
      const [submitted, count] = ((await said.textContent()) ?? '').match(/\d+/g)!.map(Number) as [number, number];
      expect(count).toBeGreaterThan(30);
      await visited('queue', judge);
      await judge.getByRole('link', { name: words('judge:queue.continue') }).click();
      await expect(judge.getByRole('radio').first()).toBeVisible();
      await visited('sheet', judge);
      const address = judge.url();
      for (const mark of marks) {
        // A wide screen has the keyboard, a phone shows the one criterion to be marked.
        if (desk) await judge.keyboard.press(String(mark));
        else await judge.getByRole('radio', { name: String(mark), exact: true }).click();
      }
      if (desk) await judge.keyboard.press('Enter');
      else await judge.getByRole('button', { name: words('judge:sheet.submitNext') }).click();
      await expect(judge).not.toHaveURL(address);
      await judge.getByRole('link', { name: words('judge:queue.short') }).click();
      await expect(said).toHaveText(words('judge:queue.count', { submitted: submitted + 1, count }));
    });

    const team = await anotherPage();
    await signIn('team', team);
    await team.goto('/app/team');
    const number = numbered.exec((await team.getByRole('article').first().textContent()) ?? '')![0];
    /** All that a member of the team can read of it, and what an address that is not for it answers. */
    const readByTeam = async () => {
      const said: string[] = [];
      for (const path of ['/app/team', `/app/team/entries/${number}`, `/app/team/entries/${number}/results`]) {
        await team.goto(path);
        await expect(team.getByRole('heading', { level: 1 })).toBeVisible();
        said.push(await team.getByRole('main').innerText());
      }
      const answers = [`/api/team/entries/${number}`, `/api/team/entries/${number}/results`, `/results/${edition}`,
        `/api/editions/${edition}/heats/preliminary/standing`, `/api/editions/${edition}/heats/preliminary/advancement`];
      for (const path of answers) {
        const answer = await team.request.get(path);
        const text = answer.ok() ? (await answer.text()).replace(/"server_time":"[^"]*"/, '') : '';
        said.push(`${path} ${answer.status()} ${text}`);
      }
      return said;
    };
    const sealed = await test.step('what a team reads before', readByTeam);
    expect(sealed.slice(-2).join()).not.toMatch(/ 200 /);

    const organizer = await anotherPage();
    await test.step('the organizer sees how far everybody is', async () => {
      await signIn('organizer', organizer);
      await visited('overview-preliminary', organizer);
      await organizer.getByRole('table', { name: words('today:heats.title') }).getByRole('link', { name: called.preliminary[language], exact: true }).click();
      await expect(organizer.getByRole('table', { name: words('organizer:heat.progress') })).toBeVisible();
      await visited('preliminary', organizer);
    });

    await test.step('waives what is missing, with a reason', async () => {
      const reason = '初评按时结束，未交的不再等待 · The round ends on time; what is not in is not waited for';
      const region = organizer.getByRole('region', { name: words.pattern('organizer:missing.title_other') });
      const missing = Number(/\d+/.exec((await region.getByRole('heading').textContent()) ?? '')![0]);
      expect(missing).toBeGreaterThan(500);
      await region.getByRole('checkbox', { name: words('heats:chooseListed', { count: missing }) }).check();
      await region.getByRole('button', { name: words('organizer:waiver.action', { count: missing }) }).click();
      const dialog = organizer.getByRole('dialog');
      await expect(dialog.getByRole('button', { name: words('organizer:waiver.confirm'), exact: true })).toBeDisabled();
      await dialog.getByLabel(words('organizer:reason')).fill(reason);
      await visited('preliminary-waive', organizer);
      await confirm(organizer, words('organizer:waiver.confirm'));
      await expect(organizer.getByText(words('organizer:missing.none'))).toBeVisible();
      await expect(organizer.getByRole('table', { name: words('organizer:waiver.list') })).toContainText(reason);
      await visited('preliminary-waived', organizer);
    });

    await test.step('closes the round and reads the standing of all', async () => {
      await organizer.getByRole('button', { name: words('organizer:heat.close') }).click();
      await confirm(organizer, words('organizer:heat.close'));
      await expect(organizer.getByRole('heading', { level: 1, name: words('organizer:standing.of', { heat: called.preliminary[language] }) })).toBeVisible();
      await expect(organizer.getByText(words('heats:found', { count: read, all: read }))).toBeVisible();
      await expect(organizer.getByRole('row').filter({ hasText: numbered })).toHaveCount(50);
      await visited('preliminary-standing', organizer);
      await organizer.getByLabel(words('heats:find')).fill(number);
      await expect(organizer.getByRole('row').filter({ hasText: numbered })).toHaveCount(1);
      await expect(organizer.getByText(words('heats:found', { count: 1, all: read }))).toBeVisible();
      await visited('preliminary-standing-found', organizer);
    });

    await test.step('reads how sure the list is, who is too close to a cut, and how judges scored', async () => {
      await organizer.getByRole('navigation', { name: words('heats:links') })
        .getByRole('link', { name: words('analysis:link'), exact: true }).click();
      const cuts = organizer.getByRole('table', { name: words('analysis:lines.title') });
      await expect(cuts.locator('tbody tr')).toHaveCount(divisions);
      const entries = organizer.getByRole('table', { name: words('analysis:entries.title') });
      await expect(entries.getByRole('img', { name: words.pattern('analysis:entries.between') }).first()).toBeVisible();
      await visited('preliminary-analysis', organizer);
      await organizer.getByRole('button', { name: words.pattern('analysis:entries.onlyClose') }).click();
      const shaded = entries.locator('tbody tr');
      await expect(shaded.filter({ hasText: words('analysis:entries.close') })).toHaveCount(await shaded.count());
      const judges = organizer.getByRole('table', { name: words('analysis:judges.title') });
      await expect(judges.getByText(words('analysis:judges.severe')).first()).toBeVisible();
      await visited('preliminary-analysis-close', organizer);
    });

    const advancement = `/app/editions/${edition}/heats/preliminary/advancement`;
    const routesOn = (of: Page) => of.getByRole('table', { name: words('advancement:routes') });
    const sendsOn = (of: Page) => of.getByRole('button', { name: words('advancement:send.action'), exact: true });
    const going = await test.step('the advancement shows nine cuts, each with who is above and who is next', async () => {
      await organizer.getByRole('navigation', { name: words('heats:links') })
        .getByRole('link', { name: words('advancement:title'), exact: true }).click();
      const routes = routesOn(organizer);
      // In this demonstration no cut goes through a tie.
      await expect(routes.getByText(words('advancement:stateFull'))).toHaveCount(divisions);
      await visited('preliminary-advancement', organizer);
      const going: string[] = [];
      const links = routes.getByRole('link');
      await expect(links).toHaveCount(divisions);
      for (const link of await links.all()) {
        await link.click();
        await expect(link).toHaveAttribute('aria-current');
        const target = ((await link.textContent()) ?? '').trim();
        const table = organizer.getByRole('table', { name: words('advancement:towards', { heat: target }) });
        await expect(table).toBeVisible();
        const lines = await table.getByRole('row').allInnerTexts();
        const cut = lines.findIndex((line) => line.includes(words('advancement:cut', { count: places })));
        const [above, below] = [lines.slice(0, cut), lines.slice(cut)].map((part) => part.flatMap((line) => numbered.exec(line)?.[0] ?? [])) as [string[], string[]];
        expect(above, target).toHaveLength(places);
        expect(below.length, target).toBeGreaterThan(0);
        going.push(...above);
      }
      await visited('preliminary-advancement-last', organizer);
      return going;
    });
    expect(new Set(going)).toHaveProperty('size', divisions * places);

    const chair = await anotherPage();
    await test.step('the chair has no tie to decide; equals that need no order can be looked at, and left as they are', async () => {
      await signIn('chair', chair);
      await chair.goto(advancement);
      await expect(routesOn(chair).getByText(words('advancement:stateFull'))).toHaveCount(divisions);
      await expect(chair.getByRole('region', { name: words('advancement:blockers') })).toHaveCount(0);
      await expect(sendsOn(chair)).toHaveCount(0);
      await visited('preliminary-advancement-chair', chair);
      await chair.getByText(words.pattern('advancement:tie.others_other')).first().click();
      await chair.getByRole('button', { name: words.pattern('advancement:tie.name') }).first().click();
      const dialog = chair.getByRole('dialog');
      const equals = dialog.getByRole('listitem');
      const order = async () => (await equals.allTextContents()).map((text) => numbered.exec(text)![0]);
      await expect(equals.nth(1)).toBeVisible();
      const [first, second, ...others] = await order() as [string, string, ...string[]];
      await dialog.getByRole('button', { name: words('advancement:tie.upName', { number: second }) }).click();
      await expect.poll(order).toEqual([second, first, ...others]);
      await expect(dialog.getByRole('status').filter({ hasText: words('advancement:tie.position', { number: second, place: 1, all: 2 + others.length }) })).toBeAttached();
      await expect(dialog.getByRole('button', { name: words('advancement:tie.confirm'), exact: true })).toBeDisabled();
      await dialog.getByLabel(words('advancement:tie.reason')).fill('仅作查看 · Only looked at');
      await expect(dialog.getByRole('button', { name: words('advancement:tie.confirm'), exact: true })).toBeEnabled();
      await visited('preliminary-tie', chair);
      await dialog.getByRole('button', { name: words('shell:dialog.cancel') }).click();
      await expect(dialog).toHaveCount(0);
      await expect(chair.getByRole('table', { name: words('advancement:tie.decided') })).toHaveCount(0);
    });

    await test.step('the organizer sends them on, once, and they stand in the record', async () => {
      await sendsOn(organizer).click();
      const dialog = organizer.getByRole('dialog');
      await expect(dialog).toContainText(words('advancement:send.title', { count: going.length }));
      await expect(dialog.getByRole('listitem')).toHaveCount(divisions);
      await expect(dialog).toContainText(words('advancement:send.vacantNone'));
      await visited('preliminary-send', organizer);
      await confirm(organizer, words('advancement:send.action'));
      await expect(organizer.getByText(words('advancement:record.total', { count: going.length }))).toBeVisible();
      const records = organizer.getByRole('table', { name: words('advancement:record.title') });
      await expect(records).toHaveCount(divisions);
      const sent = (await records.getByRole('row').filter({ hasText: numbered }).allTextContents()).map((line) => numbered.exec(line)![0]);
      expect(sent.sort()).toEqual([...going].sort());
      await expect(sendsOn(organizer)).toHaveCount(0);
      await visited('preliminary-sent', organizer);
    });

    await test.step('before publication a team reads what it read before, and nothing of where it stands', async () => {
      expect(await readByTeam()).toEqual(sealed);
      await team.goto(`/app/team/entries/${number}/results`);
      await expect(team.getByRole('heading', { name: words('result:notYet') })).toBeVisible();
      await visited('preliminary-team', team);
      await team.goto(advancement);
      await expect(team.getByRole('heading', { level: 1 })).toHaveText(words.pattern('shell:state.not_found.title'));
      await expect(team.locator('body')).not.toContainText(numbered);
    });
  });
});
