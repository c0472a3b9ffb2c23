import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { PgBoss, type Job, type JobResult } from 'pg-boss';
import { SETTINGS, type Settings } from '../settings.js';

export type JobData = Readonly<Record<string, string | number | boolean | null>>;

/** A kind of work done outside a request. Running it twice must do no harm. */
export interface JobKind {
  readonly name: string;
  readonly work: (data: JobData) => Promise<void>;
  /** When it is done by itself, in the five fields of cron, by the time of Kazakhstan. */
  readonly schedule?: string;
  /** It is also done each time a server starts, for what an earlier one left behind. */
  readonly atStart?: boolean;
  /**
   * So many are fetched and done at a time, and while there are more, the next ones at once; absent: one, and the next after
   * half a second.
   */
  readonly atOnce?: number;
}

/** Kazakhstan has had one time zone since 1 March 2024. */
const zone = 'Asia/Almaty';

/** Work outside requests, kept in the database (pg-boss), so that it survives a restart. */
@Injectable()
export class Jobs implements OnApplicationShutdown {
  private readonly logger = new Logger('jobs');
  private readonly kinds = new Map<string, JobKind>();
  private boss: PgBoss | undefined;

  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  /** Says how jobs of a kind are done. Modules call it when they start. */
  handle(kind: JobKind): void {
    this.kinds.set(kind.name, kind);
  }

  /** Starts working. Called by `serve`; the command line and most tests only enqueue or call use cases directly. */
  async start(): Promise<void> {
    const boss = await this.connected();
    for (const { name, work, schedule, atStart, atOnce = 1 } of this.kinds.values()) {
      const fetching = {
        pollingIntervalSeconds: 0.5,
        batchSize: atOnce,
        burstWhenBatchFull: true,
        perJobResults: true,
      } as const;
      await boss.work<JobData>(name, fetching, (jobs) =>
        Promise.all(jobs.map((job) => outcomeOf(work, job))),
      );
      if (schedule !== undefined) await boss.schedule(name, schedule, {}, { tz: zone });
      if (atStart) await this.enqueue(name, {});
    }
  }

  /** Puts a job in the queue, to be done at `at` or at once. */
  async enqueue(name: string, data: JobData, at?: Date): Promise<void> {
    const boss = await this.connected();
    await boss.send(name, data, {
      retryLimit: 5,
      retryBackoff: true,
      ...(at && { startAfter: at }),
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.boss?.stop({ graceful: true, timeout: 10_000 });
    this.boss = undefined;
  }

  private async connected(): Promise<PgBoss> {
    if (this.boss) return this.boss;
    const boss = new PgBoss({
      connectionString: this.settings.databaseUrl,
      schema: 'jobs',
      max: 4,
    });
    boss.on('error', (error: Error) => {
      this.logger.error(error.message);
    });
    await boss.start();
    for (const name of this.kinds.keys()) await boss.createQueue(name);
    this.boss = boss;
    return boss;
  }
}

/** One job that fails is tried again by itself; the others of its batch are done. */
async function outcomeOf(work: JobKind['work'], { id, data }: Job<JobData>): Promise<JobResult> {
  try {
    await work(data);
    return { id, status: 'completed' };
  } catch (error) {
    return { id, status: 'failed', output: { message: String(error) } };
  }
}
