import { second } from '../../kernel/clock.js';
import type { ListJobId } from '../../kernel/ids.js';
import type { Tx } from '../../platform/database/index.js';
import type { ListJobRepository, ListJobStep } from '../persistence/list-job.repository.js';
import { ListWorkCancelled, type ListWatch } from './list-threads.js';

/** A job in the hands of this process: it says every second how far it is, and stops where the job is taken away. */
export class RunningListJob {
  private readonly stopping = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private at = { steps: 0, stepSubject: null as string | null, place: 0, places: 0 };

  constructor(
    readonly id: ListJobId,
    private readonly runner: string,
    private readonly jobs: ListJobRepository,
  ) {}

  /** For the search: it hears of the stop and tells its places. */
  get watch(): ListWatch {
    return {
      signal: this.stopping.signal,
      onProgress: (place) => {
        this.at = { ...this.at, place };
      },
    };
  }

  stop(): void {
    this.stopping.abort();
  }

  /** Begins a step, unless the job is over. */
  async begin(steps: number, stepSubject: string, places: number): Promise<void> {
    this.at = { steps, stepSubject, place: 0, places };
    await this.tell();
    if (this.stopping.signal.aborted) throw new ListWorkCancelled('Cancelled between two steps');
  }

  /** Writes down what came of a step together with what it wrote, or undoes both where the job is over. */
  async finish(tx: Tx, step: ListJobStep, endedAt: Date): Promise<void> {
    if (await this.jobs.finishStep(tx, this.id, this.runner, { ...step, endedAt })) return;
    throw new ListWorkCancelled('The job was over before its result');
  }

  keepTelling(): void {
    this.timer = setInterval(() => {
      this.tell().catch(() => this.stop());
    }, second);
    this.timer.unref();
  }

  stopTelling(): void {
    clearInterval(this.timer);
  }

  private async tell(): Promise<void> {
    if (!(await this.jobs.seen(this.id, this.runner, this.at))) this.stop();
  }
}
