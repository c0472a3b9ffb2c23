import { randomUUID } from 'node:crypto';
import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { second, type Clock } from '../../kernel/clock.js';
import type { ListJobId, PrimaryId, TerritoryCode } from '../../kernel/ids.js';
import { CLOCK } from '../../platform/clock.js';
import { actsIn, type Actor } from '../../platform/identity/index.js';
import { Jobs } from '../../platform/jobs/index.js';
import { SETTINGS, type Settings } from '../../platform/settings.js';
import {
  ListJobRepository,
  type ListJobKind,
  type ListJobRow,
  type ListJobTask,
  type ListJobStep,
} from '../persistence/list-job.repository.js';
import { ListJobSteps } from './list-job-steps.js';
import { ListWorkCancelled } from './list-threads.js';
import { listOffice } from './refusal.js';
import { RunningListJob } from './running-list-job.js';

const wholeCountry = 'KZ' as TerritoryCode;

/** A job with what came of it so far. */
export interface ListJob extends ListJobRow {
  readonly results: readonly ListJobStep[];
}

/**
 * Builds lists and answers about feasibility outside requests. The process that was asked begins at once; a job whose
 * process was killed is taken up by whichever server runs, behind the last step that was finished.
 */
@Injectable()
export class ListJobs implements OnModuleInit, BeforeApplicationShutdown {
  private readonly logger = new Logger('list-building');
  private readonly runner = randomUUID();
  private readonly running = new Map<
    ListJobId,
    { readonly job: RunningListJob; readonly ended: Promise<void> }
  >();
  private ending = false;

  constructor(
    private readonly queue: Jobs,
    private readonly jobs: ListJobRepository,
    private readonly steps: ListJobSteps,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    this.queue.handle({
      name: 'list-jobs-left',
      schedule: '* * * * *',
      atStart: true,
      work: () => this.takeUp(),
    });
  }

  /** Gives what is unfinished back while the database is still there. */
  async beforeApplicationShutdown(): Promise<void> {
    this.ending = true;
    const open = [...this.running.values()];
    for (const { job } of open) job.stop();
    await Promise.all(open.map(({ ended }) => ended));
  }

  /** Asks for work on one contest or scenario, or on all contests; what was asked for already is not done twice. */
  async ask(
    kind: ListJobKind,
    primaryId: PrimaryId,
    subject: string | null,
    actor: Actor,
    task: ListJobTask | null = null,
  ): Promise<ListJobId> {
    const job = {
      id: randomUUID() as string as ListJobId,
      ...{ primaryId, kind, subject, task },
      askedBy: actor.accountId,
      askedByName: actor.name,
      askedAt: this.clock.now(),
      night: null,
    };
    // An open job may end between being met and being looked for: then the second try is the first of its kind.
    const id = (await this.jobs.add(job)) ?? (await this.jobs.add(job));
    if (id === null) throw new Error('Impossible: the job is neither new nor open');
    await this.start(id);
    return id;
  }

  /** The question of one night about every contest; asked once, however often it is called. */
  async askForTheNight(kind: ListJobKind, primaryId: PrimaryId, night: string): Promise<void> {
    const id = await this.jobs.add({
      id: randomUUID() as string as ListJobId,
      ...{ primaryId, kind, subject: null, task: null },
      askedBy: null,
      askedByName: '',
      askedAt: this.clock.now(),
      night,
    });
    if (id === null) return;
    await this.start(id);
    await this.running.get(id)?.ended;
  }

  /** Waits as long as a request may for a job of this process. Whether it is over then. */
  async waitFor(id: ListJobId, seconds = this.settings.listPatience): Promise<boolean> {
    const ended = this.running.get(id)?.ended;
    if (!ended) return (await this.jobs.byId(id))?.endedAt !== null;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), seconds * second);
    });
    const answer = await Promise.race([ended.then(() => true), late]);
    clearTimeout(timer);
    return answer;
  }

  /** Stops a job that is not over; the lists it has built stay. False where it was over, or is not the actor's to stop. */
  async cancel(id: ListJobId, actor: Actor): Promise<boolean> {
    const row = await this.jobs.byId(id);
    const may = row?.askedBy === actor.accountId || actsIn(actor, wholeCountry, listOffice);
    if (!row || !may) return false;
    const cancelled = await this.jobs.cancel(id, this.clock.now());
    const here = this.running.get(id);
    here?.job.stop();
    await here?.ended;
    return cancelled;
  }

  async byId(id: ListJobId): Promise<ListJob | null> {
    const row = await this.jobs.byId(id);
    return row && { ...row, results: await this.jobs.steps(id) };
  }

  async newest(primaryId: PrimaryId, limit: number): Promise<ListJob[]> {
    const rows = await this.jobs.newest(primaryId, limit);
    return await Promise.all(
      rows.map(async (row) => ({ ...row, results: await this.jobs.steps(row.id) })),
    );
  }

  /** Takes up every job that nobody works on, one after the other. */
  async takeUp(): Promise<void> {
    for (const id of await this.jobs.left()) {
      await this.start(id);
      await this.running.get(id)?.ended;
    }
  }

  private async start(id: ListJobId): Promise<void> {
    if (this.ending || this.running.has(id)) return;
    if (!(await this.jobs.take(id, this.runner))) return;
    const job = new RunningListJob(id, this.runner, this.jobs);
    const ended = this.run(job).finally(() => this.running.delete(id));
    this.running.set(id, { job, ended });
  }

  private async run(job: RunningListJob): Promise<void> {
    job.keepTelling();
    try {
      await this.steps.all(job);
      await this.jobs.end(job.id, this.runner, 'done', this.clock.now());
    } catch (error) {
      if (this.ending) await this.jobs.giveBack(job.id, this.runner);
      else if (!(error instanceof ListWorkCancelled)) {
        this.logger.error(error);
        await this.jobs.end(job.id, this.runner, 'failed', this.clock.now());
      }
    } finally {
      job.stopTelling();
    }
  }
}
