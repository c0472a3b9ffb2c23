import { randomBytes, randomUUID } from 'node:crypto';
import type { CandidacyId, ContestId, PrimaryId, RoundId } from '../../src/kernel/ids.js';
import type { Actor } from '../../src/platform/identity/index.js';
import { PrimaryDirectory } from '../../src/primary/index.js';
import type { PaperProtocol } from '../../src/voting/index.js';
import { encodeBallot, encodedLength } from '../../src/voting/domain/ballots/ballot-bytes.js';
import {
  plainMarks,
  rankedInOrder,
  type Ballot,
  type BallotForm,
} from '../../src/voting/domain/ballots/ballot.js';
import { sealedBytes } from '../../src/voting/domain/ballots/sealed-form.js';
import { storedForm } from '../../src/voting/application/ballot-content.js';
import type { RoundState } from '../../src/voting/domain/rounds/round-states.js';
import type { TestApp } from './app.js';
import { iinOf } from './candidates.js';
import { giveBallotKey, plantBallotKey } from './plant-ballot-key.js';
import { unguarded } from './unguarded.js';

/** A round of members with its candidates, as it stands in the database. */
export interface CountingRound {
  readonly id: RoundId;
  readonly contestId: ContestId;
  readonly unit: string;
  /** In the order of the ballot. */
  readonly candidacies: readonly CandidacyId[];
  readonly places: Readonly<Record<string, string>>;
}

export interface RoundToPlant {
  readonly primaryId: PrimaryId;
  readonly territory?: string;
  readonly unit?: string;
  readonly stage?: string;
  readonly state?: RoundState;
  /** Without the ballot key that a round has by then. */
  readonly keyless?: true;
  readonly candidates?: number;
  readonly seats?: number;
  readonly marks?: number;
  /** The positions marked on each ballot of the box; on a ranking in the order of preference. */
  readonly ballots?: readonly (readonly number[])[];
  /** Another ballot than that of the rating vote with so many marks. */
  readonly form?: BallotForm;
  /** Ballots of the box with a value beside each mark. */
  readonly valued?: readonly Ballot[];
  readonly rollOnline?: number;
  readonly rollPaper?: number;
  /** Names of paper voting places. */
  readonly places?: readonly string[];
  /** Candidates of an earlier round instead of new ones. */
  readonly candidacies?: readonly CandidacyId[];
  /** Dates of birth, so that a tie can be decided by age. */
  readonly born?: readonly string[];
}

let people = 0;

/** A round of the rating stage with registered candidates, a roll, a box and paper places; closed unless told otherwise. */
export async function plantCounting(app: TestApp, plan: RoundToPlant): Promise<CountingRound> {
  const { territory = 'KZ-39', unit = 'KZ-3901', marks = 2, seats = 1 } = plan;
  const candidates = plan.candidacies?.length ?? plan.candidates ?? 4;
  const contests = await app.get(PrimaryDirectory).contests(plan.primaryId);
  const contest = contests.find((one) => one.territory === territory);
  if (!contest) throw new Error(`no contest in ${territory}`);
  const id = randomUUID() as string as RoundId;
  const form: BallotForm = plan.form ?? { kind: 'rating', candidates, marks };
  const stored = storedForm(form);
  const ballots: readonly Ballot[] =
    plan.valued ?? (plan.ballots ?? []).map(form.kind === 'ranking' ? rankedInOrder : plainMarks);
  const [rollOnline, rollPaper] = [plan.rollOnline ?? ballots.length, plan.rollPaper ?? 0];
  await app.rows(
    `INSERT INTO voting_round (id, primary_id, contest_id, stage_id, unit, electorate, channels, ballot_kind, marks,
       unit_seats, content_bytes, order_seed, state, opens_at, closes_at, roll_frozen_at, roll_size, highest_value,
       votes, equal_ranks)
     VALUES ($1, $2, $3, $4, $5, 'members', $6, $11, $7, $8, $9, 'seed', 'planned', '2020-10-01T00:00+05',
       '2020-10-04T14:00+05', '2020-09-25T00:00+05', $10, $12, $13, $14)`,
    [
      id,
      plan.primaryId,
      contest.id,
      plan.stage ?? 'rating',
      unit,
      plan.places ? ['online', 'paper'] : ['online'],
      stored.marks,
      seats,
      encodedLength(form),
      rollOnline + rollPaper,
      stored.ballotKind,
      stored.highestValue,
      stored.votes,
      stored.equalRanks,
    ],
  );
  await plantState(app, id, plan);
  const candidacies: CandidacyId[] = [];
  for (let position = 0; position < candidates; position++) {
    const born = plan.born?.[position] ?? `19${70 + position}-01-01`;
    const candidacy =
      plan.candidacies?.[position] ?? (await plantCandidate(app, contest, unit, position, born));
    candidacies.push(candidacy);
    await app.rows('INSERT INTO voting_round_candidate VALUES ($1, $2, $3)', [
      id,
      position,
      candidacy,
    ]);
  }
  await plantRoll(app, id, 'online', rollOnline, ballots.length);
  await plantRoll(app, id, 'paper', rollPaper, 0);
  for (const ballot of ballots) {
    const bytes = encodeBallot(ballot, form);
    if (!bytes.ok) throw new Error(bytes.error.kind);
    await plantBallot(app, id, Buffer.from(bytes.value));
  }
  const places: Record<string, string> = {};
  for (const name of plan.places ?? []) {
    const place = randomUUID();
    await app.rows('INSERT INTO voting_place VALUES ($1, $2, $3, NULL)', [place, id, name]);
    places[name] = place;
  }
  return { id, contestId: contest.id, unit, candidacies, places };
}

