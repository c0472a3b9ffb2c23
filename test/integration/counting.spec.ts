import { setTimeout } from 'node:timers/promises';
import { drawOrder } from '../../src/kernel/lot.js';
import type { Actor } from '../../src/platform/identity/index.js';
import { Jobs } from '../../src/platform/jobs/index.js';
import {
  CloseRoundService,
  CountRoundService,
  DecideTieService,
  DefinePlacesService,
  EnterProtocolService,
  FinaliseRoundService,
  PublishResultService,
  ReopenCountService,
  RoundResults,
  SignProtocolService,
  StateDissentService,
} from '../../src/voting/index.js';
import { sha256Lot } from '../../src/platform/lot/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { commissionOf, plantBallot, plantCounting, protocol } from '../support/counting.js';
import { openPrimary } from '../support/primary.js';
import { changedRules } from '../support/rule-sets.js';
import { unguarded } from '../support/unguarded.js';
import { stringify } from 'yaml';
import type { PrimaryId } from '../../src/kernel/ids.js';

/** One seat in the unit and two contenders for each: the cut is after the second. Ties go to the commission. */
const rules = stringify(
  changedRules('nur-otan-2020', { 'bodies[0].path[0].ties': [{ kind: 'ask' }] }),
);

let app: TestApp;
let primaryId: PrimaryId;
let office: Actor;
let members: Actor[];

beforeAll(async () => {
  app = await testApp();
  ({ primaryId, office } = await openPrimary(app, { rules }));
  members = await commissionOf(app, 'KZ-3901');
});

afterAll(async () => {
  await app.close();
});

let units = 0;

/** Every round needs a unit of its own; ours are all run by a commission of the whole region as well. */
async function counting(
  plan: Omit<Parameters<typeof plantCounting>[1], 'primaryId'> = {},
): ReturnType<typeof plantCounting> {
  await app.rows("UPDATE voting_round SET unit = 'KZ-39' || $1 WHERE unit = 'KZ-3901'", [
    String(50 + ++units),
  ]);
  return await plantCounting(app, { primaryId, ...plan });
}

function value<T>(result: { ok: boolean; value?: T; error?: unknown }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value as T;
}

async function stateOf(round: string): Promise<string> {
  const [row] = await app.rows<{ state: string }>('SELECT state FROM voting_round WHERE id = $1', [
    round,
  ]);
  return row?.state ?? '';
}

async function ledgerOf(subject: string): Promise<string[]> {
  const rows = await app.rows<{ kind: string }>(
    'SELECT kind FROM ledger_entry WHERE subject = $1 ORDER BY id',
    [subject],
  );
  return rows.map(({ kind }) => kind);
}

/** Resolves once the job that counts a round has been done, whatever came of it. */
async function jobDone(round: string): Promise<void> {
  const done = async (): Promise<boolean> =>
    (
      await app.rows(
        "SELECT 1 FROM jobs.job WHERE name = 'count-round' AND data->>'round' = $1 AND state = 'completed'",
        [round],
      )
    ).length === 1;
  while (!(await done())) await setTimeout(100);
}

const clear = [[0], [0], [0, 1], [1, 2], [0, 1]];

