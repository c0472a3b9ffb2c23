import type { CandidacyId, ContestId, MemberId, TerritoryCode } from '../../src/kernel/ids.js';
import type { Actor } from '../../src/platform/identity/index.js';
import { Ledger, leafHash, merkleRoot } from '../../src/platform/ledger/index.js';
import { PrimaryDirectory } from '../../src/primary/index.js';
import {
  AuthoriseService,
  ballotContent,
  CastBallotService,
  CloseRoundService,
  ExtendRoundService,
  finishToken,
  FreezeRollService,
  MarkForPaperService,
  OpenRoundService,
  PauseRoundService,
  PlanRoundsService,
  requestTokens,
  ResumeRoundService,
  RoundDirectory,
  sealBallot,
  SetDelegatesService,
  type Round,
  type Token,
} from '../../src/voting/index.js';
import { roundBytes } from '../../src/voting/tokens/token-message.js';
import { testApp, type TestApp } from '../support/app.js';
import { makeBallotKey } from '../support/ballot-keys.js';
import {
  accepted,
  candidate,
  commission,
  contestIn,
  decided,
  iinOf,
  submitted,
} from '../support/candidates.js';
import { openPrimary } from '../support/primary.js';

const [kostanay, altynsarin, amangeldi] = ['KZ-39', 'KZ-3901', 'KZ-3902'] as TerritoryCode[];
const seed = '00ff'.repeat(16);

let app: TestApp;
let office: Actor;
let chair: Actor;
let contestId: ContestId;
let candidacies: CandidacyId[];
let round: Round;
let members: MemberId[];

beforeAll(async () => {
  app = await testApp();
  const opened = await openPrimary(app, { state: 'registration' });
  office = opened.office;
  contestId = await contestIn(app, opened.primaryId, kostanay!);
  const applications = [altynsarin!, altynsarin!, altynsarin!, amangeldi!].map((unit, at) => ({
    actor: candidate(app, iinOf(at + 1)),
    application: { contestId, unit, route: 'self' as const },
  }));
  candidacies = await Promise.all(
    applications.map(async ({ actor, application }) => submitted(app, await actor, application)),
  );
  const regional = await commission(app, kostanay!);
  await decided(app, regional, candidacies);
  chair = await app.staff('commission-chair', altynsarin);
  app.clock.set('2020-10-02T09:00:00+05:00');
  await app.rows("UPDATE primary_season SET state = 'voting'");
  members = await plantMembers([altynsarin!, 6], [amangeldi!, 2], [altynsarin!, 1]);
});

afterAll(async () => {
  await app.close();
});

describe('PlanRoundsService', () => {
  const stage = (changes = {}): Parameters<PlanRoundsService['plan']>[0] => ({
    contestId,
    stageId: 'rating',
    opensAt: new Date(Date.now() - 60_000),
    closesAt: new Date(Date.now() + 3_600_000),
    seed,
    ...changes,
  });

  it('refuses with every reason at once and plans nothing', async () => {
    const later = stage({ stageId: 'district-conference', closesAt: new Date(0) });
    expect(await app.get(PlanRoundsService).plan(later, chair)).toEqual({
      ok: false,
      error: [
        { kind: 'outside-your-territory' },
        { kind: 'closing-not-after-opening' },
        { kind: 'previous-stage-not-published', stageId: 'rating' },
      ],
    });
    expect(await app.get(PlanRoundsService).plan(stage({ stageId: 'final' }), office)).toEqual({
      ok: false,
      error: [{ kind: 'stage-unknown' }],
    });
  });

  it('plans one round for each unit with candidates, in the order that the seed draws', async () => {
    const both = await Promise.all(
      [1, 2].map(() => app.get(PlanRoundsService).plan(stage(), office)),
    );
    expect(both.find(({ ok }) => !ok)).toEqual({
      ok: false,
      error: [{ kind: 'already-planned' }],
    });
    const planned = accepted(both.find(({ ok }) => ok)!);
    expect(planned.rounds).toHaveLength(2);
    expect(planned.unitsWithoutCandidates).toHaveLength(18);
    const [first, second] = await app.get(RoundDirectory).ofStage(contestId, 'rating');
    expect([first?.unit, second?.unit]).toEqual([altynsarin, amangeldi]);
    round = first!;
    await makeBallotKey(app, round);
    const order = await app.get(RoundDirectory).candidates(round.id);
    expect([...order].sort()).toEqual(candidacies.slice(0, 3).sort());
    expect(await app.get(RoundDirectory).candidates(second!.id)).toEqual([candidacies[3]]);
  });

  it('gives the seats to the units by their members and the marks by their seats', async () => {
    const { seats } = (await app.get(PrimaryDirectory).contest(contestId))!;
    expect(seats).toBe(40);
    // Every unit has one; the other twenty go to the two units with members.
    const [first, second] = await app.get(RoundDirectory).ofStage(contestId, 'rating');
    expect(first!.unitSeats + second!.unitSeats).toBe(22);
    expect(first).toMatchObject({ ballotKind: 'rating', marks: 3, contentBytes: 15 });
    expect(second).toMatchObject({ marks: 1, contentBytes: 7 });
  });

  it('refuses to plan a stage twice', async () => {
    expect(await app.get(PlanRoundsService).plan(stage(), office)).toEqual({
      ok: false,
      error: [{ kind: 'already-planned' }],
    });
  });
});

