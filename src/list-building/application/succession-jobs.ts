import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CandidateDirectory, Departures } from '../../candidate/index.js';
import { defined } from '../../kernel/assert.js';
import type { AccountId, CandidacyId, ListId, ListJobId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { Accounts, actsIn, type Actor } from '../../platform/identity/index.js';
import { Jobs } from '../../platform/jobs/index.js';
import { PrimaryDirectory } from '../../primary/index.js';
import { ListRepository } from '../persistence/list.repository.js';
import { CloseOffersService } from './close-offers.service.js';
import { ListJobs, type ListJob } from './list-jobs.js';
import { listOffice, type SucceedRefusal } from './refusal.js';

const closeOffersJob = 'close-list-offers';

/** What happens to lists by itself: a candidate's departure is followed at once, a deadline when it has passed. */
@Injectable()
export class SuccessionJobs implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly accounts: Accounts,
    private readonly candidates: CandidateDirectory,
    private readonly departures: Departures,
    private readonly primaries: PrimaryDirectory,
    private readonly lists: ListRepository,
    private readonly closing: CloseOffersService,
    private readonly work: ListJobs,
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

  /**
   * Goes on without whoever left the list, and waits as long as a request may. The job goes on behind a request that no
   * longer waits; where it cannot, the office sees who left and goes on.
   */
  async follow(listId: ListId, actor: Actor): Promise<ListJobId | null> {
    const list = await this.lists.byId(listId);
    if (!list) return null;
    const id = await this.work.ask('succession', list.primaryId, list.contestId, actor);
    await this.work.waitFor(id);
    return id;
  }

  /** The same at the wish of the office: the job, which may still be at work, or why the list does not go on. */
  async succeed(listId: ListId, actor: Actor): Promise<Result<ListJob, readonly SucceedRefusal[]>> {
    const list = await this.lists.byId(listId);
    const contest = list && (await this.primaries.contest(list.contestId));
    if (!contest) return refuse([{ kind: 'no-such-list' }]);
    if (!actsIn(actor, contest.territory, listOffice)) {
      return refuse([{ kind: 'outside-your-territory' }]);
    }
    const id = await this.follow(listId, actor);
    const job = defined(id && (await this.work.byId(id)), 'a job that was asked for');
    const refusals = job.results.flatMap((result) => result.refusals as readonly SucceedRefusal[]);
    return refusals.length === 0 ? accept(job) : refuse(refusals);
  }

  private async followDeparture(candidacy: CandidacyId, actor: Actor): Promise<void> {
    const person = await this.candidates.candidacy(candidacy);
    const list = person && (await this.lists.ofContest(person.contestId));
    if (list && (list.state === 'built' || list.state === 'filed')) {
      await this.follow(list.id, actor);
    }
  }
}
