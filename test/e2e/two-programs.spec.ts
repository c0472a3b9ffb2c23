import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import type { MemberId, RoundId } from '../../src/kernel/ids.js';
import { LedgerKey, TreeLogs } from '../../src/platform/ledger/index.js';
import { BoxAway } from '../../src/platform/web/index.js';
import {
  BallotBoxes,
  boxLog,
  CloseRoundService,
  ExtendRoundService,
  PauseRoundService,
  ResumeRoundService,
  type CastRequest,
  type Round,
} from '../../src/voting/index.js';
import type { DistantBoxes } from '../../src/voting/application/distant-boxes.js';
import { RoundSchedule } from '../../src/voting/application/round-schedule.js';
import { BoxLine } from '../../src/voting/box-line/box-line.js';
import { RoundOrderRepository } from '../../src/voting/persistence/round-order.repository.js';
import { Database } from '../../src/platform/database/index.js';
import type { Actor } from '../../src/platform/identity/index.js';
import type { TestApp } from '../support/app.js';
import { accepted, iinOf } from '../support/candidates.js';
import { openRatingRound } from '../support/open-round.js';
import { ballotOf } from '../support/played-round.js';
import { plantRound } from '../support/rounds.js';
import { temporaryHome } from '../support/program.js';
import { castAt, startTwoPrograms, type TwoPrograms } from '../support/two-programs.js';
import { browserPath, bundleVoterScripts, voterPage } from '../support/voter-device.js';

let app: TestApp;
let box: TwoPrograms['box'];
let address: string;
let programs: TwoPrograms;

beforeAll(async () => {
  await bundleVoterScripts();
  programs = await startTwoPrograms();
  ({ app, box, address } = programs);
}, 120_000);

afterAll(() => programs.close());

async function votersOf(round: RoundId): Promise<MemberId[]> {
  const rows = await app.rows<{ id: MemberId }>(
    'SELECT member_id AS id FROM voting_roll_entry WHERE round_id = $1 ORDER BY pseudonym',
    [round],
  );
  return rows.map(({ id }) => id);
}

/** Waits until the register has a head over so many ballots of the box. */
async function copied(round: RoundId, size: number): Promise<void> {
  for (let tries = 0; tries < 80; tries++) {
    await (app.get(BallotBoxes) as DistantBoxes).catchUp();
    const head = await app.get(TreeLogs).newest(boxLog(round));
    if (head?.size === size) return;
    await setTimeout(500);
  }
  throw new Error('The log of the box was not copied in time');
}

function keyOfBox(): KeyObject {
  const x = box.key.toString('base64url');
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
}

