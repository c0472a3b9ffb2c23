import { setTimeout } from 'node:timers/promises';
import { stringify } from 'yaml';
import type { PrimaryId } from '../../src/kernel/ids.js';
import type { Actor } from '../../src/platform/identity/index.js';
import { Jobs } from '../../src/platform/jobs/index.js';
import type { RuleSet } from '../../src/primary/index.js';
import {
  CountRoundService,
  DecideTieService,
  EnterProtocolService,
  PlanRoundsService,
  PublishResultService,
  RecountRoundService,
  RoundResults,
  SignProtocolService,
  type RoundCount,
} from '../../src/voting/index.js';
import { readBallotLine } from '../../src/voting/domain/rounds/paper-ballots.js';
import type { Ballot, BallotForm } from '../../src/voting/domain/ballots/ballot.js';
import { testApp, type TestApp } from '../support/app.js';
import { commissionOf, plantCounting, type CountingRound } from '../support/counting.js';
import { openPrimary } from '../support/primary.js';
import { changedRules, gradeRules, rankingRules } from '../support/rule-sets.js';

/** A commission with a season under its own rules; every round of it stands in a unit of its own. */
interface Season {
  readonly app: TestApp;
  readonly primaryId: PrimaryId;
  readonly office: Actor;
  readonly members: readonly Actor[];
  plant(plan: Omit<Parameters<typeof plantCounting>[1], 'primaryId'>): Promise<CountingRound>;
}

async function seasonUnder(rules: RuleSet): Promise<Season> {
  const app = await testApp();
  const { primaryId, office } = await openPrimary(app, { rules: stringify(rules) });
  const members = await commissionOf(app, 'KZ-3901');
  let units = 0;
  return {
    app,
    primaryId,
    office,
    members,
    plant: async (plan) => {
      await app.rows("UPDATE voting_round SET unit = 'KZ-39' || $1 WHERE unit = 'KZ-3901'", [
        String(50 + ++units),
      ]);
      return await plantCounting(app, { primaryId, ...plan });
    },
  };
}

function value<T>(result: { ok: boolean; value?: T; error?: unknown }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value as T;
}

/** `count` ballots with these candidates in order of preference. */
function times(count: number, ...order: number[]): number[][] {
  return Array.from({ length: count }, () => order);
}

async function typeTwice(
  { app, members }: Season,
  place: string,
  form: BallotForm,
  lines: readonly string[],
): Promise<string> {
  const ballots = lines.map((line) => readBallotLine(line, form));
  const valid = ballots.reduce((sum, { count }) => sum + count, 0);
  const sums = { signatures: valid + 1, issued: valid + 1, cast: valid + 1, valid, invalid: 1 };
  const enter = app.get(EnterProtocolService);
  const protocol = { ...sums, votes: [], ballots };
  value(await enter.enter(place, protocol, members[1]!));
  return value(
    await enter.enter(place, { ...protocol, ballots: [...ballots].reverse() }, members[2]!),
  );
}

async function publish({ app, members }: Season, { id }: CountingRound): Promise<void> {
  const [row] = await app.rows<{ hash: string }>(
    'SELECT hash FROM voting_result WHERE round_id = $1',
    [id],
  );
  for (const member of members) {
    const signing = await app.get(SignProtocolService).sign(id, row?.hash ?? '', member);
    if (signing.ok && signing.value.complete) break;
  }
  value(await app.get(PublishResultService).publish(id, members[0]!));
}

async function withdraw(app: TestApp, candidacy: string | undefined): Promise<void> {
  await app.rows("UPDATE candidate_candidacy SET state = 'withdrawn' WHERE id = $1", [candidacy]);
}

function byPosition({ candidates, positions }: RoundCount): Record<string, unknown>[] {
  return positions.map((id) => ({ ...candidates.find((one) => one.candidacyId === id) }));
}

