import { Injectable } from '@nestjs/common';
import type { Instant } from '../../kernel/clock.js';
import type { AccountId, CandidacyId, ContestId } from '../../kernel/ids.js';
import { Database, type Tx } from '../../platform/database/index.js';
import type { CandidateEvent } from '../domain/candidate-event.js';
import type { EventId } from '../domain/ids.js';

export interface StoredEvent extends CandidateEvent {
  readonly id: EventId;
  readonly candidacyId: CandidacyId;
}

export interface NewEventRow extends StoredEvent {
  readonly contestId: ContestId;
}

@Injectable()
export class CandidateEventRepository {
  constructor(private readonly database: Database) {}

  async add(
    tx: Tx,
    events: readonly NewEventRow[],
    by: { readonly account: AccountId; readonly at: Instant },
  ): Promise<void> {
    await tx.query(
      `INSERT INTO campaign_event (id, contest_id, candidacy_id, kind, held_at, place, attended, recorded_by, recorded_at)
       SELECT e.*, $8, $9
         FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::timestamptz[], $6::text[], $7::integer[]) AS e`,
      [
        events.map(({ id }) => id),
        events.map(({ contestId }) => contestId),
        events.map(({ candidacyId }) => candidacyId),
        events.map(({ kind }) => kind),
        events.map(({ heldAt }) => heldAt),
        events.map(({ place }) => place.trim()),
        events.map(({ attended }) => attended),
        by.account,
        by.at,
      ],
    );
  }

  /** The events of candidates, the newest first. */
  async of(candidacies: readonly CandidacyId[]): Promise<StoredEvent[]> {
    return await this.database.rows<StoredEvent>(
      `SELECT id, candidacy_id AS "candidacyId", kind, held_at AS "heldAt", place, attended
         FROM campaign_event WHERE candidacy_id = ANY($1) ORDER BY held_at DESC, id`,
      [candidacies],
    );
  }
}
