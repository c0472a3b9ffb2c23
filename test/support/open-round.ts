import type { TerritoryCode } from '../../src/kernel/ids.js';
import {
  FreezeRollService,
  OpenRoundService,
  PlanRoundsService,
  type Round,
} from '../../src/voting/index.js';
import type { TestApp } from './app.js';
import { makeBallotKey } from './ballot-keys.js';
import {
  accepted,
  candidate,
  commission,
  contestIn,
  decided,
  iinOf,
  personData,
  submitted,
} from './candidates.js';
import { openPrimary } from './primary.js';

const altynsarin = 'KZ-3901' as TerritoryCode;

export interface PlantedMember {
  readonly iin: string;
  readonly phone: string | null;
  readonly email?: string;
}

/**
 * An open rating vote of the region's contest in one district, with candidates of these names and these members on the roll;
 * by the rules of Nur Otan 2020 unless others are given.
 */
export async function openRatingRound(
  app: TestApp,
  names: readonly string[],
  members: readonly PlantedMember[],
  rules?: string,
): Promise<Round> {
  app.clock.set('2020-08-20T09:00:00+05:00');
  const { primaryId, office } = await openPrimary(app, {
    state: 'registration',
    ...(rules && { rules }),
  });
  const contestId = await contestIn(app, primaryId, 'KZ-39');
  const ids = [];
  for (const [at, given] of names.entries()) {
    const actor = await candidate(app, iinOf(at + 1));
    const data = personData({ name: { family: 'Омар', given, patronymic: null } });
    const application = { contestId, unit: altynsarin, route: 'self' as const };
    ids.push(await submitted(app, actor, application, data));
  }
  await decided(app, await commission(app, 'KZ-39'), ids);
  app.clock.set(new Date());
  await app.rows("UPDATE primary_season SET state = 'voting'");
  for (const member of members) await plantMember(app, member);
  const plan = {
    contestId,
    stageId: 'rating',
    opensAt: new Date(Date.now() - 60_000),
    closesAt: new Date(Date.now() + 3_600_000),
  };
  const [id] = accepted(await app.get(PlanRoundsService).plan(plan, office)).rounds;
  accepted(await app.get(FreezeRollService).freeze(id!, office));
  await makeBallotKey(app, { id: id!, unit: altynsarin });
  await app.rows("INSERT INTO voting_place VALUES (gen_random_uuid(), $1, '№ 1', NULL)", [id]);
  return accepted(await app.get(OpenRoundService).open(id!, office));
}

async function plantMember(app: TestApp, { iin, phone, email }: PlantedMember): Promise<void> {
  await app.rows(
    `INSERT INTO voting_member (id, iin, family, given, territory, joined, phone, email, organisation)
     VALUES (gen_random_uuid(), $1, 'Сейітова', 'Айгүл', $2, '2015-01-01', $3, $4, '№ 1')`,
    [iin, altynsarin, phone, email ?? null],
  );
}
