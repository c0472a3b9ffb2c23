import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { RoundId } from '../../kernel/ids.js';
import type { Result } from '../../kernel/result.js';
import { Jobs, type JobData } from '../../platform/jobs/index.js';
import { RoundRepository } from '../persistence/round.repository.js';
import { CloseRoundService } from './close-round.service.js';
import { OpenRoundService } from './open-round.service.js';
import { closeOverdueJob, closingJob, openingJob } from './round-jobs.js';
import type { RoundRefusal } from './round-refusal.js';

/**
 * Opens and closes rounds at their moments. A job that comes late changes nothing for voters: what is accepted is decided
 * by the database's clock. A job that comes too early, because the round was extended, finds itself refused.
 */
@Injectable()
export class RoundSchedule implements OnModuleInit {
  private readonly logger = new Logger('rounds');

  constructor(
    private readonly jobs: Jobs,
    private readonly opening: OpenRoundService,
    private readonly closing: CloseRoundService,
    private readonly rounds: RoundRepository,
  ) {}

  onModuleInit(): void {
    this.jobs.handle({
      name: openingJob,
      atOnce: 4,
      work: async (data) => this.report(data, await this.opening.open(roundOf(data), 'clock')),
    });
    this.jobs.handle({
      name: closingJob,
      atOnce: 4,
      work: async (data) => this.report(data, await this.closing.close(roundOf(data), 'clock')),
    });
    this.jobs.handle({
      name: closeOverdueJob,
      work: () => this.closeOverdue(),
      schedule: '* * * * *',
      atStart: true,
    });
  }

  /**
   * Closes the rounds whose closing was not done at its moment, nor when it was tried again: the database, or a box that is a
   * program of its own, was away too long. What keeps one of them open keeps no other.
   */
  async closeOverdue(): Promise<void> {
    for (const { id } of await this.rounds.overdue()) {
      try {
        this.report({ round: id }, await this.closing.close(id, 'clock'));
      } catch (error) {
        this.logger.error({ round: id, err: error });
      }
    }
  }

  private report(data: JobData, result: Result<unknown, RoundRefusal>): void {
    if (!result.ok && !isOvertaken(result.error)) {
      this.logger.warn({ round: data['round'], refused: result.error });
    }
  }
}

/** The move was made by hand before, or the closing was moved: the job has nothing left to do. */
function isOvertaken(refusal: RoundRefusal): boolean {
  return (
    refusal.kind === 'round-blocked' &&
    refusal.blockers.some(({ kind }) => kind === 'wrong-state' || kind === 'closing-not-reached')
  );
}

function roundOf(data: JobData): RoundId {
  return String(data['round']) as RoundId;
}
