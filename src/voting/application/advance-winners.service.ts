import { Injectable } from '@nestjs/common';
import type { ContestId } from '../../kernel/ids.js';
import { refuse, type Result } from '../../kernel/result.js';
import type { Actor } from '../../platform/identity/index.js';
import { PrimaryDirectory } from '../../primary/index.js';
import { RoundRepository } from '../persistence/round.repository.js';
import {
  PlanRoundsService,
  type PlannedRounds,
  type PlanRoundsRefusal,
} from './plan-rounds.service.js';

export type AdvanceRefusal = PlanRoundsRefusal | { readonly kind: 'last-stage-held' };

/** When the rounds of the next stage take place. */
export interface StageTimes {
  readonly opensAt: Date;
  readonly closesAt: Date;
}

/**
 * Leads the winners of a contest into the rounds of its next stage, once every round of the stage before is published. A
 * unit whose round failed its quorum sends nobody; a candidate who left the race since is not taken along.
 */
@Injectable()
export class AdvanceWinnersService {
  constructor(
    private readonly primaries: PrimaryDirectory,
    private readonly rounds: RoundRepository,
    private readonly planning: PlanRoundsService,
  ) {}

  async advance(
    contestId: ContestId,
    times: StageTimes,
    actor: Actor,
  ): Promise<Result<PlannedRounds, readonly AdvanceRefusal[]>> {
    const contest = await this.primaries.contest(contestId);
    if (!contest) return refuse([{ kind: 'stage-unknown' }]);
    const { path } = await this.primaries.bodyRule(contest);
    for (const { id } of path) {
      const planned = await this.rounds.ofStage(contestId, id);
      if (planned.length === 0)
        return await this.planning.plan({ contestId, stageId: id, ...times }, actor);
    }
    return refuse([{ kind: 'last-stage-held' }]);
  }
}