describe('a round that ranks and elects by the Scottish rules', () => {
  const form: BallotForm = { kind: 'ranking', candidates: 5, ranks: 5, equalRanks: false };
  let season: Season;
  let app: TestApp;

  beforeAll(async () => {
    season = await seasonUnder(rankingRules());
    ({ app } = season);
  });

  afterAll(() => app.close());

  it('counts the box and the typed ballots together, and publishes the rounds', async () => {
    // 9 valid ballots, 2 places: the quota is 4. The paper decides: without it nobody reaches it at once.
    const round = await season.plant({
      form,
      candidates: 5,
      seats: 1,
      ballots: [...times(2, 0, 1), ...times(2, 1, 2), ...times(1, 2, 1)],
      places: ['A'],
      rollPaper: 5,
    });
    expect(await typeTwice(season, round.places['A']!, form, ['3: 1 3', '1: 3 2'])).toBe(
      'confirmed',
    );
    const count = value(await app.get(CountRoundService).count(round.id, season.members[0]!));
    expect(count).toMatchObject({
      method: 'stv-scottish',
      ballot: form,
      outcome: 'elected',
      turnout: 10,
      valid: 9,
      invalid: 1,
      places: 2,
      online: { cast: 5, valid: 5 },
      paper: { cast: 5, valid: 4, invalid: 1 },
      working: { kind: 'transfers' },
    });
    expect(count.positions).toEqual(round.candidacies);
    expect(count.rounds[0]).toMatchObject({ quota: '4', elected: [0] });
    expect(count.rounds[0]?.votes.map(Number)).toEqual([5, 2, 2, 0, 0]);
    expect(byPosition(count)[0]).toMatchObject({ rank: 1, elected: true, votes: null });
    await publish(season, round);
    const published = await app.get(RoundResults).ofRound(round.id);
    expect(published?.candidates.filter(({ elected }) => elected)).toHaveLength(2);
    expect(published?.candidates.every(({ votes }) => votes === null)).toBe(true);
  });

  it('refuses typed ballots that cannot be, with the line and the reason', async () => {
    const round = await season.plant({ form, candidates: 5, places: ['A'], rollPaper: 9 });
    const lines = ['3: 1 3', '2: 1 1', '1: 9', 'one: 2', '1:'];
    const ballots = lines.map((line) => readBallotLine(line, form));
    const sums = { signatures: 9, issued: 9, cast: 9, valid: 9, invalid: 0, votes: [] };
    const enter = app.get(EnterProtocolService);
    const place = round.places['A']!;
    expect(await enter.enter(place, { ...sums, ballots }, season.members[1]!)).toEqual({
      ok: false,
      error: [{ kind: 'line-not-read', line: 4 }],
    });
    const readable = ballots.filter(({ count }) => !Number.isNaN(count));
    expect(await enter.enter(place, { ...sums, ballots: readable }, season.members[1]!)).toEqual({
      ok: false,
      error: [
        { kind: 'line-not-valid', line: 2, reason: 'marked-twice' },
        { kind: 'line-not-valid', line: 3, reason: 'unknown-candidate' },
        { kind: 'line-not-valid', line: 4, reason: 'blank' },
        { kind: 'lines-are-not-valid', ballots: 7, valid: 9 },
      ],
    });
  });

  it('says which ballots two people typed differently', async () => {
    const round = await season.plant({ form, candidates: 5, places: ['A'], rollPaper: 4 });
    const typed = (...lines: string[]): object => ({
      signatures: 4,
      issued: 4,
      cast: 4,
      valid: 4,
      invalid: 0,
      votes: [],
      ballots: lines.map((line) => readBallotLine(line, form)),
    });
    const enter = app.get(EnterProtocolService);
    const [place, [, one, two]] = [round.places['A']!, season.members];
    value(await enter.enter(place, typed('3: 1 2', '1: 2') as never, one!));
    expect(value(await enter.enter(place, typed('2: 1 2', '2: 2') as never, two!))).toBe('differs');
    // The same ballots in other lines are the same protocol.
    const again = typed('1: 2', '1: 1 2', '2: 1 2') as never;
    expect(value(await enter.enter(place, again, two!))).toBe('confirmed');
  });

  it('waits in the middle of the count, and goes on by itself once the commission has decided', async () => {
    // Two places, the quota is 4: nobody has it, and 3 and 4 are last with a vote each; they are of one age.
    const round = await season.plant({
      form,
      candidates: 5,
      seats: 1,
      ballots: [...times(3, 0), ...times(3, 1), ...times(2, 2), [3, 2], [4, 1]],
      born: Array.from({ length: 5 }, () => '1970-01-01'),
    });
    const waiting = value(await app.get(CountRoundService).count(round.id, null));
    expect(waiting.outcome).toBe('waiting');
    const tie = waiting.ties.at(-1);
    expect(tie).toMatchObject({ at: 'exclusion', resolvedBy: null });
    const [third, fourth] = [round.candidacies[3]!, round.candidacies[4]!];
    expect(waiting.awaited.map((tied) => [...tied].sort())).toEqual([[third, fourth].sort()]);
    await app.get(Jobs).start();
    for (const member of season.members.slice(0, 5))
      value(
        await app.get(DecideTieService).decide(round.id, [third, fourth], 'Хаттама № 3', member),
      );
    const state = async (): Promise<string | undefined> =>
      (
        await app.rows<{ state: string }>('SELECT state FROM voting_round WHERE id = $1', [
          round.id,
        ])
      )[0]?.state;
    const deadline = Date.now() + 20_000;
    while ((await state()) !== 'counted' && Date.now() < deadline) await setTimeout(100);
    const count = value(await app.get(CountRoundService).count(round.id, null));
    expect(count.outcome).toBe('elected');
    expect(count.ties.find(({ at }) => at === 'exclusion')).toMatchObject({
      resolvedBy: 'ask',
      order: [[third], [fourth]],
    });
    expect(count.rounds.some(({ excluded }) => excluded.includes(4))).toBe(true);
  });

  it('reads over who has left, and says how many ballots named nobody else', async () => {
    const round = await season.plant({
      form,
      candidates: 5,
      seats: 1,
      ballots: [...times(3, 0, 1), ...times(2, 0), ...times(2, 2), ...times(1, 1)],
    });
    await withdraw(app, round.candidacies[0]);
    const count = value(await app.get(CountRoundService).count(round.id, null));
    expect(count).toMatchObject({ outcome: 'elected', valid: 8, onlyWithdrawn: 2 });
    expect(count.rounds[0]?.votes.map(Number)).toEqual([0, 4, 2, 0, 0]);
    expect(byPosition(count)[0]).toMatchObject({ rank: 5, elected: false, standing: false });
  });

  describe('counted again without somebody', () => {
    const ballots = [...times(5, 0, 2), ...times(3, 1, 2), ...times(2, 2, 1), [3], [4, 2]];

    it('keeps both results, shows the last one to other rooms, and never touches the first', async () => {
      const round = await season.plant({ form, candidates: 5, seats: 1, ballots });
      const first = value(await app.get(CountRoundService).count(round.id, null));
      expect(first.outcome).toBe('elected');
      await publish(season, round);
      const before = await app.rows('SELECT * FROM voting_result WHERE round_id = $1', [round.id]);
      await withdraw(app, round.candidacies[0]);
      const recount = app.get(RecountRoundService);
      const again = value(await recount.recount(round.id, 'Өз еркімен шықты', season.members[0]!));
      expect(again).toMatchObject({ outcome: 'elected', seed: first.seed, turnout: first.turnout });
      expect(again.rounds[0]?.votes.map(Number)).toEqual([0, 3, 7, 1, 1]);
      expect(byPosition(again)[0]).toMatchObject({ elected: false, standing: false, rank: 5 });
      expect(byPosition(again)[2]).toMatchObject({ elected: true, rank: 1 });
      expect(await app.rows('SELECT * FROM voting_result WHERE round_id = $1', [round.id])).toEqual(
        before,
      );
      const inForce = await app.get(RoundResults).ofRound(round.id);
      expect(inForce?.candidates[0]).toMatchObject({
        candidacyId: round.candidacies[2],
        elected: true,
      });
      expect(
        await app.rows(
          "SELECT data->'without' AS without, data->>'reason' AS reason FROM ledger_entry WHERE subject = $1 AND kind = 'round-recounted'",
          [round.id],
        ),
      ).toEqual([{ without: [round.candidacies[0]], reason: 'Өз еркімен шықты' }]);
      expect(await recount.recount(round.id, 'Тағы', season.members[0]!)).toEqual({
        ok: false,
        error: [{ kind: 'nobody-left' }],
      });
    });

    it('is back at the first result when an appeal brings the candidate back', async () => {
      const round = await season.plant({ form, candidates: 5, seats: 1, ballots });
      const first = value(await app.get(CountRoundService).count(round.id, null));
      const recount = app.get(RecountRoundService);
      await withdraw(app, round.candidacies[0]);
      value(await recount.recount(round.id, 'Шығарылды', season.members[0]!));
      await app.rows("UPDATE candidate_candidacy SET state = 'registered' WHERE id = $1", [
        round.candidacies[0],
      ]);
      expect(value(await recount.recount(round.id, 'Апелляция', season.members[0]!))).toEqual(
        first,
      );
    });

    it('waits for the commission where it meets a tie, and goes on once that is decided', async () => {
      const round = await season.plant({
        form,
        candidates: 5,
        seats: 1,
        // The quota is 6: 0 and then 1 have it, and nobody asks after 3 and 4. Without 0 one of these is excluded.
        ballots: [...times(8, 0, 1), ...times(4, 1), ...times(2, 2), [3, 2], [4, 1]],
        born: Array.from({ length: 5 }, (_, at) => (at > 2 ? '1970-01-01' : `196${at}-01-01`)),
      });
      const first = value(await app.get(CountRoundService).count(round.id, null));
      const tied = [round.candidacies[3]!, round.candidacies[4]!];
      expect(first.outcome).toBe('elected');
      await withdraw(app, round.candidacies[0]);
      const recount = app.get(RecountRoundService);
      const waiting = value(await recount.recount(round.id, 'Шықты', season.members[0]!));
      expect(waiting.outcome).toBe('waiting');
      for (const member of season.members.slice(0, 5))
        value(await app.get(DecideTieService).decide(round.id, tied, 'Хаттама № 9', member));
      await recount.goOn(round.id);
      expect(
        await app.rows(
          "SELECT number, result->>'outcome' AS outcome FROM voting_recount WHERE round_id = $1",
          [round.id],
        ),
      ).toEqual([{ number: 1, outcome: 'elected' }]);
      expect(await recount.recount(round.id, 'Тағы', season.members[0]!)).toMatchObject({
        error: [{ kind: 'nobody-left' }],
      });
    });

    it('brings nobody in who had left before the first count', async () => {
      const round = await season.plant({ form, candidates: 5, seats: 1, ballots });
      await withdraw(app, round.candidacies[0]);
      value(await app.get(CountRoundService).count(round.id, null));
      await app.rows("UPDATE candidate_candidacy SET state = 'registered' WHERE id = $1", [
        round.candidacies[0],
      ]);
      await withdraw(app, round.candidacies[3]);
      expect(await app.get(RecountRoundService).recount(round.id, 'x', season.members[0]!)).toEqual(
        {
          ok: false,
          error: [{ kind: 'somebody-returned', candidacies: [round.candidacies[0]] }],
        },
      );
    });

    it('asks for a reason, a counted round, and somebody of the commission', async () => {
      const recount = app.get(RecountRoundService);
      const closed = await season.plant({ form, candidates: 5, ballots });
      expect(await recount.recount(closed.id, ' ', season.members[0]!)).toEqual({
        ok: false,
        error: [
          {
            kind: 'round-blocked',
            blockers: [
              { kind: 'wrong-state', state: 'closed', move: 'recount' },
              { kind: 'reason-missing' },
            ],
          },
        ],
      });
      const stranger = await app.staff('commission-chair', 'KZ-11');
      expect(await recount.recount(closed.id, 'x', stranger)).toMatchObject({
        error: [{ kind: 'outside-your-territory' }],
      });
      expect(
        await recount.recount('00000000-0000-4000-8000-000000000000' as never, 'x', stranger),
      ).toMatchObject({ error: [{ kind: 'round-unknown' }] });
    });
  });
});

