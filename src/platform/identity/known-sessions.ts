import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '../../kernel/clock.js';
import { CLOCK } from '../clock.js';
import { Batches, type Overloaded } from '../database/batches.js';
import { Database } from '../database/database.js';
import { SETTINGS, type Settings } from '../settings.js';
import { TooBusy } from '../web/too-busy.js';
import type { Actor } from './actor.js';
import type { AccessClaims } from './sessions.js';

/** What the database says to an access token at this moment; those who ask at the same time share a statement. */
@Injectable()
export class KnownSessions {
  private readonly batches: Batches<AccessClaims, Actor | null | Overloaded>;

  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(SETTINGS) { crowd }: Pick<Settings, 'crowd'>,
  ) {
    this.batches = new Batches<AccessClaims, Actor | null | Overloaded>(
      { most: 500, atOnce: 4 },
      (claims) => this.actors(claims),
      {
        ...crowd,
        refused: (overloaded) => overloaded,
      },
    );
  }

  /** Who acts; null when the session is over or the account disabled. Throws 503 when too many ask. */
  async actorOf(claims: AccessClaims): Promise<Actor | null> {
    const known = await this.batches.ask(claims);
    if (known && 'kind' in known) throw new TooBusy(known.seconds);
    return known;
  }

  private async actors(claims: readonly AccessClaims[]): Promise<(Actor | null)[]> {
    return (
      await this.database.rows<{ actor: Actor | null }>(
        `SELECT CASE WHEN a.id IS NOT NULL THEN json_build_object('accountId', a.id, 'name', a.name,
                  'grants', (SELECT coalesce(json_agg(json_build_object('role', g.role, 'territory', g.territory)
                                             ORDER BY g.granted_at), '[]')
                               FROM identity_grant g WHERE g.account_id = a.id AND g.revoked_at IS NULL)) END AS actor
           FROM unnest($1::uuid[], $2::uuid[]) WITH ORDINALITY AS c (session_id, account_id, place)
           LEFT JOIN identity_session s ON s.id = c.session_id AND s.revoked_at IS NULL AND s.expires_at > $3
           LEFT JOIN identity_account a ON a.id = c.account_id AND s.id IS NOT NULL AND a.disabled_at IS NULL
          ORDER BY c.place`,
        [claims.map(({ sid }) => sid), claims.map(({ sub }) => sub), this.clock.now()],
      )
    ).map(({ actor }) => actor);
  }
}
