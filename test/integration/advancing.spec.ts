import type { PrimaryId } from '../../src/kernel/ids.js';
import type { Actor } from '../../src/platform/identity/index.js';
import { SeasonGates } from '../../src/primary/index.js';
import {
  AdvanceWinnersService,
  CountRoundService,
  RepeatRoundService,
  RoundDirectory,
  RoundResults,
} from '../../src/voting/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { plantCounting, type CountingRound } from '../support/counting.js';
import { openPrimary } from '../support/primary.js';

const times = {
  opensAt: new Date('2020-11-10T09:00:00+05:00'),
  closesAt: new Date('2020-11-12T18:00:00+05:00'),
};
const toLists = { from: 'voting', to: 'lists' } as const;

let app: TestApp;
let primaryId: PrimaryId;
let office: Actor;
let first: CountingRound;
let second: CountingRound;

beforeAll(async () => {
  app = await testApp();
  ({ primaryId, office } = await openPrimary(app));
  const plan = { primaryId, ballots: [[0], [0], [0, 1], [1, 2], [0, 1]] };
  first = await plantCounting(app, { ...plan, unit: 'KZ-3901' });
  second = await plantCounting(app, { ...plan, unit: 'KZ-3902' });
  // The units of the next stage get their seats by the number of members; these two have five each.
  await app.rows(
    "UPDATE voting_member SET territory = 'KZ-3902' WHERE id IN (SELECT member_id FROM voting_roll_entry WHERE round_id = $1)",
    [second.id],
  );
});

afterAll(async () => {
  await app.close();
});

async function publish(round: CountingRound): Promise<void> {
  const counted = await app.get(CountRoundService).count(round.id, null);
  if (!counted.ok) throw new Error(JSON.stringify(counted.error));
  await app.rows("UPDATE voting_round SET state = 'published' WHERE id = $1", [round.id]);
}

describe('the way of the winners', () => {
  it('waits until every round of the stage is published', async () => {
    await publish(first);
    expect(await app.get(AdvanceWinnersService).advance(first.contestId, times, office)).toEqual({
      ok: false,
      error: [{ kind: 'previous-stage-not-published', stageId: 'rating' }],
    });
  });

  it('keeps the season from the lists while a result is not published or a stage not held', async () => {
    const blockers = await app.get(SeasonGates).blockers(primaryId, toLists);
    expect(blockers).toEqual(
      expect.arrayContaining([
        { module: 'voting-count', kind: 'rounds-not-published', values: { rounds: 1 } },
        { module: 'voting-count', kind: 'stages-not-held', values: { contests: 1 } },
      ]),
    );
  });

  it('is told to whoever plans the stage, in the browser', async () => {
    const browser = app.browser();
    await browser.signIn(office);
    const list = await browser.get('/commission/stages');
    expect(list.body).toContain('Rating vote of the members: 1 of 2 rounds published');
    const paths = (await browser.get('/api/commission/stages')).json() as {
      contest: { id: string };
      next: { id: string } | null;
    }[];
    expect(paths.find(({ contest }) => contest.id === first.contestId)?.next?.id).toBe(
      'district-conference',
    );
    expect((await browser.get('/api/commission/rounds')).json()).toHaveLength(2);
    const path = `/commission/stages/${first.contestId}`;
    const typed = { opensAt: '2020-11-10T09:00', closesAt: '2020-11-10T08:00' };
    const refused = await browser.submit(path, typed);
    expect(refused.status).toBe(422);
    expect(refused.body).toContain('The closing must be after the opening.');
    expect(refused.body).toContain(
      'Not every result of the stage “Rating vote of the members” is published yet.',
    );
    const soon = await browser.submit(path, { opensAt: 'soon', closesAt: '' });
    expect(soon.body).toContain('Give the day and the time.');
    const stranger = app.browser();
    await stranger.signIn(await app.staff('commission-chair', 'KZ-11'));
    expect((await stranger.get(path)).status).toBe(404);
  });

  it('leads the elected of every unit, and nobody else, into the next stage', async () => {
    await publish(second);
    const advanced = await app.get(AdvanceWinnersService).advance(first.contestId, times, office);
    expect(advanced.ok).toBe(true);
    const directory = app.get(RoundDirectory);
    const next = await directory.ofStage(first.contestId, 'district-conference');
    expect(next.map(({ unit }) => unit)).toEqual(['KZ-3901', 'KZ-3902']);
    const candidates = await directory.candidates(next[0]!.id);
    expect([...candidates].sort()).toEqual(first.candidacies.slice(0, 2).sort());
  });

  it('goes one stage at a time', async () => {
    expect(await app.get(AdvanceWinnersService).advance(first.contestId, times, office)).toEqual({
      ok: false,
      error: [{ kind: 'previous-stage-not-published', stageId: 'district-conference' }],
    });
  });

  it('does not know a contest that is not there', async () => {
    const nowhere = '00000000-0000-4000-8000-000000000000' as never;
    expect(await app.get(AdvanceWinnersService).advance(nowhere, times, office)).toEqual({
      ok: false,
      error: [{ kind: 'stage-unknown' }],
    });
  });
});

