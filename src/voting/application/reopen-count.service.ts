import { Injectable } from '@nestjs/common';
import type { RoundId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { Database } from '../../platform/database/index.js';
import type { Actor } from '../../platform/identity/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import { moveRound, nothingKnown } from '../domain/rounds/round-states.js';
import { RoundRepository } from '../persistence/round.repository.js';
import { ResultRepository } from '../persistence/result.repository.js';
import { runsRounds, type RoundRefusal } from './round-refusal.js';

/** Takes a count back that is not published yet, with a reason in the ledger. The signatures under it fall. */
@Injectable()
export class ReopenCountService {
  constructor(
    private readonly database: Database,
    private readonly rounds: RoundRepository,
    private readonly results: ResultRepository,
    private readonly ledger: Ledger,
  ) {}

  async reopen(
    roundId: RoundId,
    reason: string,
    actor: Actor,
  ): Promise<Result<true, RoundRefusal>> {
    return await this.database.decide(async (tx): Promise<Result<true, RoundRefusal>> => {
      const round = await this.rounds.hold(tx, roundId);
      if (!round) return refuse({ kind: 'round-unknown' });
      if (!runsRounds(actor, round.unit)) return refuse({ kind: 'outside-your-territory' });
      const moved = moveRound(round.state, 'reopen-count', { ...nothingKnown, reason });
      if (!moved.ok) return refuse({ kind: 'round-blocked', blockers: moved.error });
      await this.results.voidSignatures(tx, roundId);
      await this.rounds.setState(tx, roundId, moved.value);
      await this.ledger.append(tx, {
        kind: 'count-taken-back',
        subject: roundId,
        actor: actor.accountId,
        data: { reason },
      });
      return accept(true);
    });
  }
}
