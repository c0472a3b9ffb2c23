import { Inject, Injectable } from '@nestjs/common';
import { defined } from '../../kernel/assert.js';
import type { Clock } from '../../kernel/clock.js';
import type { RoundId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import type { Actor } from '../../platform/identity/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import { moveRound, nothingKnown } from '../domain/rounds/round-states.js';
import { RoundRepository } from '../persistence/round.repository.js';
import { ResultRepository } from '../persistence/result.repository.js';
import { runsRounds, type RoundRefusal } from './round-refusal.js';

/** Publishes a signed result. From then on everybody may read it, and nobody may change it. */
@Injectable()
export class PublishResultService {
  constructor(
    private readonly database: Database,
    private readonly rounds: RoundRepository,
    private readonly results: ResultRepository,
    private readonly ledger: Ledger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async publish(roundId: RoundId, actor: Actor): Promise<Result<true, RoundRefusal>> {
    return await this.database.decide(async (tx): Promise<Result<true, RoundRefusal>> => {
      const round = await this.rounds.hold(tx, roundId);
      if (!round) return refuse({ kind: 'round-unknown' });
      if (!runsRounds(actor, round.unit)) return refuse({ kind: 'outside-your-territory' });
      const moved = moveRound(round.state, 'publish', nothingKnown);
      if (!moved.ok) return refuse({ kind: 'round-blocked', blockers: moved.error });
      const { hash, result } = defined(
        await this.results.of(roundId, tx),
        'the result of a signed round',
      );
      await this.results.publish(tx, roundId, this.clock.now());
      await this.rounds.setState(tx, roundId, moved.value);
      await this.ledger.append(tx, {
        kind: 'result-published',
        subject: roundId,
        actor: actor.accountId,
        data: { result: hash, outcome: result.outcome, turnout: result.turnout },
      });
      return accept(true);
    });
  }
}
