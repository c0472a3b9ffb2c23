import { Inject, Injectable } from '@nestjs/common';
import { defined } from '../../kernel/assert.js';
import { day, later, type Clock } from '../../kernel/clock.js';
import type { RoundId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import type { Actor } from '../../platform/identity/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import { moveRound, nothingKnown } from '../domain/rounds/round-states.js';
import { RoundRepository } from '../persistence/round.repository.js';
import { ResultRepository } from '../persistence/result.repository.js';
import { CountingFacts } from './counting-facts.js';
import { runsRounds, type RoundRefusal } from './round-refusal.js';

/** Makes a published result final once the days for complaints are over. */
@Injectable()
export class FinaliseRoundService {
  constructor(
    private readonly database: Database,
    private readonly rounds: RoundRepository,
    private readonly results: ResultRepository,
    private readonly facts: CountingFacts,
    private readonly ledger: Ledger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async finalise(roundId: RoundId, actor: Actor): Promise<Result<true, RoundRefusal>> {
    const known = await this.rounds.byId(roundId);
    if (!known) return refuse({ kind: 'round-unknown' });
    const { complaintDays } = await this.facts.rulesOf(known);
    return await this.database.decide(async (tx): Promise<Result<true, RoundRefusal>> => {
      const round = defined(await this.rounds.hold(tx, roundId), 'a known round');
      if (!runsRounds(actor, round.unit)) return refuse({ kind: 'outside-your-territory' });
      const published = (await this.results.of(roundId, tx))?.publishedAt;
      const moved = moveRound(round.state, 'finalise', {
        ...nothingKnown,
        // Complaints about a result are not recorded by the program yet; the days for them are waited for.
        complaintsOpen: 0,
        complaintPeriodOver: Boolean(
          published && this.clock.now() >= later(published, complaintDays * day),
        ),
      });
      if (!moved.ok) return refuse({ kind: 'round-blocked', blockers: moved.error });
      await this.rounds.setState(tx, roundId, moved.value);
      await this.ledger.append(tx, {
        kind: 'result-final',
        subject: roundId,
        actor: actor.accountId,
        data: {},
      });
      return accept(true);
    });
  }
}
