import { stringify } from 'yaml';
import type { PrimaryId } from '../../src/kernel/ids.js';
import type { Actor } from '../../src/platform/identity/index.js';
import { testApp, type Browser, type TestApp } from '../support/app.js';
import { commissionOf, plantCounting, protocol, type CountingRound } from '../support/counting.js';
import { openPrimary } from '../support/primary.js';
import { changedRules } from '../support/rule-sets.js';

const rules = stringify(
  changedRules('nur-otan-2020', { 'bodies[0].path[0].ties': [{ kind: 'ask' }] }),
);
const clear = [[0], [0], [0, 1], [1, 2], [0, 1]];

let app: TestApp;
let primaryId: PrimaryId;
let members: Actor[];
let units = 0;

beforeAll(async () => {
  app = await testApp();
  ({ primaryId } = await openPrimary(app, { rules }));
  members = await commissionOf(app, 'KZ-3901', 5);
});

afterAll(async () => {
  await app.close();
});

async function counting(
  plan: Omit<Parameters<typeof plantCounting>[1], 'primaryId'> = {},
): Promise<CountingRound> {
  // The one commission of the test runs one round at a time; rounds before it stay where nobody looks.
  await app.rows("UPDATE voting_round SET stage_id = 'rating', unit = $1 WHERE unit = 'KZ-3901'", [
    `KZ-39${String(20 - (++units % 18)).padStart(2, '0')}`,
  ]);
  await app.rows(
    "DELETE FROM voting_result WHERE round_id IN (SELECT id FROM voting_round WHERE unit <> 'KZ-3901')",
  );
  return await plantCounting(app, { primaryId, ...plan });
}

async function browserOf(actor: Actor | undefined): Promise<Browser> {
  const browser = app.browser();
  if (actor) await browser.signIn(actor);
  return browser;
}

/** A protocol as the form sends it. */
function typed(overrides: Parameters<typeof protocol>[0] = {}): Record<string, string> {
  const { votes, signatures, issued, cast, valid, invalid } = protocol(overrides);
  const sums = { signatures, issued, cast, valid, invalid };
  return Object.fromEntries([
    ...Object.entries(sums).map(([name, value]) => [name, String(value)]),
    ...votes.map((value, at) => [`v${at}`, String(value)]),
  ]) as Record<string, string>;
}

async function stateOf({ id }: CountingRound): Promise<string | undefined> {
  const [row] = await app.rows<{ state: string }>('SELECT state FROM voting_round WHERE id = $1', [
    id,
  ]);
  return row?.state;
}

/** Takes a step on its confirming page and answers where that led. */
async function take(
  round: CountingRound,
  step: string,
  actor: Actor | undefined,
  fields: Record<string, string> = {},
): Promise<{ status: number; body: string }> {
  const browser = await browserOf(actor);
  return await browser.submit(`/commission/rounds/${round.id}/${step}`, fields);
}

async function published(round: CountingRound): Promise<void> {
  await take(round, 'count', members[0]);
  const [row] = await app.rows<{ hash: string }>(
    'SELECT hash FROM voting_result WHERE round_id = $1',
    [round.id],
  );
  for (const member of members.slice(0, 3))
    await take(round, 'signature', member, { hash: row?.hash ?? '' });
  await take(round, 'publication', members[0]);
}

