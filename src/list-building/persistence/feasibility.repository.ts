import { Injectable } from '@nestjs/common';
import type { ContestId, PrimaryId } from '../../kernel/ids.js';
import { Database, type Tx } from '../../platform/database/index.js';
import type { Shortage } from '../domain/list-outcome.js';
import type { MissingApplications } from '../domain/missing-applications.js';
import type { WithdrawalMargin } from '../domain/withdrawal-margins.js';

/** What was answered about a contest, and when. */
export interface StoredFeasibility {
  readonly contestId: ContestId;
  readonly primaryId: PrimaryId;
  readonly askedAt: Date;
  readonly registered: number;
  /** The places the list may have. */
  readonly places: number;
  readonly status: 'nobody' | 'feasible' | 'short' | 'infeasible' | 'undecided';
  readonly conflict: readonly string[];
  readonly shortage: readonly Shortage[];
  readonly helps: MissingApplications | null;
  readonly margins: readonly WithdrawalMargin[];
  readonly inputHash: string;
}

export interface FeasibilityRow extends StoredFeasibility {
  /** When the status was first what it is now. */
  readonly since: Date;
}

const columns = `contest_id AS "contestId", primary_id AS "primaryId", asked_at AS "askedAt", registered, places,
  status, conflict, shortage, helps, margins, input_hash AS "inputHash"`;

/** Since when: the first answer after the last one with another status. */
const since = `(SELECT min(same.asked_at) FROM list_feasibility same
  WHERE same.contest_id = f.contest_id AND same.asked_at <= f.asked_at
    AND same.asked_at > COALESCE((SELECT max(other.asked_at) FROM list_feasibility other
      WHERE other.contest_id = f.contest_id AND other.asked_at < f.asked_at AND other.status <> f.status),
      '-infinity')) AS since`;

/** The answers about feasibility, which are added and never changed. */
@Injectable()
export class FeasibilityRepository {
  constructor(private readonly database: Database) {}

  /** The same question of the same moment is kept once. */
  async add(tx: Tx, answer: StoredFeasibility): Promise<void> {
    await tx.query(
      `INSERT INTO list_feasibility (contest_id, primary_id, asked_at, registered, places, status, conflict,
         shortage, helps, margins, input_hash)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING`,
      [
        answer.contestId,
        answer.primaryId,
        answer.askedAt,
        answer.registered,
        answer.places,
        answer.status,
        answer.conflict,
        JSON.stringify(answer.shortage),
        answer.helps && JSON.stringify(answer.helps),
        JSON.stringify(answer.margins),
        answer.inputHash,
      ],
    );
  }

  /** The newest answer about every contest of a season. */
  async newest(primaryId: PrimaryId): Promise<FeasibilityRow[]> {
    return await this.database.rows<FeasibilityRow>(
      `SELECT ${columns}, ${since} FROM list_feasibility f WHERE primary_id = $1
          AND asked_at = (SELECT max(asked_at) FROM list_feasibility n WHERE n.contest_id = f.contest_id)`,
      [primaryId],
    );
  }

  async newestOf(contestId: ContestId): Promise<StoredFeasibility | null> {
    const [row] = await this.database.rows<StoredFeasibility>(
      `SELECT ${columns} FROM list_feasibility WHERE contest_id = $1 ORDER BY asked_at DESC LIMIT 1`,
      [contestId],
    );
    return row ?? null;
  }

  /** The first answer of every run of the same status, the newest first. */
  async changes(contestId: ContestId): Promise<FeasibilityRow[]> {
    return await this.database.rows<FeasibilityRow>(
      `SELECT * FROM (SELECT ${columns}, asked_at AS since,
           lag(status) OVER (ORDER BY asked_at) AS before FROM list_feasibility WHERE contest_id = $1) answers
        WHERE before IS DISTINCT FROM status ORDER BY "askedAt" DESC`,
      [contestId],
    );
  }
}
