import { stringify } from 'yaml';
import type { PrimaryId } from '../../src/kernel/ids.js';
import type { Actor } from '../../src/platform/identity/index.js';
import { rankedInOrder } from '../../src/voting/domain/ballots/ballot.js';
import { encodeBallot, encodedLength } from '../../src/voting/domain/ballots/ballot-bytes.js';
import { testApp, type Browser, type TestApp } from '../support/app.js';
import {
  commissionOf,
  plantBallot,
  plantCounting,
  type CountingRound,
} from '../support/counting.js';
import { openPrimary } from '../support/primary.js';
import { changedRules } from '../support/rule-sets.js';
import { unguarded } from '../support/unguarded.js';

const rules = stringify(
  changedRules('nur-otan-2020', {
    'bodies[0].path[0].ballot': { kind: 'ranking', equalRanks: false },
    'bodies[0].path[0].counting': { method: 'stv-scottish' },
    'bodies[0].path[0].ties': [{ kind: 'lot' }],
    'bodies[0].path[1].ties': [{ kind: 'lot' }],
  }),
);

/** Two places, quota 11: the first has 15, so 4 go on; the fourth and the second are excluded. */
const rankings: readonly (readonly [voters: number, ...ranking: number[]])[] = [
  [10, 0, 1],
  [5, 0, 2],
  [6, 1],
  [5, 2, 1],
  [3, 3, 2],
  [2, 3],
];
const ballots = rankings.flatMap(([voters, ...ranking]) =>
  Array.from({ length: voters }, () => ranking),
);
const form = { kind: 'ranking', candidates: 4, ranks: 4, equalRanks: false } as const;

let app: TestApp;
let primaryId: PrimaryId;
let members: Actor[];
let round: CountingRound;

beforeAll(async () => {
  app = await testApp();
  ({ primaryId } = await openPrimary(app, { rules }));
  members = await commissionOf(app, 'KZ-3901', 5);
  round = await plantRanked();
});

afterAll(async () => {
  await app.close();
});

/** A closed round whose ballots are rankings. */
async function plantRanked(): Promise<CountingRound> {
  const planted = await plantCounting(app, { primaryId, ballots: ballots.map(() => [0]) });
  await app.rows(
    `UPDATE voting_round SET ballot_kind = 'ranking', marks = 4, highest_value = 4, content_bytes = $2 WHERE id = $1`,
    [planted.id, encodedLength(form)],
  );
  await app.rows('DELETE FROM voting_ballot WHERE round_id = $1', [planted.id]);
  await unguarded(app, (tx) =>
    tx.query('DELETE FROM voting_opened_stretch WHERE round_id = $1', [planted.id]),
  );
  for (const ranking of ballots) {
    const bytes = encodeBallot(rankedInOrder(ranking), form);
    if (!bytes.ok) throw new Error(bytes.error.kind);
    await plantBallot(app, planted.id, Buffer.from(bytes.value));
  }
  return planted;
}

async function browserOf(actor: Actor | undefined): Promise<Browser> {
  const browser = app.browser();
  if (actor) await browser.signIn(actor);
  return browser;
}

async function take(step: string, actor: Actor | undefined, fields = {}): Promise<void> {
  const browser = await browserOf(actor);
  const reply = await browser.submit(`/commission/rounds/${round.id}/${step}`, fields);
  if (reply.status !== 303) throw new Error(reply.body);
}

async function publish(): Promise<void> {
  const [row] = await app.rows<{ hash: string }>(
    'SELECT hash FROM voting_result WHERE round_id = $1',
    [round.id],
  );
  for (const member of members.slice(0, 3))
    await take('signature', member, { hash: row?.hash ?? '' });
  await take('publication', members[0]);
}

