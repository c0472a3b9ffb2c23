import { randomBytes, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { CandidateDirectory } from '../../candidate/index.js';
import { defined } from '../../kernel/assert.js';
import type { CandidacyId, RoundId } from '../../kernel/ids.js';
import { drawOrder } from '../../kernel/lot.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { Database } from '../../platform/database/index.js';
import type { Actor } from '../../platform/identity/index.js';
import { Jobs } from '../../platform/jobs/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import { sha256Lot } from '../../platform/lot/index.js';
import { showsResult } from '../domain/rounds/round-states.js';
import { ResultRepository } from '../persistence/result.repository.js';
import { RoundRepository, type Round } from '../persistence/round.repository.js';
import { publishedAges } from './age-order.js';
import { CountingFacts } from './counting-facts.js';
import { openingJob } from './round-jobs.js';
import { runsRounds } from './round-refusal.js';

/** When and why a round is held again. */
export interface Repetition {
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly reason: string;
}

export type RepeatRefusal =
  | { readonly kind: 'round-unknown' }
  | { readonly kind: 'outside-your-territory' }
  | { readonly kind: 'quorum-was-met' }
  | { readonly kind: 'repeated-already' }
  | { readonly kind: 'next-stage-planned' }
  | { readonly kind: 'nobody-stands' }
  | { readonly kind: 'reason-missing' }
  | { readonly kind: 'closing-not-after-opening' };

/**
 * Plans a round once more where the published result says that too few took part. The candidates who still stand are drawn
 * into a new order, and the roll is frozen anew; from then on only the new round counts.
 */
@Injectable()
export class RepeatRoundService {
  constructor(
    private readonly database: Database,
    private readonly rounds: RoundRepository,
    private readonly results: ResultRepository,
    private readonly facts: CountingFacts,
    private readonly candidates: CandidateDirectory,
    private readonly jobs: Jobs,
    private readonly ledger: Ledger,
  ) {}

  async repeat(
    roundId: RoundId,
    { opensAt, closesAt, reason }: Repetition,
    actor: Actor,
  ): Promise<Result<RoundId, readonly RepeatRefusal[]>> {
    const known = await this.rounds.byId(roundId);
    if (!known) return refuse([{ kind: 'round-unknown' }]);
    if (!runsRounds(actor, known.unit)) return refuse([{ kind: 'outside-your-territory' }]);
    const { later, stage } = await this.facts.rulesOf(known);
    const seed = randomBytes(32).toString('hex');
    const candidates = await this.standing(known, seed);
    const ages = await publishedAges(candidates, stage, this.candidates);
    return await this.database.decide<Result<RoundId, readonly RepeatRefusal[]>>(async (tx) => {
      const round = defined(await this.rounds.hold(tx, roundId), 'a known round');
      const result = await this.results.of(roundId, tx);
      const { repeated, stageOver } = await this.results.isOvertaken(tx, roundId, later);
      const failed = showsResult(round.state) && result?.result.outcome === 'quorum-not-met';
      const refusals: RepeatRefusal[] = [
        ...(failed ? [] : [{ kind: 'quorum-was-met' } as const]),
        ...(repeated ? [{ kind: 'repeated-already' } as const] : []),
        ...(stageOver ? [{ kind: 'next-stage-planned' } as const] : []),
        ...(candidates.length > 0 ? [] : [{ kind: 'nobody-stands' } as const]),
        ...(reason.trim() === '' ? [{ kind: 'reason-missing' } as const] : []),
        ...(closesAt > opensAt ? [] : [{ kind: 'closing-not-after-opening' } as const]),
      ];
      if (refusals.length > 0) return refuse(refusals);
      const id = randomUUID() as string as RoundId;
      await this.results.repeat(tx, roundId, { id, seed, opensAt, closesAt, candidates });
      await this.jobs.enqueue(openingJob, { round: id }, opensAt);
      await this.ledger.append(tx, {
        kind: 'round-repeated',
        subject: id,
        actor: actor.accountId,
        data: { of: roundId, reason, seed, candidates, ...ages },
      });
      return accept(id);
    });
  }

  private async standing(round: Round, seed: string): Promise<CandidacyId[]> {
    const before = await this.rounds.candidates(round.id);
    const standing = (await this.candidates.candidacies(before))
      .filter(({ state }) => state === 'registered')
      .map(({ id }) => id)
      .sort();
    const { contestId, stageId, unit } = round;
    return drawOrder(sha256Lot(seed), `ballot/${contestId}/${stageId}/${unit}`, standing);
  }
}
