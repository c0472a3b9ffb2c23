import { randomUUID } from 'node:crypto';
import type { CandidacyId, PrimaryId } from '../../src/kernel/ids.js';
import { PrimaryDirectory, type Contest } from '../../src/primary/index.js';
import type { TestApp } from './app.js';
import { preset } from './primary.js';

/** The Nur Otan rules with eight seats, hence ten places on the list, in every district. */
export const eightSeats = preset('nur-otan-2020')
  .replace(/ +byTerritory:\n(?: +KZ-\d+: .*\n)+/, '')
  .replace('default: 10', 'default: 8');

/** Somebody who stood in the last round, in the order of the votes. */
export interface PlantedCandidate {
  readonly family: string;
  readonly given?: string;
  readonly woman?: boolean;
  readonly groups?: readonly string[];
}

/** By votes: ten men, then two women, a young man and a young woman. */
export const fourteen: readonly PlantedCandidate[] = [
  ...['Жанов', 'Әлиев', 'Ісләмов', 'Аманов', 'Бекетов', 'Ғабитов', 'Қасымов', 'Омаров'].map(
    (family) => ({ family, groups: ['newcomer'] }),
  ),
  { family: 'Ұзақов' },
  { family: 'Өтеев' },
  { family: 'Серікова', woman: true },
  { family: 'Ким', woman: true },
  { family: 'Тасов', groups: ['under-35', 'newcomer'] },
  { family: 'Нұрова', woman: true, groups: ['under-35', 'under-29'] },
];

export interface PlantedContest {
  readonly contest: Contest;
  readonly candidacies: readonly CandidacyId[];
}

/** The contest of a body in a territory. */
export async function contestIn(
  app: TestApp,
  primaryId: PrimaryId,
  body: string,
  territory: string,
): Promise<Contest> {
  const contests = await app.get(PrimaryDirectory).contests(primaryId);
  const contest = contests.find((one) => one.body === body && one.territory === territory);
  if (!contest) throw new Error(`no contest of ${body} in ${territory}`);
  return contest;
}

let planted = 0;

/** Registered candidates with verified groups, as their room keeps them once the commission is done. */
export async function plantCandidates(
  app: TestApp,
  contest: Contest,
  people: readonly PlantedCandidate[],
): Promise<CandidacyId[]> {
  const ids: CandidacyId[] = [];
  for (const person of people) {
    const [personId, id] = [randomUUID(), randomUUID() as string as CandidacyId];
    const iin = String(700_000_000_000 + ++planted);
    await app.rows(
      `INSERT INTO candidate_person (id, iin, family, given, birth_date, sex, resident_since, membership,
         created_at, updated_at)
       VALUES ($1, $2, $3, $4, '1980-01-01', $5, '1980-01-01', 'member', now(), now())`,
      [personId, iin, person.family, person.given ?? 'Ержан', person.woman ? 'female' : 'male'],
    );
    await app.rows(
      `INSERT INTO candidate_candidacy (id, primary_id, contest_id, person_id, level, territory, unit, route,
         state, state_since, slot, submitted_at, created_at)
       VALUES ($1, $2, $3, $4, 'district', $5, $5, 'self', 'registered', now(), 1, now(), now())`,
      [id, contest.primaryId, contest.id, personId, contest.territory],
    );
    for (const group of [...(person.woman ? ['woman'] : []), ...(person.groups ?? [])]) {
      await app.rows(
        `INSERT INTO candidate_group_evidence (candidacy_id, group_id, basis, state, found_by, found_at)
         VALUES ($1, $2, 'sex', 'verified', $3, now())`,
        [id, group, randomUUID()],
      );
    }
    ids.push(id);
  }
  return ids;
}

/** A published result of the last stage with everybody elected in the given order. */
export async function plantFinalResult(
  app: TestApp,
  contest: Contest,
  order: readonly CandidacyId[],
  state = 'published',
): Promise<void> {
  const body = await app.get(PrimaryDirectory).bodyRule(contest);
  const stage = body.path.at(-1)?.id;
  const roundId = randomUUID();
  await app.rows(
    `INSERT INTO voting_round (id, primary_id, contest_id, stage_id, unit, electorate, channels, ballot_kind, marks,
       unit_seats, content_bytes, order_seed, state, opens_at, closes_at, roll_frozen_at, roll_size)
     VALUES ($1, $2, $3, $4, $5, 'delegates', '{online}', 'rating', 3, $6, 9, 'seed', $7,
       now() - interval '2 hours', now() - interval '1 hour', now(), 109)`,
    [roundId, contest.primaryId, contest.id, stage, contest.territory, contest.seats, state],
  );
  const result = {
    unitSeats: contest.seats,
    rollSize: 109,
    turnout: 100,
    valid: 98,
    invalid: 2,
    outcome: 'counted',
    ties: [],
    candidates: order.map((candidacyId, index) => ({
      candidacyId,
      votes: 96 - index,
      rank: index + 1,
      elected: true,
    })),
  };
  await app.rows(
    `INSERT INTO voting_result (round_id, result, hash, counted_at, published_at)
     VALUES ($1, $2, $3, now(), now())`,
    [roundId, JSON.stringify(result), 'ab'.repeat(32)],
  );
}

/** A contest with its candidates and their final result. */
export async function plantContest(
  app: TestApp,
  primaryId: PrimaryId,
  territory: string,
  people: readonly PlantedCandidate[],
): Promise<PlantedContest> {
  const contest = await contestIn(app, primaryId, 'district-maslikhat', territory);
  const candidacies = await plantCandidates(app, contest, people);
  await plantFinalResult(app, contest, candidacies);
  return { contest, candidacies };
}
