import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { ListTask, ListThreadMessage } from './list-task.js';

/** Somebody asked to stop the work, or the program is ending. */
export class ListWorkCancelled extends Error {}

/** The work took longer than an operator allows. */
export class ListWorkTooLong extends Error {
  /** The place that was being settled. */
  readonly place: number;

  constructor(place: number) {
    super('The list was not settled in the time allowed');
    this.place = place;
  }
}

export interface ListWatch {
  /** Stops the work. */
  readonly signal?: AbortSignal | undefined;
  /** Hears which place is being settled; 0 before the first. */
  readonly onProgress?: ((place: number) => void) | undefined;
}

/**
 * Threads that search for lists, one task at a time each. The search is one long synchronous computation: stopping it
 * means ending its thread, and the next task starts another.
 */
export class ListThreads {
  private readonly idle: Worker[] = [];
  private readonly busy = new Set<Worker>();
  private readonly waiting: (() => void)[] = [];
  private running = 0;

  constructor(
    private readonly seconds: number,
    private readonly most = Math.min(availableParallelism(), 4),
  ) {}

  async run(task: ListTask, watch: ListWatch): Promise<unknown> {
    await this.turn(watch.signal);
    try {
      return await this.inThread(task, watch);
    } finally {
      this.running -= 1;
      this.waiting.shift()?.();
    }
  }

  async end(): Promise<void> {
    const threads = [...this.idle.splice(0), ...this.busy];
    await Promise.all(threads.map((worker) => worker.terminate()));
  }

  private async turn(signal: AbortSignal | undefined): Promise<void> {
    while (this.running >= this.most) await new Promise<void>((go) => this.waiting.push(go));
    this.running += 1;
    if (!signal?.aborted) return;
    this.running -= 1;
    this.waiting.shift()?.();
    throw new ListWorkCancelled('Cancelled before it began');
  }

  private async inThread(task: ListTask, watch: ListWatch): Promise<unknown> {
    const worker = this.idle.pop() ?? (await this.start());
    this.busy.add(worker);
    worker.ref();
    let reusable = false;
    try {
      const answer = await this.answerOf(worker, task, watch);
      reusable = true;
      return answer;
    } finally {
      this.busy.delete(worker);
      worker.removeAllListeners();
      if (reusable) this.keep(worker);
      else await worker.terminate();
    }
  }

  private async answerOf(
    worker: Worker,
    task: ListTask,
    { signal, onProgress }: ListWatch,
  ): Promise<unknown> {
    let place = 0;
    let timer: NodeJS.Timeout | undefined;
    const over = new AbortController();
    try {
      return await new Promise<unknown>((answer, fail) => {
        const cancel = () => fail(new ListWorkCancelled('Cancelled'));
        signal?.addEventListener('abort', cancel, { signal: over.signal });
        timer = setTimeout(() => fail(new ListWorkTooLong(place)), this.seconds * 1_000);
        worker.on('message', (message: ListThreadMessage) => {
          if (message.kind === 'answer') answer(message.answer);
          if (message.kind !== 'place') return;
          place = message.place;
          onProgress?.(place);
        });
        worker.once('error', fail);
        worker.once('exit', () => fail(new ListWorkCancelled('The thread ended')));
        worker.postMessage(task);
        if (signal?.aborted) cancel();
      });
    } finally {
      clearTimeout(timer);
      over.abort();
    }
  }

  /** For the next task; an idle thread keeps nobody from ending the program. */
  private keep(worker: Worker): void {
    worker.unref();
    worker.once('exit', () => this.forget(worker));
    this.idle.push(worker);
  }

  private forget(worker: Worker): void {
    const at = this.idle.indexOf(worker);
    if (at >= 0) this.idle.splice(at, 1);
  }

  private async start(): Promise<Worker> {
    const suffix = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
    const worker = new Worker(new URL(`./list-builder.worker.${suffix}`, import.meta.url));
    await new Promise<void>((ready, fail) => {
      worker.once('message', () => ready());
      worker.once('error', fail);
    });
    worker.removeAllListeners();
    return worker;
  }
}