describe('the working of a result', () => {
  it('is not there for an unknown round', async () => {
    const unknown = '/rounds/00000000-0000-4000-8000-000000000000/result';
    for (const path of [unknown, `${unknown}/rounds.csv`, '/rounds/7/result'])
      expect((await app.browser().get(path)).status).toBe(404);
  });

  it('is shown to the commission that signs it, and to nobody else before publication', async () => {
    await take('count', members[0]);
    const path = `/commission/rounds/${round.id}/result`;
    const commission = await browserOf(members[3]);
    const console = await commission.get(`/commission/rounds/${round.id}`);
    expect(console.body).toContain(`href="${path}"`);
    const shown = await commission.get(path);
    expect(shown.status).toBe(200);
    expect(shown.body).toContain('Үміткер1 Айдар (15) reaches the quota of 11 and is elected.');
    expect(shown.body).toContain(`href="${path}/rounds.csv"`);
    expect((await commission.get(`${path}/rounds.csv`)).body).toContain('Round,Candidate,Votes');

    const visitor = app.browser();
    expect(await visitor.get(`/rounds/${round.id}/result`)).toMatchObject({
      status: 303,
      location: `/rounds/${round.id}`,
    });
    expect((await visitor.get(`/rounds/${round.id}/result/rounds.csv`)).status).toBe(404);
    expect((await visitor.get(path)).status).toBe(303);
    const stranger = await browserOf(await app.staff('commission-chair', 'KZ-11'));
    expect((await stranger.get(path)).status).toBe(404);
    expect((await stranger.get(`${path}/rounds.csv`)).status).toBe(404);
    const observer = await browserOf(await app.staff('observer'));
    expect((await observer.get(path)).status).toBe(403);
  });

  it('is public with the result, in three languages', async () => {
    await publish();
    const visitor = app.browser();
    const path = `/rounds/${round.id}/result`;
    const roundPage = await visitor.get(`/rounds/${round.id}`);
    expect(roundPage.body).toContain(`href="${path}"`);
    const english = await visitor.get(path);
    expect(english.status).toBe(200);
    expect(english.body).toContain('Going on: Үміткер1 Айдар, Үміткер3 Айдар.');
    expect(english.body).toContain('<title>Үміткер1 Айдар → Үміткер2 Айдар: 2.6666</title>');
    expect(english.body).toContain('aria-labelledby="flow-title-1 flow-description-1"');
    expect(english.body).toContain('10.66660');
    const russian = await visitor.get(`${path}?lang=ru`);
    expect(russian.body).toContain('Үміткер1 Айдар (15) достигает квоты 11 и избирается.');
    const kazakh = await visitor.get(`${path}?lang=kk`);
    expect(kazakh.body).toContain('Үміткер1 Айдар (15) 11 квотасына жетіп, сайланды.');
  });

  it('shows a method without sums no column of votes on the page of the round', async () => {
    const { body } = await app.browser().get(`/rounds/${round.id}`);
    expect(body).toContain('Үміткер3 Айдар');
    expect(body).not.toContain('Share');
    expect(body).not.toContain('<svg');
  });

  it('comes as tables whose numbers add up to the valid ballots in every round', async () => {
    const visitor = app.browser();
    const csv = (await visitor.get(`/rounds/${round.id}/result/rounds.csv`)).body;
    const rows = csv
      .trim()
      .split('\n')
      .slice(1)
      .map((row) => row.split(','));
    const units = (text = ''): number => Math.round(Number(text) * 100000);
    for (const number of ['1', '2', '3', '4']) {
      const votes = rows.filter(([of]) => of === number).map(([, , votes]) => units(votes));
      expect(votes.reduce((sum, one) => sum + one, 0)).toBe(31 * 100000);
    }
    const transfers = await visitor.get(`/rounds/${round.id}/result/transfers.csv`);
    expect(transfers.body).toContain('1,Үміткер1 Айдар,Үміткер2 Айдар,2.66660');
    expect((await visitor.get(`/rounds/${round.id}/result/pairs.csv`)).status).toBe(404);
    expect((await visitor.get(`/rounds/${round.id}/result/rounds.xlsx`)).status).toBe(404);
  });

  it('stays that of the first count after a recount, and says so', async () => {
    await app.rows("UPDATE candidate_candidacy SET state = 'withdrawn' WHERE id = $1", [
      round.candidacies[0],
    ]);
    await take('recount', members[0], { reason: 'Өз еркімен шықты' });
    const { body } = await app.browser().get(`/rounds/${round.id}/result`);
    expect(body).toContain('This is the first count.');
    expect(body).toContain('Going on: Үміткер1 Айдар, Үміткер3 Айдар.');
  });
});
