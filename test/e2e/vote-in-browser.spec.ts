import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import type { Round } from '../../src/voting/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { iinOf } from '../support/candidates.js';
import { openRatingRound } from '../support/open-round.js';
import { browserPath, bundleVoterScripts, voterPage } from '../support/voter-device.js';

const inBrowser = browserPath ? describe : describe.skip;
const voters = Array.from({ length: 9 }, (_, at) => iinOf(7_100 + at));

inBrowser('voting in a real browser', () => {
  let app: TestApp;
  let round: Round;
  let browser: Browser;
  let address: string;

  beforeAll(async () => {
    await bundleVoterScripts();
    app = await testApp();
    const members = voters.map((iin, at) => ({ iin, phone: `+7701000000${at}` }));
    round = await openRatingRound(app, ['Айбек', 'Дина', 'Ержан', 'Жанар'], members);
    await app.nest.listen(0, '127.0.0.1');
    address = (await app.nest.getUrl()).replace('[::1]', '127.0.0.1');
    browser = await chromium.launch({ executablePath: browserPath!, args: ['--no-sandbox'] });
  });

  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  it('chooses, reviews, casts and keeps the receipt over a reload', async () => {
    const page = await ballotOf(voters[0]!);
    await choose(page, 2);
    await page.click('[data-cast]');
    await page.waitForSelector('[data-view=receipt]:not([hidden])');
    const serial = await page.textContent('[data-serial]');
    expect(serial).toMatch(/^[0-9a-f]{64}$/);
    await page.reload();
    await page.waitForSelector('[data-view=receipt]:not([hidden])');
    expect(await page.textContent('[data-serial]')).toBe(serial);
    expect(await kept(page)).not.toContain('ballot');
    await page.goto(`${address}/box/${round.id}?serial=${serial}`);
    expect(await page.textContent('main')).toContain('This ballot is in the box.');
    expect(await counts()).toEqual({ participations: 1, ballots: 1 });
  });

  it('sends the ballot without any cookie', async () => {
    const page = await ballotOf(voters[1]!);
    const sent = page.waitForRequest(/\/ballots$/);
    await choose(page, 1);
    await page.click('[data-cast]');
    const headers = await (await sent).allHeaders();
    expect(Object.keys(headers)).not.toEqual(
      expect.arrayContaining(['cookie', 'authorization', 'referer']),
    );
    expect(headers['cookie']).toBeUndefined();
    await page.waitForSelector('[data-view=receipt]:not([hidden])');
  });

  it.each([
    ['the authorisation', /\/authorisation$/, 2],
    ['the receipt', /\/ballots$/, 3],
  ])(
    'loses no vote when the answer with %s is lost, and goes on after a reload',
    async (_, path, at) => {
      const page = await ballotOf(voters[at]!);
      // The server does its work; the answer never arrives.
      await page.route(path, async (route) => {
        await route.fetch();
        await route.abort();
      });
      await choose(page, 2);
      await page.click('[data-cast]');
      await page.waitForSelector('[data-refusal=unreachable]:not([hidden])');
      await page.unroute(path);
      await page.reload();
      await page.waitForSelector('[data-view=receipt]:not([hidden])');
      expect(await counts()).toEqual({ participations: at + 1, ballots: at + 1 });
    },
  );

  it('asks again by itself when the server did not answer', async () => {
    const page = await ballotOf(voters[5]!);
    let refused = 0;
    await page.route(/\/(authorisation|ballots)$/, async (route) => {
      refused++;
      if (refused % 2 === 1) await route.abort();
      else await route.continue();
    });
    await choose(page, 1);
    await page.click('[data-cast]');
    await page.waitForSelector('[data-view=receipt]:not([hidden])');
    expect(refused).toBe(4);
    expect(await page.isHidden('[data-refusals]')).toBe(true);
  });

  it('needs no clock: a device years behind votes like every other', async () => {
    const page = await ballotOf(voters[6]!, { clock: new Date('2019-01-01T00:00:00Z') });
    expect(await page.evaluate('new Date().getFullYear()')).toBe(2019);
    await choose(page, 1);
    await page.click('[data-cast]');
    await page.waitForSelector('[data-view=receipt]:not([hidden])');
  });

  it('lets a second tab not take the place of what the first began', async () => {
    const first = await ballotOf(voters[7]!);
    const second = await ballotOf(voters[7]!);
    await choose(first, 1);
    await choose(second, 2);
    await first.route(/\/authorisation$/, (route) => route.abort());
    await first.click('[data-cast]');
    await first.waitForSelector('[data-refusal=unreachable]:not([hidden])');
    await second.click('[data-cast]');
    await second.waitForSelector('[data-refusal=begun-elsewhere]:not([hidden])');
    const begun = await kept(second);
    await second.click('[data-again]');
    await second.waitForSelector('[data-view=receipt]:not([hidden])');
    const { serial } = JSON.parse(Object.values(JSON.parse(begun) as object)[0] as string) as {
      serial: string;
    };
    expect(await second.textContent('[data-serial]')).toBe(
      Buffer.from(serial, 'base64').toString('hex'),
    );
  });

  it('asks nobody for anything where the browser keeps nothing', async () => {
    const page = await ballotOf(voters[8]!);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.method()));
    await page.evaluate(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    });
    await choose(page, 1);
    await page.click('[data-cast]');
    await page.waitForSelector('[data-refusal=device-forgets]:not([hidden])');
    expect(asked).not.toContain('POST');
  });

  it('says that the round closed while the voter was choosing', async () => {
    const page = await ballotOf(voters[4]!);
    await choose(page, 1);
    await app.rows("UPDATE voting_round SET state = 'closed' WHERE id = $1", [round.id]);
    await page.click('[data-cast]');
    await page.waitForSelector('[data-refusal=round-closed]:not([hidden])');
    await app.rows("UPDATE voting_round SET state = 'open' WHERE id = $1", [round.id]);
  });

  it('lets nobody mark more candidates than the ballot allows', async () => {
    const page = await ballotOf(voters[4]!, { clean: true });
    await app.rows('UPDATE voting_round SET marks = 2 WHERE id = $1', [round.id]);
    await page.reload();
    await page.check('[name=mark] >> nth=0');
    await page.check('[name=mark] >> nth=1');
    expect(await page.isDisabled('[name=mark] >> nth=2')).toBe(true);
    expect(await page.textContent('[data-left]')).toBe('0');
  });

  const contexts = new Map<string, BrowserContext>();

  /** The ballot's page on the device of a voter who is signed in. */
  async function ballotOf(
    iin: string,
    { clean = false, clock }: { clean?: boolean; clock?: Date } = {},
  ): Promise<Page> {
    const context =
      (clean ? undefined : contexts.get(iin)) ?? (await browser.newContext({ locale: 'en-GB' }));
    contexts.set(iin, context);
    if (clock) await context.clock.setFixedTime(clock);
    return await voterPage(app, context, { address, path: `/vote/${round.id}`, iin });
  }

  async function choose(page: Page, marks: number): Promise<void> {
    for (let at = 0; at < marks; at++) await page.check(`[name=mark] >> nth=${at}`);
    await page.click('[data-review]');
    await page.waitForSelector('[data-view=review]:not([hidden])');
    expect(await page.locator('[data-chosen] li').count()).toBe(marks);
  }

  async function kept(page: Page): Promise<string> {
    return await page.evaluate('JSON.stringify(localStorage)');
  }

  async function counts(): Promise<unknown> {
    const [row] = await app.rows(
      `SELECT (SELECT count(*)::integer FROM voting_participation WHERE round_id = $1) AS participations,
              (SELECT count(*)::integer FROM voting_ballot WHERE round_id = $1) AS ballots`,
      [round.id],
    );
    return row;
  }
});
