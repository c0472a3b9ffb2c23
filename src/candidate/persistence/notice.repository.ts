import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Instant } from '../../kernel/clock.js';
import type { CandidacyId } from '../../kernel/ids.js';
import { Database, type Tx } from '../../platform/database/index.js';

/** What a candidate was told: the kind of news and what was written with it. */
export interface Notice {
  readonly kind: string;
  readonly text: string;
  readonly at: Instant;
}

/** What candidates were told. */
@Injectable()
export class NoticeRepository {
  constructor(private readonly database: Database) {}

  async add(
    tx: Tx,
    notices: readonly {
      readonly candidacyId: CandidacyId;
      readonly kind: string;
      readonly text: string;
    }[],
    now: Instant,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO candidate_notice (id, candidacy_id, kind, data, at)
       SELECT n.id, n.candidacy_id, n.kind, jsonb_build_object('text', n.text), $5
         FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[]) AS n(id, candidacy_id, kind, text)`,
      [
        notices.map(() => randomUUID()),
        notices.map(({ candidacyId }) => candidacyId),
        notices.map(({ kind }) => kind),
        notices.map(({ text }) => text),
        now,
      ],
    );
  }

  async ofCandidacy(id: CandidacyId): Promise<Notice[]> {
    return await this.database.rows<Notice>(
      `SELECT kind, data->>'text' AS text, at FROM candidate_notice
        WHERE candidacy_id = $1 ORDER BY at DESC, id`,
      [id],
    );
  }
}
