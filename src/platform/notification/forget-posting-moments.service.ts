import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { hour, later, type Clock } from '../../kernel/clock.js';
import { CLOCK } from '../clock.js';
import { Database, keepOnlyDays } from '../database/index.js';
import { Jobs } from '../jobs/index.js';

/** A code is sent to who signs in, and who signs in votes: of messages older than an hour, too, only the day is kept. */
@Injectable()
export class ForgetPostingMomentsService implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.handle({
      name: 'notification-forget-moments',
      work: () => this.forget(),
      schedule: '25 3 * * *',
    });
  }

  async forget(): Promise<void> {
    const columns = ['created_at', 'sent_at'] as const;
    const before = later(this.clock.now(), -hour);
    await keepOnlyDays(this.database, { table: 'notification_message', columns }, before);
  }
}