describe('the protocol of a paper voting place', () => {
  it('gets the sentence that is wrong with it, keeps what was typed, and changes nothing', async () => {
    const round = await counting({ places: ['A'], rollPaper: 10 });
    const browser = await browserOf(members[1]);
    const path = `/commission/rounds/${round.id}/places/${round.places['A']}`;
    const impossible = typed({ signatures: 153, issued: 229, cast: 229, valid: 228 });
    const reply = await browser.submit(path, impossible);
    expect(reply.status).toBe(422);
    expect(reply.body).toContain('There are 229 ballots in the box, but only 153 people signed.');
    expect(reply.body).toContain('value="229"');
    expect(await app.rows('SELECT 1 FROM voting_paper_entry')).toEqual([]);
  });

  it('is told by field what is no number', async () => {
    const round = await counting({ places: ['A'], rollPaper: 10 });
    const browser = await browserOf(members[1]);
    const path = `/commission/rounds/${round.id}/places/${round.places['A']}`;
    const reply = await browser.submit(path, { ...typed(), cast: 'ten', v2: '' });
    expect(reply.body).toContain('Ballots in the box: give a whole number.');
    expect(reply.body).toContain('Үміткер3 Айдар: give a whole number.');
  });

  it('is not taken twice from the same person', async () => {
    const round = await counting({ places: ['A'], rollPaper: 10 });
    const browser = await browserOf(members[1]);
    const path = `/commission/rounds/${round.id}/places/${round.places['A']}`;
    expect((await browser.submit(path, typed())).status).toBe(303);
    const again = await browser.submit(path, typed());
    expect(again.status).toBe(422);
    expect(again.body).toContain('Somebody else must type it the second time.');
    expect(
      await app.rows(
        'SELECT 1 FROM voting_paper_entry e JOIN voting_place p ON p.id = e.place_id WHERE p.round_id = $1',
        [round.id],
      ),
    ).toHaveLength(1);
  });

  it('never shows one typist what the other typed', async () => {
    const round = await counting({ places: ['A'], rollPaper: 10 });
    const path = `/commission/rounds/${round.id}/places/${round.places['A']}`;
    const first = await browserOf(members[1]);
    await first.submit(path, typed({ signatures: 9713, issued: 9713 }));
    const second = await browserOf(members[2]);
    expect((await second.get(path)).body).not.toContain('9713');
    expect((await second.get(`/commission/rounds/${round.id}`)).body).not.toContain('9713');
  });

  it('goes over JSON with the same refusals', async () => {
    const round = await counting({ places: ['A'], rollPaper: 10 });
    const browser = await browserOf(members[1]);
    const token = /name="_csrf" value="([^"]*)"/.exec(
      (await browser.get(`/commission/rounds/${round.id}/places`)).body,
    )?.[1];
    const headers = { 'x-csrf-token': token ?? '' };
    const path = `/api/commission/rounds/${round.id}/places/${round.places['A']}/protocol`;
    const impossible = await browser.post(path, protocol({ votes: [11, 0, 0, 0] }), headers);
    expect(impossible.status).toBe(422);
    expect(impossible.json()).toEqual({
      errors: [{ kind: 'candidate-above-valid', candidate: 0, votes: 11, valid: 9 }],
    });
    const entered = await browser.post(path, protocol(), headers);
    expect(entered.json()).toEqual({ state: 'typed-once' });
    const nonsense = await browser.post(path, { votes: 'many' }, headers);
    expect(nonsense.status).toBe(422);
  });
});

describe('the count', () => {
  it('is refused while a place is missing, with its name', async () => {
    const round = await counting({ ballots: clear, places: ['Рудный 4'], rollPaper: 10 });
    const reply = await take(round, 'count', members[0]);
    expect(reply.status).toBe(422);
    expect(reply.body).toContain('Protocols are missing: Рудный 4.');
    expect(await stateOf(round)).toBe('closed');
  });

  it('is not seen by the public before it is published', async () => {
    const round = await counting({ ballots: clear });
    await take(round, 'count', members[0]);
    expect(await stateOf(round)).toBe('counted');
    const visitor = app.browser();
    const page = await visitor.get(`/rounds/${round.id}`);
    expect(page.status).toBe(200);
    expect(page.body).toContain('The commission is signing the protocol.');
    expect(page.body).not.toContain('<svg');
    const json = (await visitor.get(`/api/rounds/${round.id}`)).json();
    expect(json).toMatchObject({ state: 'counted', result: null, hash: null, dissents: [] });
  });

  it('is seen by the commission that signs it', async () => {
    const round = await counting({ ballots: clear });
    await take(round, 'count', members[0]);
    const page = await (await browserOf(members[3])).get(`/commission/rounds/${round.id}`);
    expect(page.body).toContain('0 of 3 signatures.');
    expect(page.body).toContain('<svg');
  });
});

