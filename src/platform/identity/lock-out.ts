import { Inject, Injectable } from '@nestjs/common';
import { later, minute, type Clock, type Instant } from '../../kernel/clock.js';
import { CLOCK } from '../clock.js';
import { Database } from '../database/database.js';

const failuresAllowed = 5;
const lockedFor = 15 * minute;

/** Slows down guessing: after five failures in a row a login or IIN is closed for a quarter of an hour. */
@Injectable()
export class LockOut {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Until when the subject is closed, if it is. */
  async lockedUntil(subject: string): Promise<Instant | null> {
    const [row] = await this.database.rows<{ lockedUntil: Date }>(
      'SELECT locked_until AS "lockedUntil" FROM identity_failure WHERE subject = $1 AND locked_until > $2',
      [subject, this.clock.now()],
    );
    return row?.lockedUntil ?? null;
  }

  async failed(subject: string): Promise<void> {
    const now = this.clock.now();
    await this.database.rows(
      `INSERT INTO identity_failure (subject, count) VALUES ($1, 1)
       ON CONFLICT (subject) DO UPDATE SET
         count = CASE WHEN identity_failure.count >= $2 THEN 1 ELSE identity_failure.count + 1 END,
         locked_until = CASE WHEN identity_failure.count + 1 = $2 THEN $3::timestamptz END`,
      [subject, failuresAllowed, later(now, lockedFor)],
    );
  }

  async succeeded(subject: string): Promise<void> {
    await this.database.rows('DELETE FROM identity_failure WHERE subject = $1', [subject]);
  }
}
