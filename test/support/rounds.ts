import { randomBytes, randomUUID } from 'node:crypto';
import type { MemberId, RoundId } from '../../src/kernel/ids.js';
import type { X25519Pair } from '../../src/voting/sealing/x25519.js';
import { generateTokenKey, type TokenKeyPair } from '../../src/voting/tokens/token-key.js';
import { plantBallotKey } from './plant-ballot-key.js';

/** Runs a statement and answers its rows. */
export type Rows = <Row>(sql: string, parameters: unknown[]) => Promise<Row[]>;

export interface PlantedRound {
  readonly id: RoundId;
  readonly voters: readonly MemberId[];
  readonly key: TokenKeyPair;
  /** What ballots are sealed to, and what opens them. */
  readonly ballotKey: X25519Pair;
  readonly contentBytes: number;
}

/** A round as it stands in the database while it is open, with a roll of online voters. */
export async function plantRound(
  rows: Rows,
  voters: number,
  changes: {
    readonly state?: string;
    readonly opens?: string;
    readonly closes?: string;
    readonly contestId?: string;
    readonly unit?: string;
  } = {},
): Promise<PlantedRound> {
  const id = randomUUID() as RoundId;
  const contentBytes = 15;
  const key = await generateTokenKey();
  await rows(
    `INSERT INTO voting_round (id, primary_id, contest_id, stage_id, unit, electorate, channels, ballot_kind, marks,
       unit_seats, content_bytes, order_seed, state, opens_at, closes_at, roll_frozen_at, roll_size)
     VALUES ($1, $2, $3, 'rating', $4, 'members', '{online,paper}', 'rating', 3, 3, $5, 'seed', 'planned',
       now() + $6::interval, now() + $7::interval, now(), $8)`,
    [
      id,
      randomUUID(),
      changes.contestId ?? randomUUID(),
      changes.unit ?? 'KZ-3901',
      contentBytes,
      changes.opens ?? '-1 hour',
      changes.closes ?? '1 hour',
      voters,
    ],
  );
  await rows('INSERT INTO voting_token_key VALUES ($1, $2, $3)', [
    id,
    key.publicKey,
    key.privateKey,
  ]);
  const ballotKey = await plantBallotKey(rows, id);
  await rows('UPDATE voting_round SET state = $2 WHERE id = $1', [id, changes.state ?? 'open']);
  return { id, ballotKey, voters: await plantVoters(rows, id, voters), key, contentBytes };
}

/** New members of the party on the roll of a round. */
export async function plantVoters(rows: Rows, round: RoundId, count: number): Promise<MemberId[]> {
  const run = randomBytes(3).readUIntBE(0, 3) % 1_000_000;
  const members = await rows<{ id: MemberId }>(
    `INSERT INTO voting_member (id, iin, family, given, territory, joined, phone, organisation)
     SELECT gen_random_uuid(), lpad($2::text, 6, '0') || lpad(n::text, 6, '0'), 'Сейітова', 'Айгүл', 'KZ-3901',
            '2015-01-01', '+7701' || lpad(n::text, 7, '0'), '№ 1'
       FROM generate_series(1, $1) AS n RETURNING id`,
    [count, run],
  );
  await rows(
    `INSERT INTO voting_roll_entry (round_id, member_id, channel, pseudonym)
     SELECT $1, v.member, 'online', sha256(uuid_send($1) || uuid_send(v.member)) FROM unnest($2::uuid[]) AS v (member)`,
    [round, members.map((row) => row.id)],
  );
  return members.map((row) => row.id);
}