describe('the public page of a round', () => {
  it('hides a small turnout while the round is open', async () => {
    const round = await counting({ state: 'open', ballots: clear, rollOnline: 40 });
    const { body } = await app.browser().get(`/rounds/${round.id}`);
    expect(body).toContain('Fewer than 10 have voted online');
    expect((await app.browser().get(`/api/rounds/${round.id}`)).json()).toMatchObject({
      turnout: { roll: 40, online: null, paper: null },
    });
  });

  it('tells the turnout from ten ballots on', async () => {
    const ballots = Array.from({ length: 12 }, () => [0]);
    const round = await counting({ state: 'open', ballots, rollOnline: 40 });
    const { body } = await app.browser().get(`/rounds/${round.id}`);
    expect(body).toContain('12 of 40 voters (30.0 %) have voted online.');
  });

  it('shows the result with its working once it is published, in three languages', async () => {
    const round = await counting({ ballots: clear });
    await take(round, 'count', members[0]);
    await take(round, 'dissent', members[4], { reason: 'I saw <b>a mistake</b>' });
    await published(round);
    expect(await stateOf(round)).toBe('published');
    const { body } = await app.browser().get(`/rounds/${round.id}`);
    expect(body).toContain('Going on: 2.');
    expect(body).toContain('Үміткер1 Айдар');
    expect(body).toContain('80.0 %');
    expect(body).toContain('I saw &lt;b&gt;a mistake&lt;/b&gt;');
    const console = await (await browserOf(members[0])).get(`/commission/rounds/${round.id}`);
    expect(console.body).toContain('The days for complaints are not over.');
    const kazakh = await app.browser().get(`/rounds/${round.id}?lang=kk`);
    expect(kazakh.body).toContain('Нәтиже жарияланды.');
    const russian = await app.browser().get(`/rounds/${round.id}?lang=ru`);
    expect(russian.body).toContain('Результат опубликован.');
    expect((await app.browser().get(`/api/rounds/${round.id}`)).json()).toMatchObject({
      state: 'published',
      result: { outcome: 'elected', turnout: 5 },
      dissents: [{ text: 'I saw <b>a mistake</b>' }],
    });
  });

  it('is not there for an unknown round', async () => {
    for (const path of ['/rounds/7', '/api/rounds/00000000-0000-4000-8000-000000000000'])
      expect((await app.browser().get(path)).status).toBe(404);
  });
});