describe('a round that grades', () => {
  const form: BallotForm = { kind: 'score', candidates: 3, highest: 4 };
  let season: Season;

  beforeAll(async () => {
    season = await seasonUnder(gradeRules());
  });

  afterAll(() => season.app.close());

  function grades(...values: (number | null)[]): Ballot {
    return values.flatMap((value, candidate) => (value === null ? [] : [{ candidate, value }]));
  }

  it('goes by the median, paper ballots and no opinion included', async () => {
    const { app, members } = season;
    const round = await season.plant({
      form,
      candidates: 3,
      valued: [grades(4, 2, 1), grades(4, 2, null), grades(0, 3, 1)],
      places: ['A'],
      rollPaper: 3,
    });
    expect(await typeTwice(season, round.places['A']!, form, ['1: 0 3 -', '1: 0 2 4'])).toBe(
      'confirmed',
    );
    const count = value(await app.get(CountRoundService).count(round.id, members[0]!));
    // Medians: 4 4 0 0 0 is 0; 2 2 3 3 2 is 2; 1 - 1 - 4 is 1. The sums 8, 12, 6 would say the same of the first only.
    expect(count).toMatchObject({ method: 'majority-judgment', valid: 5, outcome: 'elected' });
    expect(byPosition(count).map(({ rank }) => rank)).toEqual([3, 1, 2]);
    expect(count.working).toEqual({
      kind: 'grades',
      counts: [
        [3, 0, 0, 0, 2],
        [0, 0, 3, 2, 0],
        [2, 2, 0, 0, 1],
      ],
    });
  });
});