describe('the roll', () => {
  it('blocks the opening while it is not frozen, with all that blocks besides', async () => {
    expect(await app.get(OpenRoundService).open(round.id, chair)).toEqual({
      ok: false,
      error: {
        kind: 'round-blocked',
        blockers: [
          { kind: 'roll-not-frozen' },
          { kind: 'roll-empty' },
          { kind: 'no-paper-places' },
        ],
      },
    });
  });

  it('takes the members of the unit who had joined by the cut-off, without contact on paper', async () => {
    await app.rows("UPDATE voting_member SET joined = '2020-09-12' WHERE id = $1", [members[5]]);
    await app.rows('UPDATE voting_member SET phone = NULL WHERE id = $1', [members[4]]);
    const cutOff = '2020-09-11' as Parameters<FreezeRollService['freeze']>[2];
    expect(await app.get(FreezeRollService).freeze(round.id, chair, cutOff)).toEqual({
      ok: true,
      value: 6,
    });
    expect(await app.get(RoundDirectory).voters(round.id, 'paper')).toEqual([members[4]]);
    expect(new Set(await app.get(RoundDirectory).voters(round.id, 'online'))).toEqual(
      new Set([...members.slice(0, 4), members[8]]),
    );
  });

  it('is frozen once, and by nobody from elsewhere', async () => {
    const stranger = await app.staff('commission-chair', amangeldi);
    expect(await app.get(FreezeRollService).freeze(round.id, chair)).toMatchObject({
      error: { kind: 'roll-already-frozen' },
    });
    expect(await app.get(FreezeRollService).freeze(round.id, stranger)).toMatchObject({
      error: { kind: 'outside-your-territory' },
    });
  });

  it('takes delegates only of the unit and on the register, each once', async () => {
    const iins = (
      await app.rows<{ iin: string; id: MemberId }>('SELECT id, iin FROM voting_member')
    )
      .filter(({ id }) => [members[0], members[6]].includes(id))
      .sort((a, b) => members.indexOf(a.id) - members.indexOf(b.id))
      .map(({ iin }) => iin);
    const list = { contestId, stageId: 'district-conference', unit: altynsarin!, iins };
    const refused = { ...list, iins: [...iins, iins[0]!, '000000000000'] };
    expect(await app.get(SetDelegatesService).set(refused, chair)).toEqual({
      ok: false,
      error: {
        kind: 'delegates-refused',
        lines: [
          { line: 2, reason: 'outside-unit' },
          { line: 3, reason: 'twice-in-list' },
          { line: 4, reason: 'not-a-member' },
        ],
      },
    });
    const one = { ...list, iins: iins.slice(0, 1) };
    expect(await app.get(SetDelegatesService).set(one, chair)).toEqual({ ok: true, value: 1 });
    expect(await app.get(SetDelegatesService).set({ ...one, stageId: 'rating' }, chair)).toEqual({
      ok: false,
      error: { kind: 'stage-of-all-members' },
    });
  });
});

