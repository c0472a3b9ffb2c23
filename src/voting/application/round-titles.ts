import { Injectable } from '@nestjs/common';
import { defined } from '../../kernel/assert.js';
import { PrimaryDirectory, type Words } from '../../primary/index.js';
import type { Round } from '../persistence/round.repository.js';

/** What a round is called. */
export interface RoundTitle {
  readonly body: Words;
  readonly territory: Words;
  readonly stage: Words;
  readonly unit: Words;
}

/** The names of rounds, put together from the rules and the territories. */
@Injectable()
export class RoundTitles {
  constructor(private readonly directory: PrimaryDirectory) {}

  async of({ contestId, stageId, unit }: Round): Promise<RoundTitle> {
    const contest = defined(await this.directory.contest(contestId), 'the contest of a round');
    const { path } = await this.directory.bodyRule(contest);
    const stage = path.find(({ id }) => id === stageId);
    const place = await this.directory.territory(unit);
    return {
      body: contest.bodyName,
      territory: contest.territoryName,
      stage: defined(stage, 'the stage of a round').name,
      unit: defined(place, 'the unit of a round').name,
    };
  }

  /** What the scores on its ballot are called, from 0 up; null where they are numbers, or there are none. */
  async gradesOf({ contestId, stageId }: Round): Promise<readonly Words[] | null> {
    const contest = defined(await this.directory.contest(contestId), 'the contest of a round');
    const { path } = await this.directory.bodyRule(contest);
    const ballot = path.find(({ id }) => id === stageId)?.ballot;
    return ballot?.kind === 'score' ? (ballot.grades ?? null) : null;
  }
}
