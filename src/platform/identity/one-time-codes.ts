import { createHmac, randomInt, randomUUID, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { hour, later, minute, type Clock, type Instant } from '../../kernel/clock.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../clock.js';
import { Database, type Tx } from '../database/database.js';
import { SETTINGS, type Settings } from '../settings.js';

export type CodeRefusal =
  | { readonly kind: 'too-many-codes'; readonly retryAt: Instant }
  | { readonly kind: 'code-wrong'; readonly attemptsLeft: number }
  | { readonly kind: 'code-expired' };

const codeLasts = 10 * minute;
const attemptsAllowed = 5;
const codesAnHour = 5;

/** Six-digit codes sent to a contact on file. Each is good for ten minutes, five attempts and one use. */
@Injectable()
export class OneTimeCodes {
  constructor(
    private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** A fresh code for the subject; earlier ones stop working. At most five an hour. */
  async issue(tx: Tx, subject: string): Promise<Result<string, CodeRefusal>> {
    const now = this.clock.now();
    const recent = await tx.query<{ createdAt: Date }[]>(
      `SELECT created_at AS "createdAt" FROM identity_one_time_code
        WHERE subject = $1 AND created_at > $2 ORDER BY created_at`,
      [subject, later(now, -hour)],
    );
    const [oldest] = recent;
    if (oldest && recent.length >= codesAnHour) {
      return refuse({ kind: 'too-many-codes', retryAt: later(oldest.createdAt, hour) });
    }
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    await tx.query(
      'UPDATE identity_one_time_code SET expires_at = $2 WHERE subject = $1 AND used_at IS NULL AND expires_at > $2',
      [subject, now],
    );
    await tx.query(
      'INSERT INTO identity_one_time_code (id, subject, hash, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)',
      [randomUUID(), subject, this.hashOf(subject, code), now, later(now, codeLasts)],
    );
    return accept(code);
  }

  /** Spends the code. A wrong one costs an attempt, whoever else is trying at the same moment. */
  async spend(subject: string, code: string): Promise<Result<true, CodeRefusal>> {
    const now = this.clock.now();
    return await this.database.transaction(async (tx) => {
      const [row] = await tx.query<{ id: string; hash: Buffer; attempts: number }[]>(
        `SELECT id, hash, attempts FROM identity_one_time_code
          WHERE subject = $1 AND used_at IS NULL AND expires_at > $2 AND attempts < $3
          ORDER BY created_at DESC LIMIT 1 FOR UPDATE`,
        [subject, now, attemptsAllowed],
      );
      if (!row) return refuse({ kind: 'code-expired' });
      if (timingSafeEqual(row.hash, this.hashOf(subject, code))) {
        await tx.query('UPDATE identity_one_time_code SET used_at = $2 WHERE id = $1', [
          row.id,
          now,
        ]);
        return accept(true);
      }
      await tx.query('UPDATE identity_one_time_code SET attempts = attempts + 1 WHERE id = $1', [
        row.id,
      ]);
      return refuse({ kind: 'code-wrong', attemptsLeft: attemptsAllowed - row.attempts - 1 });
    });
  }

  private hashOf(subject: string, code: string): Buffer {
    return createHmac('sha256', this.settings.secret).update(`${subject}\n${code}`).digest();
  }
}
