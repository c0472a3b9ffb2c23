import { DataSource } from 'typeorm';
import type { CalendarDate } from '../../src/kernel/calendar.js';
import type { RoundId } from '../../src/kernel/ids.js';
import { connectionOptions } from '../../src/platform/database/connection.js';
import { Database } from '../../src/platform/database/database.js';
import { merkleTreeOfPages } from '../../src/platform/ledger/index.js';
import { IssuanceLog } from '../../src/voting/application/issuance-log.js';
import { ParticipationRepository } from '../../src/voting/persistence/participation.repository.js';
import { RollRepository } from '../../src/voting/persistence/roll.repository.js';
import { RoundRepository } from '../../src/voting/persistence/round.repository.js';
import { freshDatabase } from '../support/database.js';
import { plantRound } from '../support/rounds.js';

const members = Number(process.env['MEMBERS'] ?? 1_000_000);

// MEMBERS=1000000 npm test -- --testMatch '<rootDir>/test/bench/roll.bench.ts'
it(`freezes a roll of ${members} and settles who was authorised`, async () => {
  const database = await freshDatabase();
  const source = await new DataSource(await connectionOptions(database.url)).initialize();
  const door = new Database(source);
  const rolls = new RollRepository(door);
  const planted = await plantRound((sql, values) => source.query(sql, values), 0);
  await plantMembers(source);
  const round = (await new RoundRepository(door).byId(planted.id))!;

  const frozen = await watched('freeze the roll', () =>
    door.transaction(async (tx) => {
      const size = await rolls.freeze(tx, round, '2026-11-27' as CalendarDate);
      const tree = await merkleTreeOfPages(rolls.leafHashes(tx, round.id));
      return { ...size, leaves: tree.size };
    }),
  );
  expect(frozen).toEqual({ size: members, paper: 0, leaves: members });

  const authorised = await plantParticipations(source, round.id);
  const settled = await watched('settle who was authorised', () =>
    door.transaction((tx) =>
      new IssuanceLog(new ParticipationRepository(door)).settle(tx, round.id),
    ),
  );
  expect(settled.authorised).toBe(authorised);
  await source.destroy();
  await database.drop();
}, 1_200_000);

async function plantMembers(source: DataSource): Promise<void> {
  await source.query(
    `INSERT INTO voting_member (id, iin, family, given, territory, joined, phone, organisation)
     SELECT gen_random_uuid(), lpad(n::text, 12, '0'), 'Сейітова', 'Айгүл', 'KZ-3901', '2015-01-01', '+7701', '№ 1'
       FROM generate_series(1, $1::integer) AS n`,
    [members],
  );
}

/** Five of six take part, in an order that has nothing to do with the roll. */
async function plantParticipations(source: DataSource, round: RoundId): Promise<number> {
  const rows = await source.query<unknown[]>(
    `WITH planted AS (
       INSERT INTO voting_participation (round_id, member_id, blinded_hash, blind_signature)
       SELECT round_id, member_id, sha256(pseudonym), decode(repeat('ab', 256), 'hex') FROM voting_roll_entry
        WHERE round_id = $1 AND get_byte(pseudonym, 0) % 6 <> 0 ORDER BY member_id RETURNING 1)
     SELECT count(*)::integer AS count FROM planted`,
    [round],
  );
  return (rows[0] as { count: number }).count;
}

/** Prints how long the work takes and how far the memory of this process grows meanwhile. */
async function watched<T>(what: string, work: () => Promise<T>): Promise<T> {
  const before = process.memoryUsage.rss();
  let highest = before;
  const watch = setInterval(() => (highest = Math.max(highest, process.memoryUsage.rss())), 50);
  const started = performance.now();
  const result = await work();
  clearInterval(watch);
  const seconds = (performance.now() - started) / 1000;
  const grown = Math.round((highest - before) / 1_048_576);
  process.stdout.write(`${what.padEnd(28)} ${seconds.toFixed(1)} s, ${grown} MB more\n`);
  return result;
}
