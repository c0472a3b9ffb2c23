import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import type { RoundId, TerritoryCode } from '../../src/kernel/ids.js';
import { Sessions, type Actor } from '../../src/platform/identity/index.js';
import {
  CloseRoundService,
  CountRoundService,
  FreezeRollService,
  OpenBoxService,
  OpenRoundService,
  PlanRoundsService,
  RoundDirectory,
} from '../../src/voting/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { bundleScripts } from '../support/browser-scripts.js';
import {
  accepted,
  candidate,
  commission,
  contestIn,
  decided,
  iinOf,
  personData,
  submitted,
} from '../support/candidates.js';
import { openPrimary } from '../support/primary.js';
import { browserPath, voterPage } from '../support/voter-device.js';

const inBrowser = browserPath ? describe : describe.skip;
const units = ['KZ-3901', 'KZ-3902'] as TerritoryCode[];
const passphrase = 'ақ бота мен көк тас';
const voters = [1, 2, 3].map((at) => iinOf(8_200 + at));

inBrowser('the key ceremony in a real browser', () => {
  let app: TestApp;
  let browser: Browser;
  let address: string;
  let home: string;
  let office: Actor;
  let chair: Actor;
  let trustees: Actor[];
  let rounds: RoundId[];
  let contestId: Awaited<ReturnType<typeof contestIn>>;
  const devices = new Map<Actor, { context: BrowserContext; file: string }>();

  beforeAll(async () => {
    await bundleScripts('vote', 'trustee', 'ceremony');
    app = await testApp();
    home = await mkdtemp(join(tmpdir(), 'irikteu-keys-'));
    const opened = await openPrimary(app, { state: 'registration' });
    office = opened.office;
    contestId = await contestIn(app, opened.primaryId, 'KZ-39');
    const names = ['Айбек', 'Дина', 'Ержан'];
    const ids = [];
    for (const [at, given] of names.entries()) {
      const actor = await candidate(app, iinOf(at + 1));
      const data = personData({ name: { family: 'Омар', given, patronymic: null } });
      const unit = units[at === 2 ? 1 : 0]!;
      ids.push(await submitted(app, actor, { contestId, unit, route: 'self' }, data));
    }
    await decided(app, await commission(app, 'KZ-39'), ids);
    app.clock.set(new Date());
    await app.rows("UPDATE primary_season SET state = 'voting'");
    for (const [at, iin] of voters.entries()) await plantMember(iin, units[at === 2 ? 1 : 0]!);
    const plan = {
      contestId,
      stageId: 'rating',
      opensAt: new Date(Date.now() - 60_000),
      closesAt: new Date(Date.now() + 3_600_000),
    };
    rounds = [...accepted(await app.get(PlanRoundsService).plan(plan, office)).rounds];
    for (const round of rounds) {
      accepted(await app.get(FreezeRollService).freeze(round, office));
      await app.rows("INSERT INTO voting_place VALUES (gen_random_uuid(), $1, '№ 1', NULL)", [
        round,
      ]);
    }
    chair = await app.staff('commission-chair', 'KZ-39', 'Серік Ахметов');
    trustees = [];
    for (const name of ['Әсем Жұмабаева', 'Бауыржан Нұрланов', 'Вера Ким'])
      trustees.push(await app.staff('trustee', 'KZ-39', name));
    await app.nest.listen(0, '127.0.0.1');
    address = (await app.nest.getUrl()).replace('[::1]', '127.0.0.1');
    browser = await chromium.launch({ executablePath: browserPath!, args: ['--no-sandbox'] });
  });

  afterAll(async () => {
    await browser.close();
    await app.close();
    await rm(home, { recursive: true, force: true });
  });

  it('lets every trustee make a key, whose file is read back before it is registered', async () => {
    for (const trustee of trustees) {
      const page = await pageOf(trustee, '/trustee');
      await page.fill('#new-passphrase', passphrase);
      await page.fill('#new-again', `${passphrase}!`);
      await page.click('[data-create] button');
      await page.waitForSelector('[data-errors]:not([hidden])');
      await page.fill('#new-again', passphrase);
      const saved = page.waitForEvent('download');
      await page.click('[data-create] button');
      const { file } = devices.get(trustee)!;
      await (await saved).saveAs(file);
      await page.waitForSelector('[data-part=confirm]:not([hidden])');
      await page.setInputFiles('#confirm-file', file);
      await page.fill('#confirm-passphrase', 'another passphrase');
      await page.click('[data-confirm] button[type=submit]');
      await page.waitForSelector('[data-errors]:not([hidden])');
      expect(await page.textContent('[data-errors]')).toContain('The passphrase is wrong');
      await page.fill('#confirm-passphrase', passphrase);
      await page.click('[data-confirm] button[type=submit]');
      await page.waitForSelector('[data-create]', { state: 'hidden' });
      await page.waitForSelector('code');
      expect(await page.textContent('main')).toContain('Nothing waits for you now');
      expect(await readFile(file, 'utf8')).not.toContain(passphrase);
    }
    const keys = await app.rows('SELECT account_id FROM voting_trustee');
    expect(keys).toHaveLength(3);
  });

  it('lets the chair make the keys of a whole stage at once, and nothing secret leaves the device', async () => {
    const page = await pageOf(chair, `/commission/stages/${contestId}/rating/keys`);
    const sent: string[] = [];
    page.on('request', (request) => sent.push(request.postData() ?? ''));
    expect(await page.inputValue('#needed')).toBe('2');
    await page.click('[data-make] button[type=submit]');
    await page.waitForSelector('[data-finished]:not([hidden])');
    const bodies = sent
      .filter((body) => body.includes('trialSealed'))
      .map((body) => JSON.parse(body) as object);
    expect(bodies).toHaveLength(2);
    expect(Object.keys(bodies[0]!).sort()).toEqual([
      'needed',
      'publicKey',
      'shares',
      'trialPublicKey',
      'trialSealed',
    ]);
    const blocked = await app.get(OpenRoundService).open(rounds[0]!, office);
    expect(blocked).toMatchObject({
      error: { blockers: [{ kind: 'trials-missing', names: trustees.map(({ name }) => name) }] },
    });
    const console = await pageOf(chair, `/commission/rounds/${rounds[0]!}`);
    expect(await console.textContent('#trial')).toContain('Вера Ким');
  });

  it('says clearly what is wrong with a file', async () => {
    const [trustee, other] = trustees;
    const page = await pageOf(trustee!, '/trustee');
    const damaged = join(home, 'damaged.json');
    const text = await readFile(devices.get(trustee!)!.file, 'utf8');
    await writeFile(damaged, text.replace(/"sealed": "..../, '"sealed": "AAAA'));
    const strange = join(home, 'strange.json');
    await writeFile(strange, '{}');
    for (const [file, sentence] of [
      [damaged, 'damaged'],
      [strange, 'not a key file'],
      [devices.get(other!)!.file, 'another account'],
    ] as const) {
      await page.setInputFiles('#give-file', file);
      await page.fill('#give-passphrase', passphrase);
      await page.click('[data-give] button[type=submit]');
      await page.waitForSelector('[data-errors]:not([hidden])');
      await page.waitForSelector('[data-progress]', { state: 'hidden' });
      expect(await page.textContent('[data-errors]')).toContain(sentence);
    }
  });

  it('tries all rounds with one file and one passphrase', async () => {
    for (const trustee of trustees) {
      const page = await pageOf(trustee, '/trustee');
      await give(page, trustee);
      expect(await page.locator('.badge.good[data-state]').count()).toBe(2);
    }
    for (const round of rounds) accepted(await app.get(OpenRoundService).open(round, office));
  });

  it('opens the boxes with two of three trustees once the rounds are closed', async () => {
    for (const [at, iin] of voters.entries()) {
      const round = await roundOf(at === 2 ? units[1]! : units[0]!);
      const page = await voterPage(app, await newDevice(), {
        address,
        path: `/vote/${round}`,
        iin,
      });
      await page.check('[name=mark] >> nth=0');
      await page.click('[data-review]');
      await page.click('[data-cast]');
      await page.waitForSelector('[data-view=receipt]:not([hidden])');
    }
    const waiting = await pageOf(trustees[0]!, '/trustee');
    expect(await waiting.locator('[data-give]').count()).toBe(0);
    await app.rows("UPDATE voting_round SET closes_at = now() - interval '1 second'");
    for (const round of rounds) accepted(await app.get(CloseRoundService).close(round, office));
    for (const trustee of trustees.slice(0, 2)) {
      const page = await pageOf(trustee, '/trustee');
      if (trustee === trustees[1]) {
        const console = await pageOf(chair, `/commission/rounds/${rounds[0]!}`);
        expect(await console.textContent('#box')).toContain('Вера Ким');
      }
      await give(page, trustee);
    }
    for (const round of rounds) {
      accepted(await app.get(OpenBoxService).open(round));
      await app.rows('DELETE FROM voting_place WHERE round_id = $1', [round]);
      const counted = accepted(await app.get(CountRoundService).count(round, office));
      expect(counted.valid + counted.invalid).toBe(round === (await roundOf(units[1]!)) ? 1 : 2);
      expect(counted.invalid).toBe(0);
    }
    const done = await pageOf(trustees[2]!, '/trustee');
    expect(await done.textContent('main')).toContain('box opened');
  });

  async function roundOf(unit: TerritoryCode): Promise<RoundId> {
    const all = await app.get(RoundDirectory).ofStage(contestId, 'rating');
    return all.find((round) => round.unit === unit)!.id;
  }

  async function give(page: Page, trustee: Actor): Promise<void> {
    await page.setInputFiles('#give-file', devices.get(trustee)!.file);
    await page.fill('#give-passphrase', passphrase);
    await page.click('[data-give] button[type=submit]');
    await page.waitForSelector('[data-finished]:not([hidden])');
  }

  async function newDevice(): Promise<BrowserContext> {
    return await browser.newContext({ locale: 'en-GB', acceptDownloads: true });
  }

  /** A page on the device of somebody on staff, who is signed in there. */
  async function pageOf(actor: Actor, path: string): Promise<Page> {
    const known = devices.get(actor);
    const context = known?.context ?? (await newDevice());
    if (!known) {
      devices.set(actor, { context, file: join(home, `${actor.accountId}.json`) });
      const { access, refresh } = await app.get(Sessions).start(actor.accountId);
      await context.addCookies([
        { name: 'irikteu_access', value: access, url: address },
        { name: 'irikteu_refresh', value: refresh, url: address },
      ]);
    }
    const page = await context.newPage();
    await page.goto(`${address}${path}`);
    return page;
  }

  async function plantMember(iin: string, unit: string): Promise<void> {
    await app.rows(
      `INSERT INTO voting_member (id, iin, family, given, territory, joined, phone, organisation)
       VALUES (gen_random_uuid(), $1, 'Сейітова', 'Айгүл', $2, '2015-01-01', $3, '№ 1')`,
      [iin, unit, `+7701${iin.slice(-7)}`],
    );
  }
});
