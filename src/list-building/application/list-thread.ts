import { Worker } from 'node:worker_threads';
import { workerBeside } from '../../platform/threads.js';
import type { ListTask, ListThreadMessage } from './list-task.js';

/** Who waits for the thread. */
interface Waiting {
  readonly place: (place: number) => void;
  readonly answer: (answer: unknown) => void;
  readonly fail: (error: Error) => void;
}

/** One thread with one task at a time; while it has none, it keeps nobody from ending the program. */
export class ListThread {
  private waiting: Waiting | null = null;
  private ended: Error | null = null;

  constructor(private readonly worker: Worker) {
    worker.unref();
    worker.on('message', (message: ListThreadMessage) => {
      if (message.kind === 'place') this.waiting?.place(message.place);
      if (message.kind === 'answer') this.waiting?.answer(message.answer);
    });
    worker.on('error', (error: Error) => this.fail(error));
    worker.on('exit', () => this.fail(new Error('A thread of the list builder ended')));
  }

  get isOver(): boolean {
    return this.ended !== null;
  }

  work(task: ListTask, waiting: Waiting): void {
    this.waiting = waiting;
    this.worker.ref();
    this.worker.postMessage(task);
  }

  /** The task is over, or nobody waits for it any more. */
  rest(): void {
    this.waiting = null;
    this.worker.unref();
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }

  private fail(error: Error): void {
    this.ended ??= error;
    this.waiting?.fail(this.ended);
  }
}

/**
 * A search drops nearly all it makes at once, and holds some 30 MiB. Without a bound V8 lets it grow to 500 MiB, for no speed;
 * below one it collects in time. A search that truly needed more would end its thread, not the server.
 */
const resourceLimits = { maxYoungGenerationSizeMb: 24, maxOldGenerationSizeMb: 1024 };

/** A thread that takes tasks: it has loaded what it needs. */
export async function startThread(): Promise<ListThread> {
  const worker = new Worker(workerBeside(import.meta.url, 'list-builder.worker'), {
    resourceLimits,
  });
  await new Promise<void>((ready, fail) => {
    worker.once('message', () => ready());
    worker.once('error', fail);
  });
  return new ListThread(worker);
}
