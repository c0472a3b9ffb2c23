import { Injectable } from '@nestjs/common';
import type { RoundId } from '../../kernel/ids.js';
import type { Result } from '../../kernel/result.js';
import type { Actor } from '../../platform/identity/index.js';
import { Jobs } from '../../platform/jobs/index.js';
import { RoundRepository, type Round } from '../persistence/round.repository.js';
import { closingJob } from './round-jobs.js';
import { RoundMoves } from './round-moves.js';
import type { RoundRefusal } from './round-refusal.js';

/** A later closing and why everybody gets more time. */
export interface Extension {
  readonly closesAt: Date;
  readonly reason: string;
}

@Injectable()
export class ExtendRoundService {
  constructor(
    private readonly moves: RoundMoves,
    private readonly rounds: RoundRepository,
    private readonly jobs: Jobs,
  ) {}

  /** Moves the closing of a round that is open or paused to a later moment, with a published reason. */
  async extend(
    round: RoundId,
    { closesAt, reason }: Extension,
    actor: Actor,
  ): Promise<Result<Round, RoundRefusal>> {
    const order = { round, move: 'extend', mover: actor, reason, closesAt } as const;
    return await this.moves.move(order, async (tx, before) => {
      await this.rounds.setClosing(tx, round, closesAt);
      await this.jobs.enqueue(closingJob, { round }, closesAt);
      return { closedAtBefore: before.closesAt.toISOString() };
    });
  }
}
