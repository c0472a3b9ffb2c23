import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { defined } from '../../kernel/assert.js';
import type { OpenedChunk, OpeningOrder } from './open-chunk.js';

interface Waiting {
  readonly answer: (opened: OpenedChunk) => void;
  readonly fail: (error: Error) => void;
}

interface Thread {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting>;
}

/** Threads that open the ballots of one round, for as long as that takes. Chunks go there and back without being copied. */
export class OpeningThreads {
  private readonly threads: Thread[];
  private tasks = 0;

  constructor(order: OpeningOrder, size = Math.min(availableParallelism(), 8)) {
    this.threads = Array.from({ length: size }, () => startThread(order));
  }

  /** How many chunks are worth having in hand: one in work and one waiting for each thread. */
  get appetite(): number {
    return 2 * this.threads.length;
  }

  /** Opens a chunk (see `openChunk`). The chunk is gone afterwards: its memory goes to the thread. */
  async open(chunk: Uint8Array<ArrayBuffer>): Promise<OpenedChunk> {
    const [least] = this.threads.toSorted((a, b) => a.waiting.size - b.waiting.size);
    const { worker, waiting } = defined(least, 'an opening thread');
    const id = this.tasks++;
    return await new Promise((answer, fail) => {
      waiting.set(id, { answer, fail });
      worker.postMessage({ id, chunk }, [chunk.buffer]);
    });
  }

  async end(): Promise<void> {
    await Promise.all(this.threads.map(({ worker }) => worker.terminate()));
  }
}

function startThread(order: OpeningOrder): Thread {
  const suffix = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const file = new URL(`./opening.worker.${suffix}`, import.meta.url);
  const thread = { worker: new Worker(file, { workerData: order }), waiting: new Map() } as Thread;
  const { worker, waiting } = thread;
  const fail = (error: Error): void => {
    for (const one of waiting.values()) one.fail(error);
    waiting.clear();
  };
  worker.on('message', ({ id, contents, opens }: OpenedChunk & { readonly id: number }) => {
    waiting.get(id)?.answer({ contents, opens });
    waiting.delete(id);
  });
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('An opening thread ended')));
  return thread;
}