describe('a round', () => {
  it('opens with a key of its own and freezes the rules', async () => {
    await app.rows("INSERT INTO voting_place VALUES (gen_random_uuid(), $1, '№ 1', NULL)", [
      round.id,
    ]);
    expect(await app.get(OpenRoundService).open(round.id, chair)).toMatchObject({
      ok: true,
      value: { state: 'open' },
    });
    expect((await app.get(PrimaryDirectory).current())?.rulesFrozen).toBe(true);
    expect(await app.get(RoundDirectory).tokenKey(round.id)).not.toBeNull();
    expect(await app.get(OpenRoundService).open(round.id, 'clock')).toMatchObject({
      error: { blockers: [{ kind: 'wrong-state', state: 'open', move: 'open' }] },
    });
  });

  it('gives voters to the paper channel before they are authorised, and never after', async () => {
    const mark = app.get(MarkForPaperService);
    await tokenOf(members[0]!);
    expect(await mark.mark(round.id, [members[0]!, members[1]!, members[6]!], chair)).toMatchObject(
      {
        error: {
          kind: 'voters-not-markable',
          voters: [
            { member: members[0], reason: 'already-authorised' },
            { member: members[6], reason: 'not-on-roll' },
          ],
        },
      },
    );
    expect(await mark.mark(round.id, [members[1]!], chair)).toEqual({ ok: true, value: 1 });
    expect(await mark.mark(round.id, [members[1]!], chair)).toEqual({ ok: true, value: 0 });
    await expect(tokenOf(members[1]!)).rejects.toThrow('marked-for-paper');
  });

  it('is either paper or online when marking and authorisation race', async () => {
    const voter = members[8];
    const [token, marked] = await Promise.allSettled([
      tokenOf(voter!),
      app.get(MarkForPaperService).mark(round.id, [voter!], chair),
    ]);
    const onPaper = marked.status === 'fulfilled' && marked.value.ok;
    expect(token.status).toBe(onPaper ? 'rejected' : 'fulfilled');
  });

  it('pauses and goes on with published reasons only', async () => {
    const token = await tokenOf(members[2]!);
    const pause = app.get(PauseRoundService);
    expect(await pause.pause(round.id, ' ', chair)).toMatchObject({
      error: { blockers: [{ kind: 'reason-missing' }] },
    });
    const elsewhere = await app.staff('commission-chair', amangeldi);
    expect(await pause.pause(round.id, 'Power cut', elsewhere)).toMatchObject({
      error: { kind: 'outside-your-territory' },
    });
    accepted(await pause.pause(round.id, 'Power cut', chair));
    expect(await castWith(token)).toMatchObject({ error: { kind: 'round-paused' } });
    accepted(await app.get(ResumeRoundService).resume(round.id, 'Power is back', chair));
    expect((await castWith(token)).ok).toBe(true);
  });

  it('is extended to a later moment, and stays extended after a pause', async () => {
    const extend = app.get(ExtendRoundService);
    const closesAt = new Date(round.closesAt.getTime() + 600_000);
    const earlier = { closesAt: new Date(round.closesAt.getTime() - 1), reason: 'Overload' };
    expect(await extend.extend(round.id, earlier, chair)).toMatchObject({
      error: { blockers: [{ kind: 'closing-not-later' }] },
    });
    accepted(await extend.extend(round.id, { closesAt, reason: 'Overload' }, chair));
    accepted(await app.get(PauseRoundService).pause(round.id, 'Once more', chair));
    accepted(await app.get(ResumeRoundService).resume(round.id, 'Done', chair));
    expect(await app.get(RoundDirectory).byId(round.id)).toMatchObject({
      state: 'extended',
      closesAt,
    });
    const decisions = await app.get(RoundDirectory).decisions(round.id);
    expect(decisions.map(({ kind, reason }) => [kind, reason])).toEqual([
      ['open', ''],
      ['pause', 'Power cut'],
      ['resume', 'Power is back'],
      ['extend', 'Overload'],
      ['pause', 'Once more'],
      ['resume', 'Done'],
    ]);
  });

  it('does not close before its time', async () => {
    expect(await app.get(CloseRoundService).close(round.id, 'clock')).toMatchObject({
      error: { blockers: [{ kind: 'closing-not-reached' }] },
    });
  });

  it('closes at its time: the key is gone, the box is rewritten, the numbers are in the ledger', async () => {
    const token = await tokenOf(members[3]!);
    const receipt = await castWith(token);
    await app.rows('UPDATE voting_round SET closes_at = clock_timestamp() WHERE id = $1', [
      round.id,
    ]);
    accepted(await app.get(CloseRoundService).close(round.id, 'clock'));
    const keys = await app.rows('SELECT private_key FROM voting_token_key WHERE round_id = $1', [
      round.id,
    ]);
    expect(keys).toEqual([{ private_key: null }]);
    await expect(tokenOf(members[0]!)).rejects.toThrow();
    expect(await castWith(token)).toEqual(receipt);
    const rows = await app.rows<{ index: number; written: string }>(
      'SELECT leaf_index AS index, xmin::text AS written FROM voting_ballot WHERE round_id = $1 ORDER BY ctid',
      [round.id],
    );
    expect(rows.map(({ index }) => index)).toEqual([0, 1]);
    expect(new Set(rows.map(({ written }) => written)).size).toBe(1);
    const [entry] = await app.rows<{ data: object }>(
      "SELECT data FROM ledger_entry WHERE kind = 'round-closed' AND subject = $1",
      [round.id],
    );
    expect(entry?.data).toMatchObject({ cast: 2 });
  });

  it('commits to who was authorised, in an order that says nothing about when', async () => {
    const rows = await app.rows<{ pseudonym: Buffer; hash: Buffer; written: string; held: string }>(
      `SELECT e.pseudonym, p.blinded_hash AS hash, p.xmin::text AS written, e.xmax::text AS held
         FROM voting_participation p JOIN voting_roll_entry e USING (round_id, member_id)
        WHERE round_id = $1 ORDER BY p.ctid`,
      [round.id],
    );
    expect(rows.length).toBeGreaterThanOrEqual(3);
    const names = rows.map(({ pseudonym }) => pseudonym.toString('hex'));
    expect(names).toEqual(names.toSorted());
    expect(new Set(rows.flatMap(({ written, held }) => [written, held])).size).toBe(1);
    const leaves = rows.map(({ pseudonym, hash }) =>
      leafHash(
        Buffer.concat([Buffer.from('irikteu/issued/1\0'), roundBytes(round.id), pseudonym, hash]),
      ),
    );
    const closing = (await app.get(Ledger).about(round.id)).find(
      ({ kind }) => kind === 'round-closed',
    );
    expect(closing?.data).toMatchObject({
      authorised: rows.length,
      issuedRoot: merkleRoot(leaves).toString('hex'),
    });
  });
});

