import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Clock } from '../../kernel/clock.js';
import { CLOCK } from '../../platform/clock.js';
import { Jobs } from '../../platform/jobs/index.js';
import { dayOf, PrimaryDirectory, type SeasonState } from '../../primary/index.js';
import { ListJobs } from './list-jobs.js';

/** While people apply, campaign and are voted on somebody may still withdraw, be struck off or appeal. */
const asked: readonly SeasonState[] = ['registration', 'campaigning', 'voting'];

/** Asks every night, at half past two in Kazakhstan, whether every list could be built. */
@Injectable()
export class FeasibilityNight implements OnModuleInit {
  constructor(
    private readonly queue: Jobs,
    private readonly primaries: PrimaryDirectory,
    private readonly jobs: ListJobs,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.queue.handle({
      name: 'list-feasibility',
      schedule: '30 2 * * *',
      work: () => this.ask(),
    });
  }

  /** Asked again in the same night, it does nothing. */
  async ask(): Promise<void> {
    const primary = await this.primaries.current();
    if (!primary || !asked.includes(primary.state)) return;
    await this.jobs.askForTheNight('feasibility', primary.id, dayOf(this.clock.now()));
  }
}
