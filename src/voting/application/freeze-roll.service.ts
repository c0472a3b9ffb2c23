import { Inject, Injectable } from '@nestjs/common';
import type { CalendarDate } from '../../kernel/calendar.js';
import type { Clock } from '../../kernel/clock.js';
import type { RoundId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import type { Actor } from '../../platform/identity/index.js';
import { Ledger, merkleTreeOfPages } from '../../platform/ledger/index.js';
import { dayOf } from '../../primary/index.js';
import { RollRepository } from '../persistence/roll.repository.js';
import { RoundRepository } from '../persistence/round.repository.js';
import { runsRounds, type RoundRefusal } from './round-refusal.js';

export type FreezeRollRefusal =
  RoundRefusal | { readonly kind: 'roll-already-frozen' } | { readonly kind: 'nobody-on-roll' };

@Injectable()
export class FreezeRollService {
  constructor(
    private readonly database: Database,
    private readonly rounds: RoundRepository,
    private readonly rolls: RollRepository,
    private readonly ledger: Ledger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Takes the roll of a round from the register (who had joined by the cut-off, today if none is given) or from the
   * delegates of the unit, and commits to it: the ledger gets the Merkle root over the pseudonyms in their rising order. It is
   * never taken again. Answers its size.
   */
  async freeze(
    id: RoundId,
    actor: Actor,
    cutOff: CalendarDate = dayOf(this.clock.now()),
  ): Promise<Result<number, FreezeRollRefusal>> {
    return await this.database.decide<Result<number, FreezeRollRefusal>>(async (tx) => {
      const round = await this.rounds.hold(tx, id);
      if (!round) return refuse({ kind: 'round-unknown' });
      if (!runsRounds(actor, round.unit)) return refuse({ kind: 'outside-your-territory' });
      if (round.rollFrozenAt) return refuse({ kind: 'roll-already-frozen' });
      const { size, paper } = await this.rolls.freeze(tx, round, cutOff);
      if (size === 0) return refuse({ kind: 'nobody-on-roll' });
      await this.rounds.setRoll(tx, id, this.clock.now(), size);
      const { root } = await merkleTreeOfPages(this.rolls.leafHashes(tx, id));
      await this.ledger.append(tx, {
        kind: 'roll-frozen',
        subject: id,
        actor: actor.accountId,
        data: { size, paper, cutOff, rollRoot: root.toString('hex') },
      });
      return accept(size);
    });
  }
}
