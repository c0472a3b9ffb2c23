import { Inject, Injectable } from '@nestjs/common';
import { defined } from '../../kernel/assert.js';
import type { Clock } from '../../kernel/clock.js';
import type { PrimaryId } from '../../kernel/ids.js';
import { CLOCK } from '../../platform/clock.js';
import type { Tx } from '../../platform/database/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import { SeasonRepository } from '../persistence/season.repository.js';

@Injectable()
export class FreezeRuleSetService {
  constructor(
    private readonly seasons: SeasonRepository,
    private readonly ledger: Ledger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Freezes the rules in the transaction that opens the first round. Once frozen, freezing again changes nothing. */
  async freeze(primaryId: PrimaryId, tx: Tx): Promise<void> {
    const season = defined(await this.seasons.hold(tx, primaryId), 'the season of a round');
    if (season.frozenAt !== null) return;
    const rules = defined(
      await this.seasons.rules(primaryId, season.rulesVersion, tx),
      'the rules of a season',
    );
    await this.seasons.change(tx, primaryId, { frozenAt: this.clock.now() });
    await this.ledger.append(tx, {
      kind: 'rules-frozen',
      subject: primaryId,
      actor: null,
      data: { rulesVersion: rules.version, rulesHash: rules.hash },
    });
  }
}
