import { Injectable } from '@nestjs/common';
import { defined } from '../../kernel/assert.js';
import type { ContestId, RoundId, TerritoryCode } from '../../kernel/ids.js';
import type { Actor } from '../../platform/identity/index.js';
import { PrimaryDirectory, type Contest, type StageRule, type Words } from '../../primary/index.js';
import { RollRepository } from '../persistence/roll.repository.js';
import { RoundRepository, type Round } from '../persistence/round.repository.js';
import { runsRounds } from './round-refusal.js';

/** A stage of a contest with the rounds planned for it. */
export interface PreparedStage {
  readonly contest: Contest;
  readonly stage: StageRule;
  readonly rounds: readonly Round[];
}

/** One unit of a stage. */
export interface PreparedUnit {
  readonly code: TerritoryCode;
  readonly name: Words;
  readonly delegates: number;
  readonly round: Round | null;
}

/** What whoever prepares votes sees of them. */
@Injectable()
export class StagePreparations {
  constructor(
    private readonly directory: PrimaryDirectory,
    private readonly rounds: RoundRepository,
    private readonly rolls: RollRepository,
  ) {}

  /** Every stage of the season in which delegates vote, in the contests that the actor runs. */
  async withDelegates(actor: Actor): Promise<PreparedStage[]> {
    const primary = await this.directory.current();
    if (!primary) return [];
    const rounds = await this.rounds.ofPrimary(primary.id);
    const contests = await this.directory.contests(primary.id);
    const mine = contests.filter(({ territory }) => runsRounds(actor, territory));
    return mine.flatMap((contest) => {
      const body = primary.rules.bodies.find(({ id }) => id === contest.body);
      const { path } = defined(body, 'the body of a contest');
      const ofDelegates = path.filter(({ electorate }) => electorate !== 'members');
      return ofDelegates.map((stage) => ({
        contest,
        stage,
        rounds: rounds.filter(
          ({ contestId, stageId }) => contestId === contest.id && stageId === stage.id,
        ),
      }));
    });
  }

  /** One stage; null when there is none. */
  async one(contestId: ContestId, stageId: string): Promise<PreparedStage | null> {
    const contest = await this.directory.contest(contestId);
    const { path } = contest ? await this.directory.bodyRule(contest) : { path: [] };
    const stage = path.find(({ id }) => id === stageId);
    if (!contest || !stage) return null;
    return { contest, stage, rounds: await this.rounds.ofStage(contestId, stageId) };
  }

  /** The units of a stage with what is prepared in each. */
  async units({ contest, stage, rounds }: PreparedStage): Promise<PreparedUnit[]> {
    const [codes, territories, delegates] = await Promise.all([
      this.directory.unitsOf(contest, stage),
      this.directory.territories(),
      this.rolls.delegateCounts(contest.id, stage.id),
    ]);
    return codes.map((code) => {
      const territory = territories.find((one) => one.code === code);
      return {
        code,
        name: defined(territory, 'the territory of a unit').name,
        delegates: delegates.get(code) ?? 0,
        round: rounds.find(({ unit }) => unit === code) ?? null,
      };
    });
  }

  /** How many voters of a round are marked for paper. */
  async paperVoters(round: RoundId): Promise<number> {
    return (await this.rolls.voters(round, 'paper')).length;
  }
}
