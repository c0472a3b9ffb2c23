import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Jobs } from '../../platform/jobs/index.js';
import { TracesRepository } from '../persistence/traces.repository.js';
import { sweepTracesJob } from './round-jobs.js';

/**
 * After a closing the rows it wrote anew are still there in their old places, dead. This takes them away: at once from what
 * the database can read, and from its files as soon as no round is open, for that locks the box for some seconds.
 */
@Injectable()
export class SweepTracesService implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly traces: TracesRepository,
  ) {}

  onModuleInit(): void {
    this.jobs.handle({
      name: sweepTracesJob,
      work: async () => {
        await this.sweep();
      },
      schedule: '40 3 * * *',
      atStart: true,
    });
  }

  /** Answers whether everything is swept; throws while an older transaction keeps the dead rows, to be tried again. */
  async sweep(): Promise<boolean> {
    if (!(await this.traces.waiting())) return true;
    if (await this.traces.stillSeen())
      throw new Error(
        'A transaction older than the closing is still open: its rows cannot be removed yet',
      );
    await this.traces.vacuum();
    if (await this.traces.inUse()) return false;
    await this.traces.rewrite();
    return true;
  }
}
