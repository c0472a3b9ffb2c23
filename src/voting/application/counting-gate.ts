import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CandidateDirectory } from '../../candidate/index.js';
import type { ContestId, PrimaryId } from '../../kernel/ids.js';
import {
  PrimaryDirectory,
  SeasonGates,
  type Blocker,
  type Contest,
  type SeasonMove,
} from '../../primary/index.js';
import { showsResult } from '../domain/rounds/round-states.js';
import { RoundRepository, type Round } from '../persistence/round.repository.js';
import { RoundResults } from './round-results.js';

/** What voting has against the season's way to the lists: results that are not published, stages that are not held. */
@Injectable()
export class CountingGate implements OnModuleInit {
  constructor(
    private readonly gates: SeasonGates,
    private readonly primaries: PrimaryDirectory,
    private readonly candidates: CandidateDirectory,
    private readonly rounds: RoundRepository,
    private readonly results: RoundResults,
  ) {}

  onModuleInit(): void {
    this.gates.add((primaryId, move) => this.blockers(primaryId, move));
  }

  private async blockers(primaryId: PrimaryId, { to }: SeasonMove): Promise<Blocker[]> {
    if (to !== 'lists') return [];
    const rounds = await this.rounds.ofPrimary(primaryId);
    const unpublished = rounds.filter(({ state }) => !showsResult(state)).length;
    const unfinished = await this.unfinishedContests(primaryId, rounds);
    return [
      ...blocker('rounds-not-published', 'rounds', unpublished),
      ...blocker('stages-not-held', 'contests', unfinished),
    ];
  }

  /** Contests in which somebody still waits for a stage: registered without a round, or elected before the last one. */
  private async unfinishedContests(
    primaryId: PrimaryId,
    rounds: readonly Round[],
  ): Promise<number> {
    const byContest = Map.groupBy(rounds, ({ contestId }): ContestId => contestId);
    const primary = await this.primaries.byId(primaryId);
    let unfinished = 0;
    for (const contest of await this.primaries.contests(primaryId)) {
      const path = primary?.rules.bodies.find(({ id }) => id === contest.body)?.path ?? [];
      const held = (byContest.get(contest.id) ?? []).map(({ stageId }) => stageId);
      const last = path.findLast(({ id }) => held.includes(id));
      if (last === path.at(-1)) continue;
      if (await this.somebodyWaits(contest, last?.id ?? null)) unfinished += 1;
    }
    return unfinished;
  }

  private async somebodyWaits(contest: Contest, lastStage: string | null): Promise<boolean> {
    if (lastStage === null) return (await this.candidates.registeredIn(contest.id)).length > 0;
    const results = await this.results.ofStage(contest.id, lastStage);
    return results.some(({ candidates }) => candidates.some(({ elected }) => elected));
  }
}

function blocker(kind: string, name: string, count: number): Blocker[] {
  return count > 0 ? [{ module: 'voting-count', kind, values: { [name]: count } }] : [];
}
