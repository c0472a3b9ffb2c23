import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '../../kernel/clock.js';
import type { PrimaryId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import type { Actor } from '../../platform/identity/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import { seasonBlocker, type Blocker } from '../domain/season.js';
import { SeasonRepository } from '../persistence/season.repository.js';
import { isCentralOffice } from './central-office.js';

@Injectable()
export class DiscardSeasonService {
  constructor(
    private readonly database: Database,
    private readonly seasons: SeasonRepository,
    private readonly ledger: Ledger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Gives up a season that nobody but the central office has seen yet, so that another can be opened. Its rules stay as
   * they were written, and that it was given up is in the ledger.
   */
  async discard(primaryId: PrimaryId, actor: Actor): Promise<Result<true, Blocker[]>> {
    if (!isCentralOffice(actor)) return refuse([seasonBlocker('outside-your-territory')]);
    return await this.database.decide(async (tx): Promise<Result<true, Blocker[]>> => {
      const season = await this.seasons.hold(tx, primaryId);
      if (!season) return refuse([seasonBlocker('no-such-primary')]);
      if (season.state !== 'draft') return refuse([seasonBlocker('announced-already')]);
      await this.seasons.change(tx, primaryId, { discardedAt: this.clock.now() });
      await this.ledger.append(tx, {
        kind: 'primary-discarded',
        subject: primaryId,
        actor: actor.accountId,
        data: { rulesVersion: season.rulesVersion },
      });
      return accept(true);
    });
  }
}