describe('DefinePlacesService', () => {
  it('names the places of a planned round', async () => {
    const round = await counting({ state: 'planned', places: [] });
    const places = [
      { name: 'Рудный, № 4', listed: 120 },
      { name: 'Рудный, № 5', listed: null },
    ];
    value(await app.get(DefinePlacesService).define(round.id, places, members[0]!));
    expect(
      await app.rows('SELECT name, listed FROM voting_place WHERE round_id = $1 ORDER BY name', [
        round.id,
      ]),
    ).toEqual(places);
    expect(await ledgerOf(round.id)).toEqual(['paper-places-defined']);
  });

  it('refuses places without a name, named twice, or with an impossible list, all at once', async () => {
    const round = await counting({ state: 'planned', places: [] });
    const define = await app.get(DefinePlacesService).define(
      round.id,
      [
        { name: ' ', listed: null },
        { name: 'A', listed: -1 },
        { name: 'A', listed: null },
      ],
      members[0]!,
    );
    expect(define).toEqual({
      ok: false,
      error: [
        { kind: 'place-without-name' },
        { kind: 'not-a-count', name: 'A' },
        { kind: 'place-named-twice', name: 'A' },
      ],
    });
  });

  it('refuses a second place of the same name, a round that runs, and a round without paper', async () => {
    const define = app.get(DefinePlacesService);
    const planned = await counting({ state: 'planned', places: ['A'] });
    expect(await define.define(planned.id, [{ name: 'A', listed: null }], members[0]!)).toEqual({
      ok: false,
      error: [{ kind: 'place-named-twice', name: 'A' }],
    });
    const running = await counting({ state: 'open' });
    expect(await define.define(running.id, [{ name: 'A', listed: null }], members[0]!)).toEqual({
      ok: false,
      error: [{ kind: 'round-not-planned' }, { kind: 'no-paper-channel' }],
    });
  });

  it('refuses a commission of another territory', async () => {
    const round = await counting({ state: 'planned', places: [] });
    const stranger = await app.staff('commission-chair', 'KZ-11');
    expect(
      await app.get(DefinePlacesService).define(round.id, [{ name: 'A', listed: 1 }], stranger),
    ).toEqual({ ok: false, error: [{ kind: 'outside-your-territory' }] });
  });
});