describe("the commission's console", () => {
  it('shows each step as done, next, blocked and why, or later', async () => {
    const round = await counting({ state: 'planned', places: [] });
    await app.rows(
      'UPDATE voting_round SET roll_size = NULL, roll_frozen_at = NULL WHERE id = $1',
      [round.id],
    );
    const browser = await browserOf(members[0]);
    const page = await browser.get(`/commission/rounds/${round.id}`);
    expect(page.body).toContain('Freeze the roll');
    expect(page.body).toContain('No voting places have been named yet.');
    const json = (await browser.get(`/api/commission/rounds/${round.id}`)).json() as {
      steps: { key: string; state: string; blockers: string[] }[];
    };
    expect(json.steps.map(({ key, state }) => `${key} ${state}`)).toEqual([
      'roll next',
      'places next',
      'keys done',
      'trial done',
      'opening later',
      'voting later',
      'closing later',
      'box later',
      'paper later',
      'count later',
      'signatures later',
      'publication later',
      'final later',
    ]);
  });

  it('names what blocks the step whose turn it is', async () => {
    const round = await counting({ state: 'planned', places: ['A'], rollPaper: 3 });
    const { body } = await (await browserOf(members[0])).get(`/commission/rounds/${round.id}`);
    expect(body).toContain('The season has not come to voting.');
    expect(body).toContain('The closing time has passed.');
  });

  it('has a page for every step', async () => {
    const round = await counting({ state: 'planned', places: ['A'] });
    const browser = await browserOf(members[0]);
    for (const step of [
      'roll',
      'opening',
      'pause',
      'resumption',
      'extension',
      'closing',
      'count',
      'reopening',
      'signature',
      'dissent',
      'publication',
      'finalisation',
      'repetition',
    ]) {
      expect((await browser.get(`/commission/rounds/${round.id}/${step}`)).status).toBe(200);
    }
    expect((await browser.get(`/commission/rounds/${round.id}/celebration`)).status).toBe(404);
  });

  it('refuses a step with its sentence and changes nothing', async () => {
    const round = await counting({ state: 'open' });
    const pause = await take(round, 'pause', members[0], { reason: ' ' });
    expect(pause.status).toBe(422);
    expect(pause.body).toContain('Give the reason.');
    const extension = await take(round, 'extension', members[0], { closesAt: 'soon', reason: 'x' });
    expect(extension.body).toContain('Give the day and the time.');
    expect(await stateOf(round)).toBe('open');
  });

  it('takes the names of paper voting places, one a line', async () => {
    const round = await counting({ state: 'planned', places: [] });
    const browser = await browserOf(members[0]);
    const path = `/commission/rounds/${round.id}/places`;
    expect((await browser.submit(path, { places: 'Рудный 4; 120\n\nРудный 5' })).status).toBe(303);
    expect(
      await app.rows('SELECT name, listed FROM voting_place WHERE round_id = $1 ORDER BY name', [
        round.id,
      ]),
    ).toEqual([
      { name: 'Рудный 4', listed: 120 },
      { name: 'Рудный 5', listed: null },
    ]);
    const again = await browser.submit(path, { places: 'Рудный 4' });
    expect(again.body).toContain('The place “Рудный 4” is named twice.');
  });

  it('lets each member vote on a tie', async () => {
    const round = await counting({ ballots: [[0], [1], [2]] });
    await take(round, 'count', members[0]);
    expect(await stateOf(round)).toBe('closed');
    const console = await (await browserOf(members[0])).get(`/commission/rounds/${round.id}`);
    expect(console.body).toContain(`/commission/rounds/${round.id}/ties/0`);
    const path = `/commission/rounds/${round.id}/ties/0`;
    const wrong = await (
      await browserOf(members[0])
    ).submit(path, {
      c0: '1',
      c1: '1',
      c2: '2',
      reason: 'x',
    });
    expect(wrong.body).toContain('The places must be 1 to 3, each once.');
    for (const member of members.slice(0, 4)) {
      const order = { c0: '3', c1: '1', c2: '2', reason: 'Хаттама № 7' };
      expect((await (await browserOf(member)).submit(path, order)).status).toBe(303);
    }
    await take(round, 'count', members[0]);
    expect(await stateOf(round)).toBe('counted');
  });

  it('lists the rounds of the commission, and is closed to everybody else', async () => {
    const round = await counting({ state: 'planned' });
    const list = await (await browserOf(members[0])).get('/commission/rounds');
    expect(list.body).toContain(`/commission/rounds/${round.id}`);
    const stranger = await app.staff('commission-chair', 'KZ-11');
    const closed = await browserOf(stranger);
    expect((await closed.get('/commission/rounds')).body).toContain('No rounds are planned');
    expect((await closed.get(`/commission/rounds/${round.id}`)).status).toBe(404);
    expect((await closed.get(`/api/commission/rounds/${round.id}`)).status).toBe(404);
    const voter = await browserOf(await app.staff('observer'));
    expect((await voter.get(`/commission/rounds/${round.id}`)).status).toBe(403);
    expect((await app.browser().get(`/commission/rounds/${round.id}`)).status).toBe(303);
  });
});
