import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { AccountId, RoundId } from '../../kernel/ids.js';
import { Database, type Tx } from '../../platform/database/index.js';
import type { CountedBallot } from '../domain/rounds/paper-ballots.js';
import type {
  PaperEntry,
  PaperProtocol,
  PlaceToDefine,
  StoredPlace,
} from '../domain/rounds/paper-protocol.js';

interface EntryRow extends Omit<PaperProtocol, 'ballots'> {
  readonly ballots: readonly CountedBallot[] | null;
  readonly placeId: string;
  readonly typedBy: AccountId;
}

function toEntry(row: EntryRow): PaperEntry {
  const { typedBy, signatures, issued, cast, valid, invalid, votes, ballots } = row;
  const protocol = { signatures, issued, cast, valid, invalid, votes, ...(ballots && { ballots }) };
  return { typedBy, protocol };
}

/** Paper voting places and their protocols. */
@Injectable()
export class PaperRepository {
  constructor(private readonly database: Database) {}

  /** The places of a round by name, each with its entries, the first typed first. */
  async places(roundId: RoundId, tx?: Tx): Promise<StoredPlace[]> {
    const [places, entries] = await Promise.all([
      this.database.rows<Omit<StoredPlace, 'entries'>>(
        'SELECT id, name, listed FROM voting_place WHERE round_id = $1 ORDER BY name',
        [roundId],
        tx,
      ),
      this.database.rows<EntryRow>(
        `SELECT e.place_id AS "placeId", e.typed_by AS "typedBy", e.signatures, e.issued, e."cast", e.valid,
                e.invalid, e.votes, e.ballots
           FROM voting_paper_entry e JOIN voting_place p ON p.id = e.place_id
          WHERE p.round_id = $1 ORDER BY e.place_id, e.slot`,
        [roundId],
        tx,
      ),
    ]);
    const typed = Map.groupBy(entries, ({ placeId }) => placeId);
    return places.map((place) => ({
      ...place,
      entries: (typed.get(place.id) ?? []).map(toEntry),
    }));
  }

  async roundOf(placeId: string): Promise<RoundId | null> {
    const [row] = await this.database.rows<{ roundId: RoundId }>(
      'SELECT round_id AS "roundId" FROM voting_place WHERE id = $1',
      [placeId],
    );
    return row?.roundId ?? null;
  }

  async add(tx: Tx, roundId: RoundId, places: readonly PlaceToDefine[]): Promise<void> {
    await tx.query(
      `INSERT INTO voting_place (id, round_id, name, listed)
       SELECT p.id, $1, p.name, p.listed FROM unnest($2::uuid[], $3::text[], $4::integer[]) AS p (id, name, listed)`,
      [
        roundId,
        places.map(() => randomUUID()),
        places.map(({ name }) => name),
        places.map(({ listed }) => listed),
      ],
    );
  }

  /** Puts what somebody typed into a slot; a correction of the own entry replaces it. */
  async enter(
    tx: Tx,
    entry: {
      readonly placeId: string;
      readonly slot: 1 | 2;
      readonly typedBy: AccountId;
      readonly typedAt: Date;
      readonly protocol: PaperProtocol;
    },
  ): Promise<void> {
    const { signatures, issued, cast, valid, invalid, votes, ballots } = entry.protocol;
    await tx.query(
      `INSERT INTO voting_paper_entry
         (place_id, slot, typed_by, typed_at, signatures, issued, "cast", valid, invalid, votes, ballots)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
       ON CONFLICT (place_id, slot) DO UPDATE SET typed_at = $4, signatures = $5, issued = $6, "cast" = $7,
         valid = $8, invalid = $9, votes = $10, ballots = $11 WHERE voting_paper_entry.typed_by = $3`,
      [
        entry.placeId,
        entry.slot,
        entry.typedBy,
        entry.typedAt,
        signatures,
        issued,
        cast,
        valid,
        invalid,
        votes,
        ballots ? JSON.stringify(ballots) : null,
      ],
    );
  }
}