describe('a register and a box that are two programs on two databases', () => {
  let round: Round;
  let voters: MemberId[];

  beforeAll(async () => {
    const members = Array.from({ length: 8 }, (_, at) => ({
      iin: iinOf(7_100 + at),
      phone: `+7701000000${at}`,
    }));
    round = await openRatingRound(app, ['Айбек', 'Дина', 'Ержан', 'Жанар'], members);
    voters = await votersOf(round.id);
  }, 60_000);

  it('opens the round in both, and tells the box nothing of voters and of private keys', async () => {
    expect(await box.rows('SELECT state, roll_size FROM voting_round')).toEqual([
      { state: 'open', roll_size: null },
    ]);
    const [key] = await box.rows<{ private: null; public: Buffer }>(
      'SELECT private_key AS private, public_key AS public FROM voting_token_key',
    );
    expect(key?.private).toBeNull();
    const [own] = await app.rows<{ public: Buffer }>(
      'SELECT public_key AS public FROM voting_token_key WHERE round_id = $1',
      [round.id],
    );
    expect(key?.public).toEqual(own?.public);
    for (const table of ['member', 'roll_entry', 'roll_key', 'participation', 'ballot_key'])
      expect(await box.rows(`SELECT 1 FROM voting_${table}`)).toEqual([]);
    expect(await box.rows('SELECT 1 FROM identity_account')).toEqual([]);
    const [entry] = await box.rows<{ data: object }>(
      "SELECT data FROM ledger_entry WHERE kind = 'box-ordered' ORDER BY id DESC LIMIT 1",
    );
    expect(entry?.data).toMatchObject({ state: 'open' });
  });

  it('says in the ledger which key the box signs with', async () => {
    const [entry] = await app.rows<{ data: { boxKey: string } }>(
      "SELECT data FROM ledger_entry WHERE kind = 'round-opened' AND subject = $1",
      [round.id],
    );
    expect(entry?.data.boxKey).toBe(box.key.toString('hex'));
    for (const at of [box.url, address]) {
      const reply = await fetch(`${at}/api/rounds/${round.id}/box/key`);
      expect(await reply.json()).toMatchObject({ key: box.key.toString('hex') });
    }
  });

  it('takes ballots in the box only, with receipts under its key, and copies its log', async () => {
    const ballot = await ballotOf(app, round.id, voters[0]!, [1]);
    const { status, body } = await castAt(box.url, ballot);
    expect(status).toBe(200);
    const text = `irikteu/receipt/1\n${round.id}\n${body.leafHash}`;
    const signature = Buffer.from(body.signature!, 'base64');
    expect(verify(null, Buffer.from(text), keyOfBox(), signature)).toBe(true);
    expect(await app.rows('SELECT 1 FROM voting_ballot')).toEqual([]);
    expect((await castAt(address, ballot)).status).toBe(404);
    await copied(round.id, 1);
    const [copy] = await app.rows<{ serial: Buffer; index: number }>(
      'SELECT serial, leaf_index AS index FROM voting_ballot',
    );
    expect(copy).toEqual({ serial: Buffer.from(ballot.serial), index: 0 });
    const heads = await Promise.all(
      [box.url, address].map(async (at) =>
        (await fetch(`${at}/api/rounds/${round.id}/box`)).json(),
      ),
    );
    expect(heads[0]).toEqual(heads[1]);
  });

  it('pauses, resumes and extends in both', async () => {
    const chair = await app.staff('commission-chair', 'KZ-3901');
    accepted(await app.get(PauseRoundService).pause(round.id, 'Power cut', chair));
    const ballot = await ballotNow(() => ballotOf(app, round.id, voters[1]!, [2]), chair);
    expect((await castAt(box.url, ballot)).body.error?.kind).toBe('round-paused');
    accepted(await app.get(ResumeRoundService).resume(round.id, 'Power is back', chair));
    expect((await castAt(box.url, ballot)).status).toBe(200);
    const closesAt = new Date(round.closesAt.getTime() + 600_000);
    accepted(
      await app.get(ExtendRoundService).extend(round.id, { closesAt, reason: 'A queue' }, chair),
    );
    expect(await box.rows('SELECT state, closes_at FROM voting_round')).toEqual([
      { state: 'extended', closes_at: closesAt },
    ]);
  });

  /** A paused round authorises nobody: the right was got before. */
  async function ballotNow(ballot: () => Promise<CastRequest>, chair: Actor): Promise<CastRequest> {
    accepted(await app.get(ResumeRoundService).resume(round.id, 'For one', chair));
    const made = await ballot();
    accepted(await app.get(PauseRoundService).pause(round.id, 'Power cut', chair));
    return made;
  }

  it('decides nothing that the box does not hear, and goes on when it is back after kill -9', async () => {
    const chair = await app.staff('commission-chair', 'KZ-3901');
    const { status } = await castAt(box.url, await ballotOf(app, round.id, voters[2]!, [0]));
    expect(status).toBe(200);
    await box.kill();
    const browser = app.browser();
    await browser.signIn(chair);
    await expect(app.get(PauseRoundService).pause(round.id, 'Trial', chair)).rejects.toThrow(
      BoxAway,
    );
    const shown = await browser.submit(
      `/commission/rounds/${round.id}/pause`,
      { reason: 'Trial' },
      `/commission/rounds/${round.id}`,
    );
    expect(shown.status).toBe(503);
    expect(shown.body).toContain('The ballot box does not answer');
    expect(await app.rows('SELECT state FROM voting_round WHERE id = $1', [round.id])).toEqual([
      { state: 'extended' },
    ]);
    await box.start();
    await copied(round.id, 3);
  });

  it('closes by itself, as soon as the box is there again, what could not be closed at its moment', async () => {
    const other = await plantRound(app.rows.bind(app), 1, { unit: 'KZ-3902' });
    await (app.get(BallotBoxes) as DistantBoxes).catchUp();
    await box.kill();
    await app.rows(
      "UPDATE voting_round SET closes_at = now() - interval '1 minute' WHERE id = $1",
      [other.id],
    );
    const stateOf = (): Promise<unknown[]> =>
      app.rows('SELECT state FROM voting_round WHERE id = $1', [other.id]);
    await app.get(RoundSchedule).closeOverdue();
    expect(await stateOf()).toEqual([{ state: 'open' }]);
    await box.start();
    await app.get(RoundSchedule).closeOverdue();
    expect(await stateOf()).toEqual([{ state: 'closed' }]);
    expect(await box.rows('SELECT state FROM voting_round WHERE id = $1', [other.id])).toEqual([
      { state: 'closed' },
    ]);
  });

  it('follows the newest order only, and none that the register did not sign', async () => {
    const order = await app
      .get(Database)
      .transaction((tx) => app.get(RoundOrderRepository).orderOf(tx, round.id));
    const own = app.get(LedgerKey);
    const line = new BoxLine(box.url, (bytes) => own.sign(bytes));
    await line.order(order);
    await expect(line.order(order)).rejects.toThrow('order-overtaken');
    const earlier = { ...order, at: '2020-01-01T00:00:00.000000Z' };
    await expect(line.order(earlier)).rejects.toThrow('order-overtaken');
    const stranger = await LedgerKey.at(await temporaryHome());
    const forged = new BoxLine(box.url, (bytes) => stranger.sign(bytes));
    await expect(forged.order(order)).rejects.toThrow('not-from-register');
    await expect(forged.log({ kind: 'log', round: round.id, from: 0 })).rejects.toThrow(
      'not-from-register',
    );
    const closed = { ...order.round, state: 'closed' };
    const bent = Buffer.from('nothing');
    for (const body of [{}, { message: { ...order, round: closed }, signature: 'AA==' }, [], bent])
      expect(await knock(body)).toBe(403);
    expect(await box.rows('SELECT state FROM voting_round WHERE id = $1', [round.id])).toEqual([
      { state: 'extended' },
    ]);
  });

  it('has no page, no sign-in and nothing of the register at the box', async () => {
    for (const path of ['/', '/sign-in', '/office', '/api/session', `/rounds/${round.id}`])
      expect([path, (await fetch(`${box.url}${path}`)).status]).toEqual([path, 404]);
    for (const path of ['/health/ready', '/api/ledger', '/api/openapi.json'])
      expect([path, (await fetch(`${box.url}${path}`)).status]).toEqual([path, 200]);
    const preflight = async (origin: string) =>
      (
        await fetch(`${box.url}/api/rounds/${round.id}/ballots`, {
          method: 'OPTIONS',
          headers: { origin, 'access-control-request-method': 'POST' },
        })
      ).headers.get('access-control-allow-origin');
    expect(await preflight(address)).toBe(address);
    expect(await preflight('https://elsewhere.example')).toBe(address);
  });

  (browserPath ? it : it.skip)(
    'lets a voter vote on the page of the register, and check the receipt at the box',
    async () => {
      const browser = await chromium.launch({
        executablePath: browserPath!,
        args: ['--no-sandbox'],
      });
      try {
        const context = await browser.newContext();
        const path = `/vote/${round.id}`;
        const iin = await iinOfVoter(voters[3]!);
        const page = await voterPage(app, context, { address, path, iin });
        const sent = page.waitForRequest((request) => request.url().startsWith(box.url));
        await page.check('[name=mark] >> nth=1');
        await page.click('[data-review]');
        await page.click('[data-cast]');
        const headers = await (await sent).allHeaders();
        expect(headers['cookie']).toBeUndefined();
        expect(headers['referer']).toBeUndefined();
        await page.waitForSelector('[data-view=receipt]:not([hidden])');
        await page.waitForSelector('[data-placed=yes]:not([hidden])', { timeout: 60_000 });
        const receipt = (await page.textContent('[data-receipt-text]'))!;
        expect(receipt).toContain(box.key.toString('hex'));
        const asked: string[] = [];
        page.on('request', (request) => asked.push(new URL(request.url()).origin));
        await page.goto(`${address}/receipt`);
        await page.fill('textarea', receipt);
        await page.click('[data-receipt-check] form button');
        await page.waitForSelector('[data-verdict=good]:not([hidden])');
        expect(asked).toContain(box.url);
      } finally {
        await browser.close();
      }
    },
    90_000,
  );

  async function iinOfVoter(member: MemberId): Promise<string> {
    const [row] = await app.rows<{ iin: string }>('SELECT iin FROM voting_member WHERE id = $1', [
      member,
    ]);
    return row!.iin;
  }

  async function knock(body: unknown): Promise<number> {
    const reply = await fetch(`${box.url}/api/box-line`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return reply.status;
  }

  it('does not copy, and does not close, a box that was changed behind its back', async () => {
    await copied(round.id, 4);
    expect((await castAt(box.url, await ballotOf(app, round.id, voters[4]!, [3]))).status).toBe(
      200,
    );
    await box.rows(
      'UPDATE voting_ballot SET sealed = set_byte(sealed, 40, get_byte(sealed, 40) # 1) WHERE leaf_index IS NULL',
    );
    await app.rows('UPDATE voting_round SET closes_at = now() WHERE id = $1', [round.id]);
    await expect(app.get(CloseRoundService).close(round.id, 'clock')).rejects.toThrow(
      'not of its leaves',
    );
    expect(await app.rows('SELECT state FROM voting_round WHERE id = $1', [round.id])).toEqual([
      { state: 'extended' },
    ]);
    expect(await app.rows('SELECT 1 FROM voting_ballot')).toHaveLength(4);
  });
});
