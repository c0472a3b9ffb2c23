import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { RoundId } from '../../kernel/ids.js';
import { Jobs } from '../../platform/jobs/index.js';
import { CountRoundService } from './count-round.service.js';
import { RecountRoundService } from './recount-round.service.js';
import { countRoundJob } from './round-jobs.js';

/**
 * Counts a round once it is closed, and goes on where a count waited for the commission. One that is blocked, because a paper protocol is missing or its entries differ, stays
 * as it is: its console says what is missing, and counting it is then a step of the commission.
 */
@Injectable()
export class CountRoundJob implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly rounds: CountRoundService,
    private readonly recounts: RecountRoundService,
  ) {}

  onModuleInit(): void {
    this.jobs.handle({
      name: countRoundJob,
      atOnce: 2,
      work: async ({ round }) => {
        const id = String(round) as RoundId;
        await this.rounds.count(id, null);
        await this.recounts.goOn(id);
      },
    });
  }
}
