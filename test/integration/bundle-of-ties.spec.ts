import { rm } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { MakeBundleService } from '../../src/bundle/index.js';
import { StrikeOffService, VerifyGroupEvidenceService } from '../../src/candidate/index.js';
import type { CalendarDate } from '../../src/kernel/calendar.js';
import type { CandidacyId, ContestId, RoundId, TerritoryCode } from '../../src/kernel/ids.js';
import type { Actor } from '../../src/platform/identity/index.js';
import { SETTINGS, type Settings } from '../../src/platform/settings.js';
import { verifyBundle, type Verdict } from '../../src/verifier/commands.js';
import {
  CloseRoundService,
  CountRoundService,
  DecideTieService,
  DefinePlacesService,
  EnterProtocolService,
  FreezeRollService,
  OpenRoundService,
  PlanRoundsService,
  PublishResultService,
  RecountRoundService,
  RoundDirectory,
  SignProtocolService,
} from '../../src/voting/index.js';
import { testApp, type TestApp } from '../support/app.js';
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
import { faultIn } from '../support/falsified-bundle.js';
import { openPrimary } from '../support/primary.js';
import { changedRules } from '../support/rule-sets.js';
import { keepTables, unguarded } from '../support/unguarded.js';

const region = 'KZ-39' as TerritoryCode;
const words = { kk: 'Дауыс беру', ru: 'Голосование', en: 'Vote' };

/** Two votes on paper; whoever ties in the second is told apart by the first, by age, by group, by the commission. */
const stage = {
  name: words,
  unit: 'region',
  electorate: 'members',
  channels: ['paper'],
  ballot: { kind: 'rating', marks: { count: 8 } },
  unitSeats: { kind: 'all' },
  cut: { kind: 'all' },
};
const rules = stringify(
  changedRules('nur-otan-2020', {
    'bodies[0].path': [
      { ...stage, id: 'first', ties: [{ kind: 'lot' }] },
      {
        ...stage,
        id: 'second',
        ties: [
          { kind: 'earlier-stage' },
          { kind: 'elder' },
          { kind: 'group', group: 'woman' },
          { kind: 'ask' },
        ],
      },
    ],
  }),
);

let app: TestApp;
let office: Actor;
let members: Actor[];
let contestId: ContestId;
/** Pairs that tie in the second vote: by the first vote, by age, by group, and not at all. */
let ids: CandidacyId[];
let round: RoundId;

beforeAll(async () => {
  app = await testApp();
  app.clock.set('2020-08-20T09:00:00+05:00');
  const opened = await openPrimary(app, { state: 'registration', rules });
  office = opened.office;
  contestId = await contestIn(app, opened.primaryId, region);
  ids = await eightCandidates();
  await app.rows("UPDATE primary_season SET state = 'voting'");
  await plantMembers();
  await publish(await vote('first', [9, 8, 7, 7, 6, 6, 5, 5]));
  round = await vote('second', [8, 8, 6, 6, 4, 4, 2, 2]);
  for (const member of members.slice(0, 4))
    accepted(
      await app
        .get(DecideTieService)
        .decide(round, [ids[7]!, ids[6]!], 'Longer in the party.', member),
    );
  accepted(await app.get(CountRoundService).count(round, null));
  await publish(round);
  accepted(
    await app.get(StrikeOffService).strikeOff(ids[0]!, 'documents-false', 'A copy.', members[0]!),
  );
  accepted(await app.get(RecountRoundService).recount(round, 'Struck off.', office));
}, 180_000);

afterAll(() => app.close());

async function eightCandidates(): Promise<CandidacyId[]> {
  const applied: CandidacyId[] = [];
  for (let at = 0; at < 8; at++) {
    const actor = await candidate(app, iinOf(at + 1));
    const data = personData({
      name: { family: 'Омар', given: `Айдар ${at}`, patronymic: null },
      sex: at === 5 ? 'female' : 'male',
      birthDate: (at === 3 ? '1971-05-05' : '1989-06-01') as CalendarDate,
    });
    const application = { contestId, unit: region, route: 'self' } as const;
    applied.push(await submitted(app, actor, application, data));
  }
  members = await commission(app, region);
  await decided(app, members, applied);
  accepted(
    await app
      .get(VerifyGroupEvidenceService)
      .verify(
        [{ candidacyId: applied[5]!, group: 'woman', verified: true, note: '' }],
        members[0]!,
      ),
  );
  return applied;
}

async function plantMembers(): Promise<void> {
  await app.rows(
    `INSERT INTO voting_member (id, iin, family, given, territory, joined, organisation)
     SELECT gen_random_uuid(), iin, 'Сейітова', 'Айгүл', $2, '2015-01-01', '№ 1' FROM unnest($1::text[]) AS m (iin)`,
    [Array.from({ length: 12 }, (_, at) => iinOf(100 + at)), region],
  );
}