describe('a round that gives votes away', () => {
  const form: BallotForm = { kind: 'cumulative', candidates: 4, votes: 5, mostForOne: 3 };
  const ballot = { kind: 'cumulative', votes: { count: 5 }, mostForOne: 3 };
  let season: Season;

  beforeAll(async () => {
    season = await seasonUnder(
      changedRules('nur-otan-2020', { 'bodies[0].path[0].ballot': ballot }),
    );
  });

  afterAll(() => season.app.close());

  const protocol = { signatures: 10, issued: 10, cast: 10, valid: 10, invalid: 0 };

  it('adds the sums of box and paper, and counts a ballot of too many votes as invalid', async () => {
    const { app, members } = season;
    const round = await season.plant({
      form,
      candidates: 4,
      valued: [
        [
          { candidate: 0, value: 3 },
          { candidate: 1, value: 2 },
        ],
        [{ candidate: 2, value: 1 }],
      ],
      places: ['A'],
      rollPaper: 10,
    });
    const enter = app.get(EnterProtocolService);
    const typed = { ...protocol, votes: [30, 15, 4, 0] };
    value(await enter.enter(round.places['A']!, typed, members[1]!));
    value(await enter.enter(round.places['A']!, typed, members[2]!));
    const count = value(await app.get(CountRoundService).count(round.id, members[0]!));
    expect(count).toMatchObject({ method: 'cumulative', working: { kind: 'sums' }, valid: 12 });
    expect(byPosition(count).map(({ votes, online, paper }) => [votes, online, paper])).toEqual([
      [33, 3, 30],
      [17, 2, 15],
      [5, 1, 4],
      [0, 0, 0],
    ]);
  });

  it('refuses protocols that give away more than there is, or less than one vote a ballot', async () => {
    const { app, members } = season;
    const round = await season.plant({ form, candidates: 4, places: ['A'], rollPaper: 10 });
    const refused = async (votes: number[]): Promise<unknown> =>
      await app
        .get(EnterProtocolService)
        .enter(round.places['A']!, { ...protocol, votes }, members[1]!);
    expect(await refused([31, 19, 1, 0])).toEqual({
      ok: false,
      error: [
        { kind: 'candidate-above-most', candidate: 0, votes: 31, valid: 10, most: 3 },
        { kind: 'more-votes-than-given', votes: 51, valid: 10, most: 5 },
      ],
    });
    expect(await refused([9, 0, 0, 0])).toEqual({
      ok: false,
      error: [{ kind: 'fewer-votes-than-valid', votes: 9, valid: 10 }],
    });
  });
});

describe('planning rounds', () => {
  it('refuses more candidates than the method is exact for, before anybody votes', async () => {
    const season = await seasonUnder(
      rankingRules({
        'bodies[0].path[0].counting': { method: 'kemeny' },
        'bodies[0].path[0].ties': [{ kind: 'lot' }],
      }),
    );
    const { app, office } = season;
    const { contestId } = await season.plant({
      state: 'planned',
      keyless: true,
      candidates: 40,
    });
    await app.rows('DELETE FROM voting_round_candidate');
    await app.rows('DELETE FROM voting_round');
    const planned = await app.get(PlanRoundsService).plan(
      {
        contestId,
        stageId: 'rating',
        opensAt: new Date('2020-10-01T00:00+05:00'),
        closesAt: new Date('2020-10-04T00:00+05:00'),
      },
      office,
    );
    expect(planned).toMatchObject({
      ok: false,
      error: [{ kind: 'too-many-candidates', method: 'kemeny', unit: 'KZ-3901', standing: 40 }],
    });
    await app.close();
  });
});
