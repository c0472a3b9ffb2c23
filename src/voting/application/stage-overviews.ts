import { Injectable } from '@nestjs/common';
import { defined } from '../../kernel/assert.js';
import type { ContestId } from '../../kernel/ids.js';
import type { Actor } from '../../platform/identity/index.js';
import { PrimaryDirectory, type Contest, type Words } from '../../primary/index.js';
import { showsResult } from '../domain/rounds/round-states.js';
import { RoundRepository } from '../persistence/round.repository.js';
import { runsRounds } from './round-refusal.js';

/** How far a stage of a contest is. */
export interface StageProgress {
  readonly id: string;
  readonly name: Words;
  readonly rounds: number;
  readonly published: number;
}

/** A contest with its selection path. */
export interface ContestPath {
  readonly contest: Contest;
  readonly stages: readonly StageProgress[];
  /** The first stage without rounds; null when all have been planned. */
  readonly next: StageProgress | null;
}

/** Where the contests of a commission are on their selection paths. */
@Injectable()
export class StageOverviews {
  constructor(
    private readonly primaries: PrimaryDirectory,
    private readonly rounds: RoundRepository,
  ) {}

  /** The contests whose stages the actor plans. */
  async plannedBy(actor: Actor): Promise<readonly ContestPath[]> {
    const primary = await this.primaries.current();
    if (!primary) return [];
    const contests = await this.primaries.contests(primary.id);
    const mine = contests.filter(({ territory }) => runsRounds(actor, territory));
    return await Promise.all(mine.map((contest) => this.pathOf(contest)));
  }

  async of(contestId: ContestId): Promise<ContestPath | null> {
    const contest = await this.primaries.contest(contestId);
    return contest && (await this.pathOf(contest));
  }

  private async pathOf(contest: Contest): Promise<ContestPath> {
    const { path } = await this.primaries.bodyRule(contest);
    const stages = await Promise.all(
      path.map(async ({ id, name }) => {
        const rounds = await this.rounds.ofStage(contest.id, id);
        const published = rounds.filter(({ state }) => showsResult(state)).length;
        return { id, name, rounds: rounds.length, published };
      }),
    );
    defined(stages[0], 'a first stage in the rules');
    return { contest, stages, next: stages.find(({ rounds }) => rounds === 0) ?? null };
  }
}