/** A round on paper in which everybody gets so many votes, counted. */
async function vote(stageId: string, votes: readonly number[]): Promise<RoundId> {
  app.clock.set(new Date());
  const closesAt = new Date(Date.now() + 3_000);
  const plan = { contestId, stageId, opensAt: new Date(Date.now() - 60_000), closesAt };
  const [id] = accepted(await app.get(PlanRoundsService).plan(plan, office)).rounds;
  const planned = id!;
  accepted(await app.get(FreezeRollService).freeze(planned, office));
  const places = [{ name: '№ 1', listed: null }];
  accepted(await app.get(DefinePlacesService).define(planned, places, members[0]!));
  accepted(await app.get(OpenRoundService).open(planned, office));
  await setTimeout(Math.max(0, closesAt.getTime() - Date.now()) + 200);
  accepted(await app.get(CloseRoundService).close(planned, office));
  const [place] = await app.rows<{ id: string }>(
    'SELECT id FROM voting_place WHERE round_id = $1',
    [planned],
  );
  const order = await app.get(RoundDirectory).candidates(planned);
  const protocol = {
    ...{ signatures: 12, issued: 12, cast: 10, valid: 9, invalid: 1 },
    votes: order.map((candidacy) => votes[ids.indexOf(candidacy)]!),
  };
  for (const typist of members.slice(0, 2))
    accepted(await app.get(EnterProtocolService).enter(place!.id, protocol, typist));
  accepted(await app.get(CountRoundService).count(planned, null));
  return planned;
}

async function publish(id: RoundId): Promise<void> {
  const [{ hash } = { hash: '' }] = await app.rows<{ hash: string }>(
    'SELECT hash FROM voting_result WHERE round_id = $1',
    [id],
  );
  for (const member of members.slice(0, 3))
    accepted(await app.get(SignProtocolService).sign(id, hash, member));
  accepted(await app.get(PublishResultService).publish(id, office));
}

/** What the verifier says of a bundle made now from what the tables have. */
async function verdict(): Promise<Verdict> {
  const { home } = app.get<Settings>(SETTINGS as never);
  await rm(join(home, 'bundles'), { recursive: true, force: true });
  const { path } = (await app.get(MakeBundleService).make(round))!;
  const silent = { checked: () => undefined, progress: () => undefined };
  return await verifyBundle(path, { ledgerKey: null, threads: 1 }, silent);
}

describe('the bundle of a round whose ties were broken by every kind of fact', () => {
  it('is right, with nothing taken on trust', async () => {
    const found = await verdict();
    expect(faultIn(found)).toBe('right');
    expect(found.untested.map(({ kind }) => kind)).not.toContain('tie-step');
    const facts = new Map(
      found.checks.map(({ check, outcome }) => [
        check,
        outcome.verdict === 'passed' ? outcome.facts : null,
      ]),
    );
    // Three pairs by facts, the fourth by four members.
    expect(facts.get('ties')).toEqual({ votes: 4, steps: 3 });
    expect(facts.get('recounts')).toEqual({ recounts: 1 });
  });

  it('says in the plan who is elder, and no date of birth', async () => {
    const [plan] = await app.rows<{ data: { rounds: { byAge?: string[][] }[] } }>(
      `SELECT data FROM ledger_entry WHERE kind = 'rounds-planned' AND data->>'stage' = 'second'`,
    );
    const [eldest, others] = plan!.data.rounds[0]!.byAge!;
    expect(eldest).toEqual([ids[3]]);
    expect(others).toEqual(ids.filter((id) => id !== ids[3]).sort());
    const [first] = await app.rows<{ data: { rounds: object[] } }>(
      `SELECT data FROM ledger_entry WHERE kind = 'rounds-planned' AND data->>'stage' = 'first'`,
    );
    expect(first!.data.rounds[0]).not.toHaveProperty('byAge');
  });
});

/** What somebody with the database changes behind the program's back, before the bundle is made. */
const behindTheBack: readonly (readonly [string, string, string])[] = [
  [
    'a vote on a tie is deleted',
    'ties: tie-vote-left-out',
    `DELETE FROM voting_tie_decision WHERE round_id = $1
        AND member = (SELECT member FROM voting_tie_decision WHERE round_id = $1 LIMIT 1)`,
  ],
  [
    'votes on a tie are turned round',
    'ties: tie-vote-not-in-ledger',
    `UPDATE voting_tie_decision SET candidacies = ARRAY[candidacies[2], candidacies[1]] WHERE round_id = $1`,
  ],
  [
    'the result of the stage before is changed',
    'ties: earlier-result-differs',
    `UPDATE voting_result SET result = jsonb_set(result, '{candidates,0,votes}', '1') WHERE round_id <> $1`,
  ],
  [
    'a recount is deleted',
    'recounts: recount-left-out',
    'DELETE FROM voting_recount WHERE round_id = $1',
  ],
  [
    'a recount is changed',
    'recounts: recount-hash-differs',
    `UPDATE voting_recount SET result = jsonb_set(result, '{turnout}', '11') WHERE round_id = $1`,
  ],
  [
    'the reason of a recount is changed',
    'recounts: recount-not-in-ledger',
    `UPDATE voting_recount SET reason = 'At the own wish.' WHERE round_id = $1`,
  ],
];

describe('such a bundle from tables that were changed behind the back of the program', () => {
  let putBack: () => Promise<void>;

  beforeAll(async () => {
    putBack = await keepTables(app, ['voting_tie_decision', 'voting_result', 'voting_recount']);
  });

  afterEach(() => putBack());

  it.each(behindTheBack)('is found out: %s (%s)', async (_, expected, statement) => {
    await unguarded(app, async (tx) => {
      const [, changed] = await tx.query<[unknown, number]>(statement, [round]);
      expect(changed).toBeGreaterThan(0);
    });
    expect(faultIn(await verdict())).toBe(expected);
  });
});
