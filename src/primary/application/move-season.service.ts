import { Injectable } from '@nestjs/common';
import type { PrimaryId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { Database } from '../../platform/database/index.js';
import type { Actor } from '../../platform/identity/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import { mayFollow, seasonBlocker, type Blocker, type SeasonState } from '../domain/season.js';
import { SeasonRepository } from '../persistence/season.repository.js';
import { isCentralOffice } from './central-office.js';
import { SeasonBlockers } from './season-blockers.js';

@Injectable()
export class MoveSeasonService {
  constructor(
    private readonly database: Database,
    private readonly seasons: SeasonRepository,
    private readonly blockers: SeasonBlockers,
    private readonly ledger: Ledger,
  ) {}

  /** Moves the season on, or says everything that must be done first. */
  async move(
    primaryId: PrimaryId,
    to: SeasonState,
    actor: Actor,
  ): Promise<Result<{ readonly state: SeasonState }, Blocker[]>> {
    if (!isCentralOffice(actor)) return refuse([seasonBlocker('outside-your-territory')]);
    return await this.database.decide(async (tx) => {
      const season = await this.seasons.hold(tx, primaryId);
      if (!season) return refuse([seasonBlocker('no-such-primary')]);
      const move = { from: season.state, to };
      if (!mayFollow(move)) return refuse([seasonBlocker('not-in-order', move)]);
      const blockers = await this.blockers.of(primaryId, move);
      if (blockers.length > 0) return refuse(blockers);
      await this.seasons.change(tx, primaryId, { state: to });
      await this.ledger.append(tx, {
        kind: 'season-moved',
        subject: primaryId,
        actor: actor.accountId,
        data: { ...move },
      });
      return accept({ state: to });
    });
  }
}
