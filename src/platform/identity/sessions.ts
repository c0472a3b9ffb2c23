import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { JwtService, type JwtModuleOptions } from '@nestjs/jwt';
import { day, later, minute, second, type Clock } from '../../kernel/clock.js';
import type { AccountId } from '../../kernel/ids.js';
import { CLOCK } from '../clock.js';
import { Database, type Tx } from '../database/database.js';

export interface Tokens {
  /** A JWT that opens routes for ten minutes. */
  readonly access: string;
  /** Exchanged once for new tokens. */
  readonly refresh: string;
  readonly accountId: AccountId;
}

export interface AccessClaims {
  readonly sub: AccountId;
  readonly sid: string;
}

export const accessLastsSeconds = (10 * minute) / second;

/** How access tokens are made and read. */
export function accessTokens(secret: string): JwtModuleOptions {
  return { secret, signOptions: { algorithm: 'HS256', expiresIn: accessLastsSeconds } };
}

const sessionLasts = 7 * day;
/** Two pages opened at the same moment present the same refresh token; within this time that is no theft. */
const sameMoment = 10 * second;

/** Sessions: short access tokens, and refresh tokens that rotate; one used twice ends its session. */
@Injectable()
export class Sessions {
  constructor(
    private readonly database: Database,
    private readonly jwt: JwtService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async start(accountId: AccountId): Promise<Tokens> {
    const [sessionId, now] = [randomUUID(), this.clock.now()];
    return await this.database.transaction(async (tx) => {
      await tx.query(
        'INSERT INTO identity_session (id, account_id, started_at, expires_at) VALUES ($1, $2, $3, $4)',
        [sessionId, accountId, now, later(now, sessionLasts)],
      );
      return await this.issue(tx, sessionId, accountId);
    });
  }

  /** New tokens for a refresh token; null when it is unknown, spent, or its session is over. */
  async refresh(refreshToken: string): Promise<Tokens | null> {
    const now = this.clock.now();
    return await this.database.transaction(async (tx) => {
      const [row] = await tx.query<RefreshRow[]>(
        `SELECT t.used_at AS "usedAt", s.id AS "sessionId", s.account_id AS "accountId"
           FROM identity_refresh_token t JOIN identity_session s ON s.id = t.session_id
          WHERE t.hash = $1 AND s.revoked_at IS NULL AND s.expires_at > $2 FOR UPDATE`,
        [hashOf(refreshToken), now],
      );
      if (!row) return null;
      if (row.usedAt && now.getTime() - row.usedAt.getTime() > sameMoment) {
        await this.revoke(row.sessionId, tx);
        return null;
      }
      await tx.query(
        'UPDATE identity_refresh_token SET used_at = coalesce(used_at, $2) WHERE hash = $1',
        [hashOf(refreshToken), now],
      );
      return await this.issue(tx, row.sessionId, row.accountId);
    });
  }

  /** Ends a session: neither its refresh tokens nor its access tokens open anything any more. */
  async revoke(sessionId: string, tx: Tx = this.database.reader): Promise<void> {
    await tx.query(
      'UPDATE identity_session SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL',
      [sessionId, this.clock.now()],
    );
  }

  /** The session that fresh tokens belong to. */
  sessionOf(tokens: Tokens): string {
    return this.jwt.decode<AccessClaims>(tokens.access).sid;
  }

  private async issue(tx: Tx, sessionId: string, accountId: AccountId): Promise<Tokens> {
    const refresh = randomBytes(32).toString('base64url');
    await tx.query(
      'INSERT INTO identity_refresh_token (hash, session_id, issued_at) VALUES ($1, $2, $3)',
      [hashOf(refresh), sessionId, this.clock.now()],
    );
    const access = await this.jwt.signAsync({
      sub: accountId,
      sid: sessionId,
    } satisfies AccessClaims);
    return { access, refresh, accountId };
  }
}

interface RefreshRow {
  readonly usedAt: Date | null;
  readonly sessionId: string;
  readonly accountId: AccountId;
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
