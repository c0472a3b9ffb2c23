import { availableParallelism } from 'node:os';
import { startThread, type ListThread } from './list-thread.js';
import type { ListTask } from './list-task.js';

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
  private readonly idle: ListThread[] = [];
  private readonly busy = new Set<ListThread>();
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
    await Promise.all(threads.map((thread) => thread.end()));
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
    const thread = this.idleThread() ?? (await startThread());
    this.busy.add(thread);
    let reusable = false;
    try {
      const answer = await this.answerOf(thread, task, watch);
      reusable = true;
      return answer;
    } finally {
      this.busy.delete(thread);
      if (reusable) this.idle.push(thread);
      else await thread.end();
    }
  }

  /** An idle thread may have died of its own. */
  private idleThread(): ListThread | undefined {
    let thread = this.idle.pop();
    while (thread?.isOver) thread = this.idle.pop();
    return thread;
  }

  private async answerOf(
    thread: ListThread,
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
        thread.work(task, {
          place: (now) => {
            place = now;
            onProgress?.(now);
          },
          answer,
          fail,
        });
        if (signal?.aborted) cancel();
      });
    } finally {
      clearTimeout(timer);
      over.abort();
      thread.rest();
    }
  }
}
