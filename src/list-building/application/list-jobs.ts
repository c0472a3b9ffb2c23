import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { AccountId, ContestId } from '../../kernel/ids.js';
import { Accounts } from '../../platform/identity/index.js';
import { Jobs } from '../../platform/jobs/index.js';
import { BuildListService } from './build-list.service.js';

const buildListJob = 'build-list';

/** Builds lists outside requests, in the name of whoever asked for it. */
@Injectable()
export class ListJobs implements OnModuleInit {
  private readonly logger = new Logger('list-building');

  constructor(
    private readonly jobs: Jobs,
    private readonly accounts: Accounts,
    private readonly lists: BuildListService,
  ) {}

  onModuleInit(): void {
    this.jobs.handle({
      name: buildListJob,
      work: async ({ contest, account }) => {
        const actor = await this.accounts.actor(String(account) as AccountId);
        if (!actor) return;
        const result = await this.lists.build(String(contest) as ContestId, actor);
        if (!result.ok) this.logger.log({ contest, refused: result.error.map(({ kind }) => kind) });
      },
    });
  }

  /** Puts the building of a contest's list in the queue. Done twice it gives the same list as another version. */
  async enqueue(contestId: ContestId, accountId: AccountId): Promise<void> {
    await this.jobs.enqueue(buildListJob, { contest: contestId, account: accountId });
  }
}