describe('EnterProtocolService', () => {
  it('confirms a protocol once two different people typed the same', async () => {
    const round = await counting({ places: ['A'], rollPaper: 10 });
    const enter = app.get(EnterProtocolService);
    expect(value(await enter.enter(round.places['A']!, protocol(), members[1]!))).toBe(
      'typed-once',
    );
    expect(value(await enter.enter(round.places['A']!, protocol(), members[2]!))).toBe('confirmed');
    expect(await enter.enter(round.places['A']!, protocol(), members[3]!)).toEqual({
      ok: false,
      error: [{ kind: 'already-confirmed' }],
    });
  });

  it('refuses the same person typing twice', async () => {
    const round = await counting({ places: ['A'], rollPaper: 10 });
    const enter = app.get(EnterProtocolService);
    value(await enter.enter(round.places['A']!, protocol(), members[1]!));
    expect(await enter.enter(round.places['A']!, protocol(), members[1]!)).toEqual({
      ok: false,
      error: [{ kind: 'typed-by-the-same-person' }],
    });
  });

  it('lets both correct what they typed differently, and nobody else', async () => {
    const round = await counting({ places: ['A'], rollPaper: 10 });
    const [enter, place] = [app.get(EnterProtocolService), round.places['A']!];
    value(await enter.enter(place, protocol(), members[1]!));
    const other = protocol({ votes: [8, 5, 3, 0] });
    expect(value(await enter.enter(place, other, members[2]!))).toBe('differs');
    expect(await enter.enter(place, protocol(), members[3]!)).toMatchObject({
      error: [{ kind: 'typed-by-two-others' }],
    });
    expect(value(await enter.enter(place, protocol(), members[2]!))).toBe('confirmed');
  });

  it('refuses an impossible protocol with every reason and changes nothing', async () => {
    const round = await counting({ places: ['A'], rollPaper: 10 });
    const impossible = protocol({ signatures: 153, issued: 153, cast: 229, valid: 229 });
    expect(
      await app.get(EnterProtocolService).enter(round.places['A']!, impossible, members[1]!),
    ).toEqual({
      ok: false,
      error: [
        { kind: 'more-cast-than-signatures', cast: 229, signatures: 153 },
        { kind: 'more-cast-than-issued', cast: 229, issued: 153 },
        { kind: 'valid-and-invalid-are-not-cast', valid: 229, invalid: 1, cast: 229 },
        { kind: 'fewer-votes-than-valid', votes: 17, valid: 229 },
      ],
    });
    expect(
      await app.rows('SELECT 1 FROM voting_paper_entry WHERE place_id = $1', [round.places['A']]),
    ).toEqual([]);
    expect(await ledgerOf(round.id)).toEqual([]);
  });

  it('takes no number before the round is closed: it would be an interim result', async () => {
    const round = await counting({ state: 'open', places: ['A'], rollPaper: 10 });
    expect(
      await app.get(EnterProtocolService).enter(round.places['A']!, protocol(), members[1]!),
    ).toEqual({ ok: false, error: [{ kind: 'round-not-closed', state: 'open' }] });
  });

  it('keeps one person out of both slots even when two requests race', async () => {
    const round = await counting({ places: ['A'], rollPaper: 10 });
    const enter = app.get(EnterProtocolService);
    const both = await Promise.all([
      enter.enter(round.places['A']!, protocol(), members[1]!),
      enter.enter(round.places['A']!, protocol(), members[1]!),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });
});

describe('CountRoundService', () => {
  it('counts box and paper, keeps the origin of every number, and cuts', async () => {
    const round = await counting({ ballots: clear, places: ['A'], rollPaper: 10 });
    const enter = app.get(EnterProtocolService);
    value(await enter.enter(round.places['A']!, protocol(), members[1]!));
    value(await enter.enter(round.places['A']!, protocol(), members[2]!));
    const count = value(await app.get(CountRoundService).count(round.id, members[0]!));
    expect(count).toMatchObject({
      outcome: 'elected',
      turnout: 15,
      valid: 14,
      invalid: 1,
      places: 2,
      online: { cast: 5, valid: 5, invalid: 0 },
      paper: { cast: 10, valid: 9, invalid: 1 },
    });
    const [first, second, third] = round.candidacies;
    expect(count.candidates.slice(0, 3)).toMatchObject([
      { candidacyId: first, votes: 13, online: 4, paper: 9, rank: 1, elected: true },
      { candidacyId: second, votes: 8, online: 3, paper: 5, rank: 2, elected: true },
      { candidacyId: third, votes: 4, online: 1, paper: 3, rank: 3, elected: false },
    ]);
    expect(await stateOf(round.id)).toBe('counted');
    expect((await ledgerOf(round.id)).at(-1)).toBe('round-counted');
  });

  it('refuses while a place is missing, and names it', async () => {
    const round = await counting({ ballots: clear, places: ['A', 'B', 'C'], rollPaper: 10 });
    const enter = app.get(EnterProtocolService);
    value(await enter.enter(round.places['A']!, protocol(), members[1]!));
    value(await enter.enter(round.places['B']!, protocol(), members[1]!));
    value(await enter.enter(round.places['B']!, protocol({ votes: [9, 6, 3, 0] }), members[2]!));
    expect(await app.get(CountRoundService).count(round.id, members[0]!)).toEqual({
      ok: false,
      error: {
        kind: 'round-blocked',
        blockers: [
          { kind: 'places-missing', places: ['A', 'C'] },
          { kind: 'entries-differ', places: ['B'] },
          { kind: 'more-paper-than-marked', cast: 20, marked: 10 },
        ],
      },
    });
    expect(await app.rows('SELECT 1 FROM voting_result WHERE round_id = $1', [round.id])).toEqual(
      [],
    );
  });

  it('refuses while the round is open', async () => {
    const round = await counting({ state: 'open', ballots: clear });
    expect(await app.get(CountRoundService).count(round.id, members[0]!)).toMatchObject({
      error: { blockers: [{ kind: 'wrong-state', state: 'open', move: 'count' }] },
    });
  });

  it('refuses a box with more ballots than voters who were authorised', async () => {
    const round = await counting({ ballots: clear });
    await plantBallot(app, round.id, Buffer.alloc(11));
    expect(await app.get(CountRoundService).count(round.id, members[0]!)).toMatchObject({
      error: { blockers: [{ kind: 'more-ballots-than-authorised', ballots: 6, authorised: 5 }] },
    });
  });

  it('counts bytes that are no ballot as invalid, and drops nothing', async () => {
    const round = await counting({ ballots: clear, rollOnline: 6 });
    for (const [place, opens, byte] of [
      [0, 1, '00'],
      [1, 1, 'ff'],
      [2, 0, '00'],
    ] as const)
      await unguarded(app, (tx) =>
        tx.query(
          `UPDATE voting_opened_stretch SET opens = $3, contents = decode(repeat($4, octet_length(contents)), 'hex')
            WHERE round_id = $1 AND leaf_from = $2`,
          [round.id, place, Buffer.of(opens), byte],
        ),
      );
    const count = value(await app.get(CountRoundService).count(round.id, members[0]!));
    expect(count).toMatchObject({ turnout: 5, valid: 2, invalid: 3 });
    expect(count.invalidBy).toEqual({ unreadable: 2, unopenable: 1 });
  });

  it('refuses a box that is not opened to its end', async () => {
    const round = await counting({ ballots: clear });
    await unguarded(app, (tx) =>
      tx.query('DELETE FROM voting_opened_stretch WHERE round_id = $1 AND leaf_from = 4', [
        round.id,
      ]),
    );
    expect(await app.get(CountRoundService).count(round.id, members[0]!)).toMatchObject({
      error: { blockers: [{ kind: 'box-not-opened', opened: 4, ballots: 5 }] },
    });
    const secretary = app.browser();
    await secretary.signIn(members[1]!);
    const path = `/commission/rounds/${round.id}`;
    const { body } = await secretary.get(path);
    expect(body).toContain('The key is rebuilt. Ballots opened: 4 of 5.');
    expect(body).toContain('The key is rebuilt and the box is being opened.');
    await unguarded(app, (tx) =>
      tx.query('INSERT INTO voting_opened_stretch VALUES ($1, 4, $2, $3)', [
        round.id,
        Buffer.of(0),
        Buffer.alloc(15),
      ]),
    );
    expect((await secretary.get(path)).body).not.toContain('the box is being opened');
  });

  it('answers the same when it is asked again, from a request or from a job', async () => {
    const round = await counting({ ballots: clear });
    const count = app.get(CountRoundService);
    const first = value(await count.count(round.id, members[0]!));
    expect(value(await count.count(round.id, null))).toEqual(first);
    expect((await ledgerOf(round.id)).filter((kind) => kind === 'round-counted')).toHaveLength(1);
  });

  it('comes by itself once a round is closed, and running it again changes nothing', async () => {
    const jobs = app.get(Jobs);
    await jobs.start();
    const round = await counting({ state: 'open', ballots: clear });
    value(await app.get(CloseRoundService).close(round.id, 'clock'));
    await jobDone(round.id);
    expect(await stateOf(round.id)).toBe('counted');
    expect(await ledgerOf(round.id)).toEqual(['round-closed', 'round-counted']);
    value(await app.get(CountRoundService).count(round.id, null));
    expect(await ledgerOf(round.id)).toEqual(['round-closed', 'round-counted']);
  });

  it('waits for the commission where paper is missing, and the console says so', async () => {
    await app.get(Jobs).start();
    const round = await counting({ state: 'open', ballots: clear, rollPaper: 20, places: ['A'] });
    value(await app.get(CloseRoundService).close(round.id, 'clock'));
    await jobDone(round.id);
    expect(await stateOf(round.id)).toBe('closed');
    expect(await app.rows('SELECT 1 FROM voting_result WHERE round_id = $1', [round.id])).toEqual(
      [],
    );
    const secretary = app.browser();
    await secretary.signIn(members[1]!);
    const { body } = await secretary.get(`/commission/rounds/${round.id}`);
    expect(body).toContain('Protocols are missing: A.');
    for (const member of members.slice(0, 2)) {
      value(await app.get(EnterProtocolService).enter(round.places['A']!, protocol(), member));
    }
    value(await app.get(CountRoundService).count(round.id, members[1]!));
    expect(await stateOf(round.id)).toBe('counted');
  });

  it('breaks a tie by the earlier stage, then by a lot that anyone can repeat', async () => {
    const born = Array.from({ length: 4 }, () => '1970-01-01');
    const rating = await counting({ ballots: [[0], [0], [1], [2], [3]], born });
    value(await app.get(CountRoundService).count(rating.id, null));
    await app.rows("UPDATE voting_round SET state = 'published' WHERE id = $1", [rating.id]);
    const { candidacies } = rating;
    const conference = await plantCounting(app, {
      primaryId,
      stage: 'district-conference',
      ballots: [[0], [1], [2], [3]],
      seats: 2,
      candidacies,
    });
    const count = value(await app.get(CountRoundService).count(conference.id, null));
    expect(count.outcome).toBe('elected');
    expect(count.candidates[0]).toMatchObject({ candidacyId: candidacies[0], rank: 1 });
    expect(count.ties[0]?.steps.map(({ by }) => by)).toEqual(['earlier-stage', 'lot']);
    const rest = candidacies.slice(1).sort();
    expect(count.candidates.slice(1).map(({ candidacyId }) => candidacyId)).toEqual(
      drawOrder(sha256Lot(count.seed), `tie/1/${rest.join(',')}`, rest),
    );
  });

  it('counts more rounds at once than the pool has connections', async () => {
    const rounds = [];
    for (let one = 0; one < 25; one++) rounds.push(await counting({ ballots: [[0]] }));
    const counts = await Promise.all(
      rounds.map(({ id }) => app.get(CountRoundService).count(id, null)),
    );
    expect(counts.filter(({ ok }) => ok)).toHaveLength(25);
  });

  it('elects nobody below the quorum; the round is published all the same', async () => {
    const round = await counting({
      stage: 'district-conference',
      ballots: [[0], [1]],
      rollOnline: 10,
    });
    const count = value(await app.get(CountRoundService).count(round.id, null));
    expect(count).toMatchObject({ outcome: 'quorum-not-met', quorum: { needed: 5, met: false } });
    expect(count.candidates.some(({ elected }) => elected)).toBe(false);
    await app.rows("UPDATE voting_round SET state = 'published' WHERE id = $1", [round.id]);
    expect(await app.get(RoundResults).ofRound(round.id)).toMatchObject({
      outcome: 'quorum-not-met',
    });
  });

  it('refuses a stranger and an unknown round', async () => {
    const round = await counting({ ballots: clear });
    const stranger = await app.staff('commission-chair', 'KZ-11');
    expect(await app.get(CountRoundService).count(round.id, stranger)).toEqual({
      ok: false,
      error: { kind: 'outside-your-territory' },
    });
    expect(
      await app.get(CountRoundService).count('00000000-0000-4000-8000-000000000000' as never, null),
    ).toEqual({ ok: false, error: { kind: 'round-unknown' } });
  });
});

describe('DecideTieService', () => {
  const tied = [[0], [1], [2]];

  it('lets the count wait until enough members agree on an order', async () => {
    const round = await counting({ ballots: [[3], [3], ...tied] });
    const waiting = value(await app.get(CountRoundService).count(round.id, members[0]!));
    expect(waiting.outcome).toBe('waiting');
    expect(await stateOf(round.id)).toBe('closed');
    const [a, b, c] = round.candidacies as unknown as [string, string, string];
    const decide = app.get(DecideTieService);
    const [one, ...others] = members.slice(0, 5);
    value(await decide.decide(round.id, [a, b, c], 'Жасы үлкен', one!));
    for (const member of others)
      value(await decide.decide(round.id, [c, a, b], 'Хаттама № 7', member));
    const count = value(await app.get(CountRoundService).count(round.id, members[0]!));
    expect(count.outcome).toBe('elected');
    expect(count.candidates.map(({ candidacyId }) => candidacyId)).toEqual([
      round.candidacies[3],
      c,
      a,
      b,
    ]);
    expect(count.ties[0]).toMatchObject({ at: 'cut', resolvedBy: 'ask' });
  });

  it('refuses what is no open tie, a decision without a reason, and people of other commissions', async () => {
    const round = await counting({ ballots: tied });
    value(await app.get(CountRoundService).count(round.id, null));
    const decide = app.get(DecideTieService);
    const [a, b, c] = round.candidacies as unknown as [string, string, string];
    expect(await decide.decide(round.id, [a, b], 'x', members[0]!)).toMatchObject({
      error: { kind: 'no-such-tie' },
    });
    expect(await decide.decide(round.id, [a, b, c], ' ', members[0]!)).toMatchObject({
      error: { kind: 'reason-missing' },
    });
    expect(await decide.decide(round.id, [a, b, c], 'x', office)).toMatchObject({
      error: { kind: 'outside-your-territory' },
    });
  });
});

describe('signing and publishing', () => {
  async function counted(): Promise<{ id: never; hash: string; contestId: never }> {
    const round = await counting({ ballots: clear });
    value(await app.get(CountRoundService).count(round.id, members[0]!));
    const [row] = await app.rows<{ hash: string }>(
      'SELECT hash FROM voting_result WHERE round_id = $1',
      [round.id],
    );
    return { id: round.id as never, hash: row?.hash ?? '', contestId: round.contestId as never };
  }

  async function signed(round: { id: never; hash: string }): Promise<void> {
    for (const member of members) {
      const signing = await app.get(SignProtocolService).sign(round.id, round.hash, member);
      if (signing.ok && signing.value.complete) return;
    }
  }

  it('is signed once enough members of the unit have signed what they read', async () => {
    const round = await counted();
    const sign = app.get(SignProtocolService);
    const first = value(await sign.sign(round.id, round.hash, members[0]!));
    expect(first).toMatchObject({ signatures: 1, complete: false });
    expect(await sign.sign(round.id, round.hash, members[0]!)).toMatchObject({
      error: { kind: 'already-signed' },
    });
    expect(await sign.sign(round.id, 'another hash', members[1]!)).toMatchObject({
      error: { kind: 'result-changed' },
    });
    expect(await sign.sign(round.id, round.hash, office)).toMatchObject({
      error: { kind: 'outside-your-territory' },
    });
    expect(await stateOf(round.id)).toBe('counted');
    await signed(round);
    expect(await stateOf(round.id)).toBe('signed');
  });

  it('is not published before it is signed, nor read by other modules', async () => {
    const round = await counted();
    expect(await app.get(PublishResultService).publish(round.id, members[0]!)).toMatchObject({
      error: { blockers: [{ kind: 'wrong-state', state: 'counted', move: 'publish' }] },
    });
    expect(await app.get(RoundResults).ofRound(round.id)).toBeNull();
  });

  it('is read by other modules from its publication on, and final after the days for complaints', async () => {
    const round = await counted();
    value(await app.get(StateDissentService).state(round.id, 'Мен қарсымын', members[6]!));
    await signed(round);
    value(await app.get(PublishResultService).publish(round.id, members[0]!));
    expect(await app.get(RoundResults).ofRound(round.id)).toMatchObject({
      turnout: 5,
      outcome: 'elected',
      hash: round.hash,
      candidates: [{ votes: 4, rank: 1, elected: true }, { votes: 3 }, { votes: 1 }, { votes: 0 }],
    });
    const finalise = app.get(FinaliseRoundService);
    expect(await finalise.finalise(round.id, members[0]!)).toMatchObject({
      error: { blockers: [{ kind: 'complaint-period-running' }] },
    });
    const before = app.clock.now();
    app.clock.set(new Date(before.getTime() + 40 * 24 * 3_600_000));
    value(await finalise.finalise(round.id, members[0]!));
    app.clock.set(before);
    expect(await stateOf(round.id)).toBe('final');
    expect(await ledgerOf(round.id)).toEqual(
      expect.arrayContaining(['result-dissent-stated', 'result-published', 'result-final']),
    );
  });

  it('can be counted again with a reason until it is published; the signatures fall', async () => {
    const round = await counted();
    await signed(round);
    const reopen = app.get(ReopenCountService);
    expect(await reopen.reopen(round.id, '', members[0]!)).toMatchObject({
      error: { blockers: [{ kind: 'reason-missing' }] },
    });
    value(await reopen.reopen(round.id, 'Хаттамада қате табылды', members[0]!));
    expect(await stateOf(round.id)).toBe('closed');
    expect(
      await app.rows('SELECT 1 FROM voting_protocol_signature WHERE round_id = $1', [round.id]),
    ).toEqual([]);
    value(await app.get(CountRoundService).count(round.id, members[0]!));
    await signed(round);
    value(await app.get(PublishResultService).publish(round.id, members[0]!));
    expect(await reopen.reopen(round.id, 'Тағы', members[0]!)).toMatchObject({
      error: { blockers: [{ kind: 'wrong-state', state: 'published' }] },
    });
  });

  it('takes dissent only from the commission, with a text, on a counted result', async () => {
    const dissent = app.get(StateDissentService);
    const round = await counted();
    expect(await dissent.state(round.id, ' ', members[0]!)).toMatchObject({
      error: { kind: 'text-missing' },
    });
    expect(await dissent.state(round.id, 'No', office)).toMatchObject({
      error: { kind: 'outside-your-territory' },
    });
    const open = await counting({ state: 'open' });
    expect(await dissent.state(open.id, 'No', members[0]!)).toMatchObject({
      error: { kind: 'nothing-to-dissent-from', state: 'open' },
    });
  });
});
