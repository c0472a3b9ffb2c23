import { Inject, Injectable } from '@nestjs/common';
import { defined } from '../../kernel/assert.js';
import type { Clock } from '../../kernel/clock.js';
import type { RoundId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import type { Actor } from '../../platform/identity/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import { signaturesNeeded } from '../domain/rounds/cut.js';
import { moveRound, nothingKnown } from '../domain/rounds/round-states.js';
import { RoundRepository } from '../persistence/round.repository.js';
import { ResultRepository } from '../persistence/result.repository.js';
import { CountingFacts } from './counting-facts.js';
import type { RoundRefusal } from './round-refusal.js';
import { sitsIn } from './round-scope.js';

export type SignRefusal =
  | RoundRefusal
  | { readonly kind: 'already-signed' }
  /** The count was repeated since the member read it. */
  | { readonly kind: 'result-changed' };

/** How many members have signed, and whether that is enough. */
export interface Signing {
  readonly signatures: number;
  readonly needed: number;
  readonly complete: boolean;
}

/** Puts a member's signature under the result with the given hash. With the last one needed the protocol is signed. */
@Injectable()
export class SignProtocolService {
  constructor(
    private readonly database: Database,
    private readonly rounds: RoundRepository,
    private readonly results: ResultRepository,
    private readonly facts: CountingFacts,
    private readonly ledger: Ledger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async sign(roundId: RoundId, hash: string, actor: Actor): Promise<Result<Signing, SignRefusal>> {
    const known = await this.rounds.byId(roundId);
    if (!known) return refuse({ kind: 'round-unknown' });
    const { commission } = await this.facts.rulesOf(known);
    return await this.database.decide(async (tx): Promise<Result<Signing, SignRefusal>> => {
      const round = defined(await this.rounds.hold(tx, roundId), 'a known round');
      if (!sitsIn(actor, round.unit)) return refuse({ kind: 'outside-your-territory' });
      const counted = await this.results.of(roundId, tx);
      const needed = signaturesNeeded(commission.members, commission.signatures);
      const before = await this.results.signatures(roundId, tx);
      if (before.some(({ member }) => member === actor.accountId))
        return refuse({ kind: 'already-signed' });
      const signatures = before.length + 1;
      const facts = { ...nothingKnown, signatures, signaturesNeeded: needed };
      const moved = moveRound(round.state, 'sign', facts);
      const wrong = moved.ok ? [] : moved.error.filter(({ kind }) => kind === 'wrong-state');
      if (wrong.length > 0) return refuse({ kind: 'round-blocked', blockers: wrong });
      if (counted?.hash !== hash) return refuse({ kind: 'result-changed' });
      const signedAt = this.clock.now();
      await this.results.sign(tx, roundId, { member: actor.accountId, hash, signedAt });
      if (moved.ok) await this.rounds.setState(tx, roundId, moved.value);
      await this.ledger.append(tx, {
        kind: 'result-signed',
        subject: roundId,
        actor: actor.accountId,
        data: { result: hash, signatures, needed },
      });
      return accept({ signatures, needed, complete: moved.ok });
    });
  }
}
