import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { RoundId } from '../../kernel/ids.js';
import { Jobs } from '../../platform/jobs/index.js';
import { CountRoundService } from './count-round.service.js';

/** The name of the job that counts a round; its data is `{ round }`. */
export const countRoundJob = 'count-round';

/** Counts rounds outside a request. A round that is blocked stays as it is: its console says what is missing. */
@Injectable()
export class CountRoundJob implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly rounds: CountRoundService,
  ) {}

  onModuleInit(): void {
    this.jobs.handle({
      name: countRoundJob,
      work: async ({ round }) => {
        await this.rounds.count(String(round) as RoundId, null);
      },
    });
  }
}
