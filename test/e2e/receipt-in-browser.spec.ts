import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { CloseRoundService, SealBoxesService, type Round } from '../../src/voting/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { iinOf } from '../support/candidates.js';
import { openRatingRound } from '../support/open-round.js';
import { plantBallots } from '../support/planted-ballots.js';
import { browserPath, bundleVoterScripts, voterPage } from '../support/voter-device.js';

const inBrowser = browserPath ? describe : describe.skip;
const voters = Array.from({ length: 6 }, (_, at) => iinOf(7_300 + at));

inBrowser('a receipt in a real browser', () => {
  let app: TestApp;
  let round: Round;
  let browser: Browser;
  let address: string;
  /** The text of a receipt that was given after the log had begun. */
  let receipt: string;

  beforeAll(async () => {
    await bundleVoterScripts();
    app = await testApp();
    const members = voters.map((iin, at) => ({ iin, phone: `+7701100000${at}` }));
    round = await openRatingRound(app, ['Айбек', 'Дина', 'Ержан'], members);
    await app.nest.listen(0, '127.0.0.1');
    address = (await app.nest.getUrl()).replace('[::1]', '127.0.0.1');
    browser = await chromium.launch({ executablePath: browserPath!, args: ['--no-sandbox'] });
    await others(3);
  });

  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  it('is shown as numbers, as a code and as text, and says when the ballot has its place', async () => {
    const page = await voted(voters[0]!);
    await page.waitForSelector('[data-placed=no]:not([hidden])');
    expect(await page.locator('[data-code] svg path').count()).toBe(1);
    await app.get(SealBoxesService).seal(round.id);
    await page.waitForSelector('[data-placed=yes]:not([hidden])');
    receipt = await textOf(page);
    expect(receipt).toMatch(
      /^irikteu-receipt\/1\nround .*\nserial .*\nleaf .*\nsignature .*\nkey .*\nhead 3 /,
    );
    // The device keeps the head that it saw first, also when the log has grown and the page is loaded again.
    await page.reload();
    await page.waitForSelector('[data-view=receipt]:not([hidden])');
    expect(await textOf(page)).toBe(receipt);
  });

  it('is checked step by step on the device, also after a reload', async () => {
    await others(5);
    const page = await opened();
    await check(page, receipt);
    expect(await verdict(page)).toBe('good');
    expect(await found(page)).toEqual({
      key: 'good',
      signature: 'good',
      ballot: 'good',
      head: 'good',
      included: 'good',
      continued: 'good',
    });
    await page.reload();
    expect(await verdict(page)).toBe('good');
  });

  it('is checked from the link of the ballot page, which carries it behind the #', async () => {
    const page = await voted(voters[1]!);
    await app.get(SealBoxesService).seal(round.id);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.click('[data-box]');
    expect(await verdict(page)).toBe('good');
    expect(asked.filter((url) => url.includes('#')).every((url) => url.includes('/receipt#'))).toBe(
      true,
    );
    expect(asked.some((url) => url.includes('/receipt?'))).toBe(false);
  });

  it('waits for the place of a ballot that was cast a moment ago', async () => {
    const page = await voted(voters[2]!);
    const text = await textOf(page);
    const checking = await opened();
    await check(checking, text);
    expect(await verdict(checking)).toBe('waits');
    await app.get(SealBoxesService).seal(round.id);
    await checking.waitForSelector('[data-verdict=good]:not([hidden])');
  });

  it('may be typed with other spaces, capitals and without the padding', async () => {
    const page = await opened();
    const typed = receipt
      .replace(/^leaf (.*)$/m, (_, leaf: string) => `  LEAF:\t${leaf.toUpperCase()}`)
      .replaceAll('==', '')
      .replaceAll('\n', ' \r\n');
    await check(page, typed);
    expect(await verdict(page)).toBe('good');
  });

  it.each([
    ['nothing at all', ''],
    ['half a receipt', 'irikteu-receipt/1\nserial 00'],
  ])('that is %s is called unreadable', async (_, text) => {
    const page = await opened();
    await page.fill('#receipt', text || ' ');
    await page.click('form button');
    expect(await verdict(page)).toBe('unreadable');
  });

  it.each([
    ['leaf', 'signature', 'forged'],
    ['leaf', 'ballot', 'other'],
    ['serial', 'ballot', 'absent'],
    ['key', 'key', 'other'],
  ])('with another %s fails at the step of the %s', async (field, step, outcome) => {
    const page = await opened();
    const changed = receipt.replace(
      new RegExp(`^(${field} )(.)`, 'm'),
      (_, name: string, sign: string) => `${name}${sign === '0' ? '1' : '0'}`,
    );
    await check(page, changed);
    expect(await verdict(page)).toBe('bad');
    expect(await found(page)).toMatchObject({ [step]: outcome });
  });

  describe('whose server answers', () => {
    it.each([
      ['another root', /\/box$/, /("root":")(.)/, 'head', 'forged'],
      ['another place', /\/inclusion/, /("index":)\d+/, 'included', 'wrong'],
      ['a changed proof', /\/inclusion/, /("proof":\[")(.)/, 'included', 'wrong'],
      ['a changed consistency', /\/consistency/, /("proof":\[")(.)/, 'continued', 'wrong'],
      ['another key', /\/box\/key/, /("key":")(.)/, 'key', 'other'],
      ['another ballot', /\/ballots\//, /("leafHash":")(.)/, 'ballot', 'other'],
    ])('with %s is told that something is wrong', async (_, path, part, step, outcome) => {
      const page = await opened();
      await page.route(path, async (route) => {
        const body = await (await route.fetch()).text();
        const tampered = body.replace(
          part,
          (_all, before: string, sign?: string) =>
            before + (typeof sign === 'string' ? (sign === '0' ? '1' : '0') : '1'),
        );
        expect(tampered).not.toBe(body);
        await route.fulfill({ body: tampered, contentType: 'application/json' });
      });
      await check(page, receipt);
      expect(await verdict(page)).toBe('bad');
      expect(await found(page)).toMatchObject({ [step]: outcome });
    });

    it('with a shorter log is told so', async () => {
      const page = await opened();
      const { heads } = (await (
        await fetch(`${address}/api/rounds/${round.id}/box/heads`)
      ).json()) as {
        heads: object[];
      };
      // A genuine head of this box, but an older one than the receipt saw.
      const later = receipt.replace(/^head .*$/m, await newestLine());
      await page.route(/\/box$/, (route) => route.fulfill({ json: { head: heads[0] } }));
      await check(page, later);
      expect(await verdict(page)).toBe('bad');
      expect(await found(page)).toMatchObject({ continued: 'shrunk' });
    });

    it('not at all is told to try again, and can', async () => {
      const page = await opened();
      await page.route(/\/inclusion/, (route) => route.abort());
      await check(page, receipt);
      expect(await verdict(page)).toBe('unreachable');
      await page.unroute(/\/inclusion/);
      await page.click('[data-again]');
      await page.waitForSelector('[data-verdict=good]:not([hidden])');
    });
  });

  it('is checked by a library where the browser has no Ed25519', async () => {
    const context = await browser.newContext();
    await context.addInitScript(() => {
      const { subtle } = globalThis.crypto;
      const importKey = subtle.importKey.bind(subtle) as (...all: unknown[]) => Promise<CryptoKey>;
      subtle.importKey = (...all: unknown[]) =>
        all[2] === 'Ed25519'
          ? Promise.reject(new DOMException('unknown', 'NotSupportedError'))
          : importKey(...all);
    });
    const page = await opened(context);
    await check(page, receipt);
    expect(await verdict(page)).toBe('good');
  });

  it('is still there, and holds, after the round has closed', async () => {
    await app.rows(
      "UPDATE voting_round SET closes_at = now() - interval '1 second' WHERE id = $1",
      [round.id],
    );
    expect(await app.get(CloseRoundService).close(round.id, 'clock')).toMatchObject({ ok: true });
    const context = contexts.get(voters[0]!)!;
    const page = await context.newPage();
    await page.goto(`${address}/vote/${round.id}`);
    await page.waitForSelector('[data-view=receipt]:not([hidden])');
    expect(await textOf(page)).toBe(receipt);
    await page.click('[data-box]');
    expect(await verdict(page)).toBe('good');
  });

  const contexts = new Map<string, BrowserContext>();

  async function others(count: number): Promise<void> {
    await plantBallots(app, round, count);
    await app.get(SealBoxesService).seal(round.id);
  }

  async function voted(iin: string): Promise<Page> {
    const context = await browser.newContext({ locale: 'en-GB' });
    contexts.set(iin, context);
    const page = await voterPage(app, context, { address, path: `/vote/${round.id}`, iin });
    await page.check('[name=mark] >> nth=0');
    await page.click('[data-review]');
    await page.click('[data-cast]');
    await page.waitForSelector('[data-view=receipt]:not([hidden])');
    await page.locator('[data-receipt-text]', { hasText: 'head ' }).waitFor();
    return page;
  }

  async function opened(context?: BrowserContext): Promise<Page> {
    const page = await (context ?? (await browser.newContext({ locale: 'en-GB' }))).newPage();
    await page.goto(`${address}/receipt`);
    return page;
  }

  async function check(page: Page, text: string): Promise<void> {
    await page.fill('#receipt', text);
    await page.click('form button');
  }

  async function verdict(page: Page): Promise<string | null> {
    const shown = page.locator('[data-verdict]:not([hidden]):not([data-verdict=checking])');
    await shown.waitFor();
    return await shown.getAttribute('data-verdict');
  }

  async function found(page: Page): Promise<Record<string, string>> {
    const found: Record<string, string> = {};
    for (const place of await page.locator('[data-step][data-found]').all()) {
      const step = await place.getAttribute('data-step');
      found[step ?? ''] = (await place.getAttribute('data-found')) ?? '';
    }
    return found;
  }

  async function textOf(page: Page): Promise<string> {
    return (await page.textContent('[data-receipt-text]')) ?? '';
  }

  /** The newest head as a receipt writes it. */
  async function newestLine(): Promise<string> {
    const reply = await fetch(`${address}/api/rounds/${round.id}/box`);
    const { head } = (await reply.json()) as { head: Record<string, string> };
    return `head ${head['size']} ${head['root']} ${head['at']} ${head['signature']}`;
  }
});
