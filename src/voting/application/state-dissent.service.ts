import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '../../kernel/clock.js';
import type { RoundId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import type { Actor } from '../../platform/identity/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import type { RoundState } from '../domain/rounds/round-states.js';
import { RoundRepository } from '../persistence/round.repository.js';
import { ResultRepository } from '../persistence/result.repository.js';
import { sitsIn } from './round-scope.js';

export type DissentRefusal =
  | { readonly kind: 'round-unknown' }
  | { readonly kind: 'outside-your-territory' }
  | { readonly kind: 'text-missing' }
  | { readonly kind: 'nothing-to-dissent-from'; readonly state: RoundState };

/** Records what a member of the commission has against a result; it is published with it. */
@Injectable()
export class StateDissentService {
  constructor(
    private readonly database: Database,
    private readonly rounds: RoundRepository,
    private readonly results: ResultRepository,
    private readonly ledger: Ledger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async state(roundId: RoundId, text: string, actor: Actor): Promise<Result<true, DissentRefusal>> {
    return await this.database.decide(async (tx): Promise<Result<true, DissentRefusal>> => {
      const round = await this.rounds.hold(tx, roundId);
      if (!round) return refuse({ kind: 'round-unknown' });
      if (!sitsIn(actor, round.unit)) return refuse({ kind: 'outside-your-territory' });
      if (text.trim() === '') return refuse({ kind: 'text-missing' });
      if (round.state !== 'counted' && round.state !== 'signed')
        return refuse({ kind: 'nothing-to-dissent-from', state: round.state });
      await this.results.dissent(
        tx,
        roundId,
        { member: actor.accountId, text: text.trim() },
        this.clock.now(),
      );
      await this.ledger.append(tx, {
        kind: 'result-dissent-stated',
        subject: roundId,
        actor: actor.accountId,
        data: { text: text.trim() },
      });
      return accept(true);
    });
  }
}
