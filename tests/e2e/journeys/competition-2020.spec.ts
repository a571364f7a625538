// The competition of 2020 at its real size, by the people who run it: the screening, the divisions of the hosts, the
// final. Each journey has a server of its own at the point of the year where its people work.
import type { Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { at, edition, expect, minute, test } from '../at-scale.ts';

const entered = 1024;

test.describe('while entries are screened', () => {
  test.use({ demonstration: at('screening') });

  test('a screener accepts one and rejects one; the organizer finds it and takes the list', async ({
    page, anotherPage, signIn, desk, words, visited, menu,
  }) => {
    const screener = page;
    const work = screener.getByRole('article');
    const queue = screener.getByRole('navigation', { name: words('screening:queue.name') });
    const tab = (state: string) => queue.getByRole('link', { name: new RegExp(`^${words.pattern('screening:queue.tab', { name: words(`entries:screenings.${state}`) }).source}`) });
    const count = async (state: string) => Number(/\d+/.exec((await tab(state).textContent()) ?? '')![0]);
    const shown = async () => new URL(screener.url()).searchParams.get('entry') ?? '';
    const reason = '营业执照已过期 · The business licence has expired';
    /** The name ends in its key where there is a keyboard. */
    const decision = (key: string) => screener.getByRole('button', { name: new RegExp(`^${words(`screening:decide.${key}`)}( [AR])?$`) });
    const said = (what: string, number: string) => screener.getByRole('status').filter({ hasText: words(`screening:said.${what}`, { number }) });

    const before = await test.step('the desk shows the queue', async () => {
      await signIn('screener');
      await menu(screener, 'screening');
      await expect(tab('pending')).toBeVisible();
      await expect(tab('pending')).toHaveText(/\d/);
      await visited('screening-desk');
      return { pending: await count('pending'), accepted: await count('accepted'), rejected: await count('rejected') };
    });
    expect(before.pending).toBeGreaterThan(2);
    expect(before.pending + before.accepted + before.rejected).toBe(entered);

    const accepted = await test.step('one that passes every rule is accepted at once', async () => {
      await queue.getByRole('listitem').getByRole('link', { name: /W20-\d{5}/ }).first().click();
      const accept = decision('accept');
      await expect(accept).toBeVisible();
      // Where a rule fails or evidence is missing, that is for somebody with more time.
      for (;;) {
        const number = await shown();
        await expect(work.getByText(number)).toBeVisible();
        const against = decision('acceptAgainst');
        await expect(accept.or(against)).toBeVisible();
        if (await against.count() === 0) break;
        if (desk) await screener.keyboard.press('j');
        else await screener.getByRole('button', { name: words('screening:queue.next') }).click();
        await expect.poll(shown).not.toBe(number);
      }
      await visited('screening-entry');
      const number = await shown();
      if (desk) await screener.keyboard.press('a');
      else await accept.click();
      await expect(said('accepted', number)).toBeVisible();
      await expect.poll(shown).not.toBe(number);
      return number;
    });

    const rejected = await test.step('the next one is rejected, and not without a reason', async () => {
      const number = await shown();
      await expect(work.getByText(number)).toBeVisible();
      const box = screener.getByLabel(words('screening:decide.reasonReject'));
      const send = async () => {
        if (desk) await screener.keyboard.press('Control+Enter');
        else await screener.getByRole('button', { name: words('screening:decide.confirmReject', { number }), exact: true }).click();
      };
      if (desk) await screener.keyboard.press('r');
      else await decision('reject').click();
      await expect(box).toBeFocused();
      await send();
      await expect(screener.getByText(words('screening:decide.missing'))).toBeVisible();
      await visited('screening-reason');
      await box.click();
      await screener.keyboard.insertText(reason);
      await send();
      await expect(said('rejected', number)).toBeVisible();
      return number;
    });

    await test.step('the counts follow', async () => {
      if (!desk) await screener.getByRole('button', { name: words('screening:queue.toQueue') }).click();
      await expect.poll(() => count('pending')).toBe(before.pending - 2);
      await expect.poll(() => count('accepted')).toBe(before.accepted + 1);
      await expect.poll(() => count('rejected')).toBe(before.rejected + 1);
      await tab('rejected').click();
      await expect(queue.getByRole('link', { name: new RegExp(rejected) })).toBeVisible();
      await expect(queue.getByRole('link', { name: new RegExp(accepted) })).toHaveCount(0);
    });

    const organizer = await anotherPage();
    const inList = (number: string) => organizer.getByRole('row').filter({ hasText: number });
    await test.step('the organizer narrows the list to it, and the address says how', async () => {
      await signIn('organizer', organizer);
      await visited('overview-screening', organizer);
      await menu(organizer, 'entries');
      await expect(organizer.getByRole('heading', { level: 1, name: words('organizer:entries.title') })).toBeVisible();
      await visited('entries', organizer);
      if (!desk) await organizer.getByRole('button', { name: words('entries:filters.more') }).click();
      await organizer.getByLabel(words('entries:filters.screening'), { exact: true }).selectOption('rejected');
      await expect(organizer).toHaveURL(/[?&]screening=rejected(&|$)/);
      await expect(organizer.getByRole('status').filter({ hasText: words('entries:list.found', { count: before.rejected + 1 }) })).toBeVisible();
      await organizer.getByLabel(words('entries:filters.text')).fill(rejected);
      await expect(organizer).toHaveURL(new RegExp(`[?&]text=${rejected}(&|$)`));
      await expect(inList(rejected)).toBeVisible();
      await expect(organizer.getByRole('row').filter({ hasText: /W20-\d{5}/ })).toHaveCount(1);
      await organizer.reload();
      await expect(inList(rejected)).toBeVisible();
      await expect(organizer.getByRole('row').filter({ hasText: /W20-\d{5}/ })).toHaveCount(1);
      await visited('entries-rejected', organizer);
    });

    await test.step('and takes exactly the list that is shown as a file', async () => {
      await organizer.getByRole('button', { name: words.pattern('entries:filters.remove', { name: words('entries:filters.text') }) }).click();
      await expect(organizer).not.toHaveURL(/text=/);
      await expect(organizer.getByRole('status').filter({ hasText: words('entries:list.found', { count: before.rejected + 1 }) })).toBeVisible();
      await organizer.getByRole('button', { name: words('entries:export.menu'), exact: true }).click();
      const coming = organizer.waitForEvent('download');
      await organizer.getByRole('button', { name: words('entries:export.csv') }).click();
      const download = await coming;
      expect(download.suggestedFilename()).toBe(`${edition}-entries.csv`);
      const text = await readFile(await download.path(), 'utf8');
      expect(new Set(text.match(/W20-\d{5}/g))).toHaveProperty('size', before.rejected + 1);
      expect(text).toContain(rejected);
      expect(text).not.toContain(accepted);
      await expect(organizer.getByText(words('entries:export.done', { name: `${edition}-entries.csv` }))).toBeVisible();
    });

    await test.step('the entry says why, and the record that it was taken', async () => {
      await organizer.goto(`/app/editions/${edition}/entries/${rejected}`);
      await expect(organizer.getByText(reason).first()).toBeVisible();
      await visited('entry-rejected', organizer);
      await menu(organizer, 'audit');
      await expect(organizer.getByRole('row').filter({ hasText: words('organizer:audit.actions.export_entries') }).first()).toBeVisible();
      await expect(organizer.getByRole('row').filter({ hasText: words('organizer:audit.actions.screen_entry') }).first()).toBeVisible();
    });
  });
});

test.describe('while the divisions compete', () => {
  test.use({ demonstration: at('divisions') });
  const own = 'yangtze-belt';
  const others = 'belt-road';
  const waiting = 'greater-bay';
  const places = 3;

  test('a host sees its own; the organizer answers a report, the chair decides a tie, and the first three go on', async ({
    page, anotherPage, server, signIn, words, visited, confirm, menu,
  }) => {
    const status = (of: Page, path: string) => of.evaluate(async (address) => (await fetch(address)).status, `/api/editions/${edition}${path}`);
    const numbers = async (of: Page) => {
      const rows = of.getByRole('row').filter({ hasText: /W20-\d{5}/ });
      await expect(rows).toHaveCount(11);
      return (await rows.allTextContents()).map((text) => /W20-\d{5}/.exec(text)![0]);
    };

    const hosts = { own: page, other: await anotherPage() };
    const lists = await test.step('two hosts see one heat and eleven entries each, and none of the other', async () => {
      const lists = { own: [] as string[], other: [] as string[] };
      for (const [role, who, heat] of [['host', 'own', own], ['other_host', 'other', others]] as const) {
        const host = hosts[who];
        await signIn(role, host);
        await host.goto(`/app/editions/${edition}`);
        const heats = host.getByRole('table', { name: words('today:heats.title') });
        await expect(heats.locator(`a[href$="/heats/${heat}"]`)).toHaveCount(1);
        await expect(heats.locator('th a[href*="/heats/"]').filter({ hasNotText: words('organizer:standing.title') })).toHaveCount(1);
        if (who === 'own') await visited('host-overview', host);
        await menu(host, 'entries');
        lists[who] = await numbers(host);
      }
      await visited('host-entries', hosts.own);
      return lists;
    });
    expect(lists.own.filter((number) => lists.other.includes(number))).toEqual([]);

    await test.step('nor by its address', async () => {
      const host = hosts.own;
      for (const path of [`heats/${others}`, `heats/${others}/report`, `entries/${lists.other[0]}`]) {
        await host.goto(`/app/editions/${edition}/${path}`);
        await expect(host.getByRole('heading', { level: 1 })).toHaveText(words.pattern('shell:state.not_found.title'));
        await expect(host.locator('body')).not.toContainText(lists.other[0]!);
      }
      await visited('host-not-found', host);
      expect(await status(host, `/entries?heat=${others}&division=${others}`)).toBeLessThan(500);
      const found = await host.evaluate(async (address) => ((await (await fetch(address)).json()) as { entries?: unknown[] }).entries?.length ?? 0, `/api/editions/${edition}/entries?division=${others}`);
      expect(found).toBe(0);
    });

    await test.step('its own heat is there, with who is behind', async () => {
      const host = hosts.own;
      await host.goto(`/app/editions/${edition}`);
      await host.locator(`a[href$="/heats/${own}"]`).first().click();
      await expect(host.getByRole('table', { name: words('organizer:heat.progress') })).toBeVisible();
      await expect(host.getByText('25 / 55')).toBeVisible();
      await visited('host-heat', host);
    });

    const organizer = await anotherPage();
    await test.step('until the report is answered nobody is sent on, however the cut falls', async () => {
      await signIn('organizer', organizer);
      await visited('overview-divisions', organizer);
      await organizer.goto(`/app/editions/${edition}/heats/${waiting}/advancement`);
      await expect(organizer.getByRole('heading', { name: words('advancement:blockers') })).toBeVisible();
      await expect(organizer.getByRole('button', { name: words('advancement:send.action'), exact: true })).toBeDisabled();
      await expect(organizer.getByRole('row').filter({ hasText: words.pattern('advancement:tieBand_one', { entries: 2 }) })).toBeVisible();
      await visited('advancement-blocked', organizer);
    });

    await test.step('the organizer reads the report that waits and accepts it', async () => {
      await organizer.getByRole('link', { name: words('advancement:toReport') }).click();
      await expect(organizer.getByText(words('report:states.reported'))).toBeVisible();
      await visited('report-waiting', organizer);
      await organizer.getByRole('button', { name: words('report:answer.accept'), exact: true }).click();
      await expect(organizer.getByRole('dialog')).toContainText(words('report:answer.noScan'));
      await confirm(organizer, words('report:answer.accept'));
      await expect(organizer.getByRole('article').getByText(words('report:states.accepted'))).toBeVisible();
      await expect(organizer.getByRole('button', { name: words('report:answer.accept'), exact: true })).toHaveCount(0);
    });

    await test.step('two are equal at the cut: the organizer has to wait, the chair of the heat puts them in order', async () => {
      await organizer.getByRole('link', { name: words('report:toAdvancement') }).click();
      await expect(organizer.getByRole('heading', { name: words('advancement:blockers') })).toBeVisible();
      await expect(organizer.getByRole('button', { name: words('advancement:send.action'), exact: true })).toBeDisabled();
      await visited('advancement-tied', organizer);
      const mail = await organizer.evaluate(async ([address, heat]) => {
        const { judges } = (await (await fetch(address!)).json()) as { judges: { email: string; heats: { key: string; role: string }[] }[] };
        return judges.find(({ heats }) => heats.some(({ key, role }) => key === heat && role === 'chair'))?.email ?? '';
      }, [`/api/editions/${edition}/judges`, waiting]);
      const chair = await anotherPage();
      await chair.goto(await server.command('sign-in-link', mail, '--public-url', server.address));
      await chair.getByRole('button', { name: words('signIn:linkAction'), exact: true }).click();
      await chair.waitForURL((url) => !url.pathname.endsWith('/sign-in'));
      await chair.goto(`/app/editions/${edition}/heats/${waiting}/advancement`);
      await chair.getByRole('table', { name: words('advancement:routes') }).getByRole('button', { name: words.pattern('advancement:tie.name') })
        .or(chair.getByRole('button', { name: words.pattern('advancement:tie.name') })).first().click();
      const dialog = chair.getByRole('dialog');
      await expect(dialog.getByRole('listitem')).toHaveCount(2);
      const [first, second] = (await dialog.getByRole('listitem').allTextContents()).map((text) => /W20-\d{5}/.exec(text)![0]) as [string, string];
      await dialog.getByRole('button', { name: words('advancement:tie.upName', { number: second }) }).click();
      const sure = dialog.getByRole('button', { name: words('advancement:tie.confirm'), exact: true });
      await expect(sure).toBeDisabled();
      await dialog.getByLabel(words('advancement:tie.reason')).fill('现场答辩更为充分 · The better answers on stage');
      await visited('tie', chair);
      await sure.click();
      const decided = chair.getByRole('table', { name: words('advancement:tie.decided') });
      await expect(decided).toContainText('The better answers on stage');
      await visited('tie-decided', chair);
      await organizer.reload();
      await expect(organizer.getByRole('row').filter({ hasText: words('advancement:cut', { count: places }) })).toBeVisible();
      const lines = await organizer.getByRole('row').allTextContents();
      expect(lines.findIndex((line) => line.includes(second))).toBeLessThan(lines.findIndex((line) => line.includes(first)));
    });

    const first = await test.step('above the cut stand three', async () => {
      await expect(organizer.getByRole('button', { name: words('advancement:send.action'), exact: true })).toBeEnabled();
      const texts = await organizer.getByRole('row').allTextContents();
      const cut = texts.findIndex((text) => text.includes(words('advancement:cut', { count: places })));
      const above = texts.slice(0, cut).flatMap((text) => /W20-\d{5}/.exec(text)?.[0] ?? []);
      expect(above).toHaveLength(places);
      await visited('advancement', organizer);
      return above;
    });

    await test.step('the organizer sends them on, once, and they stand in the record', async () => {
      await organizer.getByRole('button', { name: words('advancement:send.action'), exact: true }).click();
      await expect(organizer.getByRole('dialog')).toContainText(words('advancement:send.title', { count: places }));
      await confirm(organizer, words('advancement:send.action'));
      await expect(organizer.getByText(words('advancement:record.total', { count: places }))).toBeVisible();
      const record = organizer.getByRole('table', { name: words('advancement:record.title') });
      for (const number of first) await expect(record.getByRole('row').filter({ hasText: number })).toBeVisible();
      await expect(record.getByRole('row').filter({ hasText: /W20-\d{5}/ })).toHaveCount(places);
      await expect(organizer.getByRole('button', { name: words('advancement:send.action'), exact: true })).toHaveCount(0);
      await visited('advanced', organizer);
    });

    await test.step('a report that was returned says why to its host, who hands in again', async () => {
      const host = hosts.other;
      await host.goto(`/app/editions/${edition}/heats/${others}/report`);
      await expect(host.getByRole('heading', { name: words('report:returnedFor') })).toBeVisible();
      await visited('report-returned', host);
      await host.getByLabel(words('report:handIn.statement')).fill('已更正 · Put right');
      await host.getByRole('button', { name: words('report:handIn.action'), exact: true }).click();
      await confirm(host, words('report:handIn.action'));
      const second = host.getByRole('article').filter({ has: host.getByRole('heading', { name: words.pattern('report:number', { number: 2 }) }) });
      await expect(second).toContainText(words('report:states.reported'));
      await expect(second).toContainText('Put right');
    });

    await test.step('and the organizer returns that one too', async () => {
      await organizer.goto(`/app/editions/${edition}/heats/${others}/report`);
      await organizer.getByRole('button', { name: words('report:answer.return'), exact: true }).click();
      const dialog = organizer.getByRole('dialog');
      await expect(dialog.getByRole('button', { name: words('report:answer.return'), exact: true })).toBeDisabled();
      await dialog.getByLabel(words('report:answer.reason')).fill('缺签字 · The signature is missing');
      await confirm(organizer, words('report:answer.return'));
      await expect(organizer.getByRole('region', { name: words('report:returnedFor') })).toContainText('The signature is missing');
      await hosts.other.reload();
      await expect(hosts.other.getByRole('region', { name: words('report:returnedFor') })).toContainText('The signature is missing');
    });
  });
});

test.describe('at the final', () => {
  test.use({ demonstration: at('final') });
  const finalists = 10;
  const seats = 7;
  /** Half of the finalists had pitched when a storm stopped the day. */
  const scored = 5;
  const missing = (finalists - scored) * seats;
  const tiers = [
    { zh: '一等奖', en: 'First prize', quota: 1 },
    { zh: '二等奖', en: 'Second prize', quota: 3 },
    { zh: '三等奖', en: 'Third prize', quota: 6 },
  ];

  test('the organizer ends the final, two officers publish, and the public reads it at the instant', async ({
    page, anotherPage, server, signIn, language, words, picture, visited, confirm, menu,
  }) => {
    const organizer = page;
    const reason = '现场停电，其余路演无法进行 · A power cut ended the pitches';
    const reader = await anotherPage('plain');
    const results = `${server.address}/results/${edition}`;
    const publicPage = async () => {
      const answer = await reader.request.get(results);
      return `${answer.status()} ${await answer.text()}`;
    };
    const before = await publicPage();
    expect(before).not.toMatch(/W20-\d{5}/);

    await test.step('the organizer waives what is missing, with a reason', async () => {
      await signIn('organizer');
      await visited('overview-final');
      await organizer.goto(`/app/editions/${edition}/heats/final`);
      const region = organizer.getByRole('region', { name: words('organizer:missing.title', { count: missing }) });
      await expect(region).toBeVisible();
      await visited('final-missing');
      await region.getByRole('checkbox', { name: words('heats:chooseListed', { count: missing }) }).check();
      await region.getByRole('button', { name: words('organizer:waiver.action', { count: missing }) }).click();
      const dialog = organizer.getByRole('dialog');
      await expect(dialog.getByRole('listitem')).toHaveCount(seats);
      await expect(dialog.getByRole('button', { name: words('organizer:waiver.confirm'), exact: true })).toBeDisabled();
      await dialog.getByLabel(words('organizer:reason')).fill(reason);
      await picture('2020-final-waive');
      await confirm(organizer, words('organizer:waiver.confirm'));
      await expect(organizer.getByText(words('organizer:missing.none'))).toBeVisible();
      await expect(organizer.getByRole('table', { name: words('organizer:waiver.list') })).toContainText(reason);
      await visited('final-waived');
    });

    const ranked = await test.step('closes the final and reads the standing', async () => {
      await organizer.getByRole('button', { name: words('organizer:heat.close') }).click();
      await confirm(organizer, words('organizer:heat.close'));
      await expect(organizer.getByRole('heading', { level: 1, name: words.pattern('organizer:standing.of') })).toBeVisible();
      const rows = organizer.getByRole('row').filter({ hasText: /W20-\d{5}/ });
      await expect(rows).toHaveCount(finalists);
      const withFigure = rows.filter({ hasText: `${seats} / ${seats}` });
      await expect(withFigure).toHaveCount(scored);
      await expect(rows.filter({ hasText: words('organizer:standing.withheld') })).toHaveCount(finalists - scored);
      await visited('final-standing');
      return (await withFigure.allTextContents()).map((text) => /W20-\d{5}/.exec(text)![0]);
    });

    const given = await test.step('gives the awards from the top', async () => {
      await menu(organizer, 'awards');
      const ladder = tiers.flatMap((tier) => Array.from({ length: tier.quota }, () => tier[language]));
      const given = ranked.map((number, index) => ({ number, tier: ladder[index]! }));
      const standing = organizer.getByRole('table', { name: words('organizer:awards.standing') });
      for (const { number, tier } of given) {
        await standing.getByRole('button', { name: words('organizer:awards.giveName', { number }) }).click();
        await organizer.getByRole('dialog').getByRole('radio', { name: tier }).check();
        await confirm(organizer, words('organizer:awards.give'));
        await expect(standing.getByRole('row').filter({ hasText: number }).getByText(tier)).toBeVisible();
      }
      await visited('awards');
      return given;
    });
    expect(await publicPage()).toBe(before);

    const officers = { first: await anotherPage(), second: await anotherPage() };
    const card = (of: Page) => of.getByRole('article', { name: words('organizer:publication.number', { number: 1 }) });
    await signIn('officer', officers.first);
    await signIn('second_officer', officers.second);
    const instant = await test.step('one officer proposes the list and cannot confirm it', async () => {
      const officer = officers.first;
      await officer.goto(`/app/editions/${edition}/publication`);
      for (const { number } of given) await expect(officer.getByRole('rowheader').filter({ hasText: number })).toBeVisible();
      await visited('publication-draft', officer);
      // Whole minutes, in the zone of the edition, with time for another officer.
      const instant = new Date(Math.ceil((Date.now() + 30_000) / minute) * minute);
      const local = new Date(instant.getTime() + 8 * 60 * minute).toISOString().slice(0, 16);
      await officer.getByLabel(words.pattern('organizer:propose.at')).fill(local);
      await officer.getByRole('button', { name: words('organizer:propose.action'), exact: true }).click();
      await confirm(officer, words('organizer:propose.action'));
      await expect(card(officer)).toContainText(words('organizer:publication.waits'));
      await expect(card(officer).getByRole('button', { name: words('organizer:publication.confirm'), exact: true })).toHaveCount(0);
      return instant;
    });

    await test.step('another confirms', async () => {
      const officer = officers.second;
      await officer.goto(`/app/editions/${edition}/publication`);
      await card(officer).getByRole('button', { name: words('organizer:publication.confirm'), exact: true }).click();
      await expect(officer.getByRole('dialog')).toContainText(words('organizer:publication.confirmBody', { count: given.length }));
      await confirm(officer, words('organizer:publication.confirm'));
      await expect(card(officer)).toContainText(words('organizer:publication.states.confirmed'));
      expect(Date.now(), 'confirmed before the instant').toBeLessThan(instant.getTime());
    });

    await test.step('until the instant nothing of it is public', async () => {
      const sealed = await publicPage();
      expect(Date.now(), 'read before the instant').toBeLessThan(instant.getTime());
      expect(sealed).toBe(before);
      await visited('publication-confirmed', officers.second);
    });

    await test.step('at the instant the public reads the prizes in their order', async () => {
      await expect.poll(publicPage, { timeout: 2 * minute, intervals: [1_000] }).not.toBe(before);
      expect(Date.now(), 'not before the instant').toBeGreaterThanOrEqual(instant.getTime());
      await reader.goto(results);
      await expect(reader.getByRole('heading', { level: 1, name: words('pages:results.heading') })).toBeVisible();
      for (const { number } of given) await expect(reader.getByRole('listitem').filter({ hasText: number })).toBeVisible();
      const page = (await reader.locator('main').textContent()) ?? '';
      // Within a prize all are equal, and stand by number.
      const inOrder = tiers.flatMap((tier) => given.filter((one) => one.tier === tier[language]).map(({ number }) => number).sort());
      expect(page.match(/W20-\d{5}/g)).toEqual(inOrder);
      for (const tier of tiers) await expect(reader.getByRole('heading', { level: 2, name: tier[language] })).toBeVisible();
      await picture('2020-results-plain', reader);
      await organizer.goto(`/results/${edition}`);
      await visited('results');
    });
  });
});