describe('a round without a quorum', () => {
  const again = { ...times, reason: 'Кворум болмады' };
  let failed: CountingRound;

  beforeAll(async () => {
    // Nobody else stands at the conferences that were just planned.
    await app.rows(
      "DELETE FROM voting_round_candidate WHERE round_id IN (SELECT id FROM voting_round WHERE stage_id = 'district-conference')",
    );
    await app.rows("DELETE FROM voting_round WHERE stage_id = 'district-conference'");
    failed = await plantCounting(app, {
      primaryId,
      stage: 'district-conference',
      unit: 'KZ-3901',
      ballots: [[0], [1]],
      rollOnline: 10,
      candidacies: first.candidacies,
    });
  });

  it('cannot be held again before its result is published', async () => {
    expect(
      await app.get(RepeatRoundService).repeat(failed.id, { ...again, reason: ' ' }, office),
    ).toEqual({ ok: false, error: [{ kind: 'quorum-was-met' }, { kind: 'reason-missing' }] });
  });

  it('is held again with those who still stand, and only the new round counts', async () => {
    await publish(failed);
    await app.rows("UPDATE candidate_candidacy SET state = 'withdrawn' WHERE id = $1", [
      failed.candidacies[3],
    ]);
    const repeated = await app.get(RepeatRoundService).repeat(failed.id, again, office);
    if (!repeated.ok) throw new Error(JSON.stringify(repeated.error));
    const directory = app.get(RoundDirectory);
    const candidates = await directory.candidates(repeated.value);
    expect([...candidates].sort()).toEqual(failed.candidacies.slice(0, 3).sort());
    expect(await directory.byId(repeated.value)).toMatchObject({
      state: 'planned',
      rollSize: null,
    });
    const results = app.get(RoundResults);
    expect(await results.ofStage(failed.contestId, 'district-conference')).toEqual([]);
    expect(await results.complete(failed.contestId, 'district-conference')).toBeNull();
  });

  it('is not held a third time beside the second', async () => {
    expect(await app.get(RepeatRoundService).repeat(failed.id, again, office)).toEqual({
      ok: false,
      error: [{ kind: 'repeated-already' }],
    });
  });

  it('is not a round whose quorum was met, once the next stage is planned, nor a stranger’s', async () => {
    const repeat = app.get(RepeatRoundService);
    const backwards = { ...again, closesAt: again.opensAt };
    expect(await repeat.repeat(first.id, backwards, office)).toEqual({
      ok: false,
      error: [
        { kind: 'quorum-was-met' },
        { kind: 'next-stage-planned' },
        { kind: 'closing-not-after-opening' },
      ],
    });
    const stranger = await app.staff('commission-chair', 'KZ-11');
    expect(await repeat.repeat(first.id, again, stranger)).toEqual({
      ok: false,
      error: [{ kind: 'outside-your-territory' }],
    });
  });
});
