import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';

/** Where a closing leaves row versions behind that still tell by their places when a voter or a ballot came. */
const tables = 'voting_ballot, voting_participation, voting_roll_entry';

/** What of closed rounds is still in the files of the database though no query finds it. */
@Injectable()
export class TracesRepository {
  constructor(private readonly database: Database) {}

  /** Whether a closed round waits to be swept. */
  async waiting(): Promise<boolean> {
    return await this.holds(
      `SELECT EXISTS (SELECT 1 FROM voting_round r JOIN voting_round_decision d ON d.round_id = r.id
         WHERE d.kind = 'close' AND r.swept_at IS NULL) AS holds`,
    );
  }

  /** Whether a transaction that is still open may see the box as it was before the last closing: then nothing can be removed. */
  async stillSeen(): Promise<boolean> {
    return await this.holds(
      `SELECT EXISTS (SELECT 1 FROM pg_stat_activity a
         WHERE a.datname = current_database() AND a.pid <> pg_backend_pid() AND a.backend_xmin IS NOT NULL
           AND age(a.backend_xmin) >= (
             SELECT min(age(d.xmin)) FROM voting_round_decision d JOIN voting_round r ON r.id = d.round_id
              WHERE d.kind = 'close' AND r.swept_at IS NULL)) AS holds`,
    );
  }

  /** Whether voters are, or soon will be, in the tables that would be locked. */
  async inUse(): Promise<boolean> {
    return await this.holds(
      `SELECT EXISTS (SELECT 1 FROM voting_round
         WHERE state IN ('open', 'paused', 'extended')
            OR (state = 'planned' AND opens_at BETWEEN now() - interval '1 hour' AND now() + interval '15 minutes')) AS holds`,
    );
  }

  /** Removes dead row versions and what the indexes know of them; their bytes stay in the free space of the pages. */
  async vacuum(): Promise<void> {
    await this.database.rows(`VACUUM (INDEX_CLEANUP ON) ${tables}`);
  }

  /** Writes the tables into new files, without anything that is dead, and notes that the closed rounds are swept. */
  async rewrite(): Promise<void> {
    await this.database.rows(`VACUUM (FULL) ${tables}`);
    await this.database.rows(
      `UPDATE voting_round r SET swept_at = now() FROM voting_round_decision d
        WHERE d.round_id = r.id AND d.kind = 'close' AND r.swept_at IS NULL`,
    );
  }

  private async holds(sql: string): Promise<boolean> {
    const [row] = await this.database.rows<{ holds: boolean }>(sql);
    return row?.holds ?? false;
  }
}
