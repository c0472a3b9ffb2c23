import { Injectable } from '@nestjs/common';
import type { RoundId } from '../../kernel/ids.js';
import type { Tx } from '../../platform/database/database.js';

/** Somebody in whose name a right to vote was issued. */
export interface AuthorisedVoter {
  readonly pseudonym: Buffer;
  /** A telephone number or an e-mail address; null where the register has none. */
  readonly contact: string | null;
}

/** How far the messages about rights to vote have come. */
@Injectable()
export class IssuanceNoticeRepository {
  /** The next who were not told yet, in the order of pseudonyms; the caller's transaction alone tells them. */
  async next(tx: Tx, round: RoundId, limit: number): Promise<AuthorisedVoter[]> {
    await tx.query(
      `INSERT INTO voting_issuance_notice (round_id, told_to) VALUES ($1, '') ON CONFLICT DO NOTHING`,
      [round],
    );
    await tx.query('SELECT 1 FROM voting_issuance_notice WHERE round_id = $1 FOR UPDATE', [round]);
    return await tx.query<AuthorisedVoter[]>(
      `SELECT e.pseudonym, coalesce(m.phone, m.email) AS contact FROM voting_issuance_notice n
         JOIN voting_roll_entry e ON e.round_id = n.round_id AND e.pseudonym > n.told_to
         JOIN voting_participation p ON p.round_id = e.round_id AND p.member_id = e.member_id
         JOIN voting_member m ON m.id = e.member_id
        WHERE n.round_id = $1 ORDER BY e.pseudonym LIMIT $2`,
      [round, limit],
    );
  }

  async told(tx: Tx, round: RoundId, last: Buffer): Promise<void> {
    await tx.query('UPDATE voting_issuance_notice SET told_to = $2 WHERE round_id = $1', [
      round,
      last,
    ]);
  }
}