/** Brings a planned round with a tried ballot key to its state; from the closing on the key is together. */
async function plantState(
  app: TestApp,
  round: RoundId,
  { state = 'closed', keyless }: RoundToPlant,
): Promise<void> {
  const rows: TestApp['rows'] = (sql, parameters) => app.rows(sql, parameters);
  const pair = keyless ? null : await plantBallotKey(rows, round);
  await rows('UPDATE voting_round SET state = $2 WHERE id = $1', [round, state]);
  const closed = !['planned', 'open', 'paused', 'extended'].includes(state);
  if (pair && closed) await giveBallotKey(rows, round, pair);
}

/** A ballot in the opened box, whatever the state of the round and whatever was in it; null for one that does not open. */
export async function plantBallot(
  app: TestApp,
  round: RoundId,
  content: Buffer | null,
): Promise<void> {
  await unguarded(app, (tx) =>
    tx.query(
      `WITH place AS (SELECT count(*)::integer AS next FROM voting_ballot WHERE round_id = $1),
       sealed AS (
         INSERT INTO voting_ballot (round_id, serial, prefix, signature, sealed, leaf_hash)
         VALUES ($1, $2, $3, $4, $5, $6))
       INSERT INTO voting_opened_stretch SELECT $1, next, $7, $8 FROM place`,
      [
        round,
        randomBytes(32),
        randomBytes(32),
        randomBytes(256),
        randomBytes(sealedBytes(content?.length ?? 15)),
        randomBytes(32),
        Buffer.of(content ? 1 : 0),
        content ?? Buffer.alloc(15),
      ],
    ),
  );
}

/** A protocol that adds up, for a round with two marks and four candidates. */
export function protocol(overrides: Partial<PaperProtocol> = {}): PaperProtocol {
  return {
    signatures: 10,
    issued: 10,
    cast: 10,
    valid: 9,
    invalid: 1,
    votes: [9, 5, 3, 0],
    ...overrides,
  };
}

/** The commission of a unit: chair, secretary and members. */
export async function commissionOf(app: TestApp, unit: string, members = 7): Promise<Actor[]> {
  const actors = [
    await app.staff('commission-chair', unit),
    await app.staff('commission-secretary', unit),
  ];
  while (actors.length < members) actors.push(await app.staff('commission-member', unit));
  return actors;
}

async function plantCandidate(
  app: TestApp,
  contest: { readonly id: ContestId; readonly primaryId: PrimaryId; readonly territory: string },
  unit: string,
  position: number,
  born: string,
): Promise<CandidacyId> {
  const [person, candidacy] = [randomUUID(), randomUUID() as string as CandidacyId];
  await app.rows(
    `INSERT INTO candidate_person (id, iin, family, given, birth_date, sex, resident_since, membership, created_at,
       updated_at)
     VALUES ($1, $2, $3, 'Айдар', $4, 'male', '1990-01-01', 'member', now(), now())`,
    [person, iinOf(++people), `Үміткер${position + 1}`, born],
  );
  await app.rows(
    `INSERT INTO candidate_candidacy (id, primary_id, contest_id, person_id, level, territory, unit, route, state,
       state_since, slot, submitted_at, created_at)
     VALUES ($1, $2, $3, $4, 'region', $5, $6, 'self', 'registered', now(), 1, now(), now())`,
    [candidacy, contest.primaryId, contest.id, person, contest.territory, unit],
  );
  return candidacy;
}

async function plantRoll(
  app: TestApp,
  round: RoundId,
  channel: 'online' | 'paper',
  count: number,
  authorised: number,
): Promise<void> {
  for (let index = 0; index < count; index++) {
    const member = randomUUID();
    await app.rows(
      `INSERT INTO voting_member (id, iin, family, given, territory, joined, organisation)
       VALUES ($1, $2, 'Сейітова', 'Айгүл', 'KZ-3901', '2015-01-01', '№ 1')`,
      [member, iinOf(++people)],
    );
    await app.rows('INSERT INTO voting_roll_entry VALUES ($1, $2, $3, $4)', [
      round,
      member,
      channel,
      randomBytes(32),
    ]);
    if (index < authorised) {
      await app.rows('INSERT INTO voting_participation VALUES ($1, $2, $3, $4)', [
        round,
        member,
        randomBytes(32),
        randomBytes(256),
      ]);
    }
  }
}