/** Counts the plantings, so that no number is given twice. */
let plantings = 0;

async function plantMembers(...places: [TerritoryCode, number][]): Promise<MemberId[]> {
  const ids: MemberId[] = [];
  for (const [territory, count] of places) {
    const rows = await app.rows<{ id: MemberId }>(
      `INSERT INTO voting_member (id, iin, family, given, territory, joined, phone, organisation)
       SELECT gen_random_uuid(), lpad(($3::bigint * 100000 + n)::text, 12, '0'), 'Сейітова', 'Айгүл', $1,
              '2015-01-01', '+77010000000', '№ 1' FROM generate_series(1, $2) AS n RETURNING id`,
      [territory, count, ++plantings],
    );
    ids.push(...rows.map(({ id }) => id));
  }
  return ids;
}

async function tokenOf(member: MemberId): Promise<Token> {
  const key = await app.get(RoundDirectory).tokenKey(round.id);
  const [unsigned] = requestTokens(key!, round.id, 1);
  const { blinded } = unsigned!;
  const answer = await app.get(AuthoriseService).authorise({ round: round.id, member, blinded });
  if (!answer.ok) throw new Error(answer.error.kind);
  return accepted(finishToken(key!, unsigned!, answer.value));
}

/** Sealing is random: a device keeps what it has sealed. */
const sealed = new Map<Token, ReturnType<typeof sealBallot>>();

async function castWith(token: Token): ReturnType<CastBallotService['cast']> {
  const name = { round: round.id, serial: token.serial };
  const content = ballotContent(round, 3, [0, 2])!;
  const ballotKey = (await app.get(RoundDirectory).ballotKey(round.id))!;
  const ballot = sealed.get(token) ?? sealBallot(ballotKey, name, content);
  sealed.set(token, ballot);
  return await app.get(CastBallotService).cast({ ...token, ...name, ...ballot });
}
