import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { CandidateDirectory, Departures } from '../../candidate/index.js';
import type { AccountId, CandidacyId, ListId } from '../../kernel/ids.js';
import { Accounts, type Actor } from '../../platform/identity/index.js';
import { Jobs } from '../../platform/jobs/index.js';
import { ListRepository } from '../persistence/list.repository.js';
import { CloseOffersService } from './close-offers.service.js';
import { SucceedService } from './succeed.service.js';

const closeOffersJob = 'close-list-offers';

/** What happens to lists by itself: a candidate's departure is followed at once, a deadline when it has passed. */
@Injectable()
export class SuccessionJobs implements OnModuleInit {
  private readonly logger = new Logger('list-building');

  constructor(
    private readonly jobs: Jobs,
    private readonly accounts: Accounts,
    private readonly candidates: CandidateDirectory,
    private readonly departures: Departures,
    private readonly lists: ListRepository,
    private readonly closing: CloseOffersService,
    private readonly succeeding: SucceedService,
  ) {}

  onModuleInit(): void {
    this.departures.add((candidacy, actor) => this.followDeparture(candidacy, actor));
    this.jobs.handle({
      name: closeOffersJob,
      work: async ({ list, account }) => {
        const actor = await this.accounts.actor(String(account) as AccountId);
        if (actor) await this.closeAndFollow(String(list) as ListId, actor);
      },
    });
  }

  /** Closes the offers of a list once their deadline has passed. Done twice, the second time finds nothing to do. */
  async closeAt(listId: ListId, account: AccountId, deadline: Date): Promise<void> {
    await this.jobs.enqueue(closeOffersJob, { list: listId, account }, deadline);
  }

  async closeAndFollow(listId: ListId, actor: Actor): Promise<void> {
    const closed = await this.closing.close(listId, actor);
    if (closed.ok) await this.follow(listId, actor);
  }

  private async followDeparture(candidacy: CandidacyId, actor: Actor): Promise<void> {
    const person = await this.candidates.candidacy(candidacy);
    const list = person && (await this.lists.ofContest(person.contestId));
    if (list && (list.state === 'built' || list.state === 'filed'))
      await this.follow(list.id, actor);
  }

  private async follow(listId: ListId, actor: Actor): Promise<void> {
    const done = await this.succeeding.follow(listId, actor);
    if (!done.ok) {
      this.logger.warn({ list: listId, refused: done.error.map(({ kind }) => kind) });
    }
  }
}
