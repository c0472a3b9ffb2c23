import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { OpenedBlock, OpeningKeys } from './leaf.js';

interface Thread {
  readonly worker: Worker;
  readonly waiting: {
    readonly answer: (opened: OpenedBlock) => void;
    readonly fail: (error: Error) => void;
  }[];
}

/** Threads that look into ballots. A thread answers its blocks in the order in which it got them. */
export class OpeningThreads {
  private readonly threads: readonly Thread[];

  constructor(keys: OpeningKeys, threads = Math.min(availableParallelism(), 16)) {
    this.threads = Array.from({ length: threads }, () => startThread(keys));
  }

  /** As many blocks as are worth having under way at once. */
  get appetite(): number {
    return 2 * this.threads.length;
  }

  async open(block: Buffer): Promise<OpenedBlock> {
    const copy = new Uint8Array(block);
    return await new Promise((answer, fail) => {
      const [idle] = this.threads.toSorted((a, b) => a.waiting.length - b.waiting.length);
      idle?.waiting.push({ answer, fail });
      idle?.worker.postMessage(copy, [copy.buffer]);
    });
  }

  async end(): Promise<void> {
    await Promise.all(this.threads.map(({ worker }) => worker.terminate()));
  }
}

function startThread(keys: OpeningKeys): Thread {
  const suffix = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const worker = new Worker(new URL(`./opening.worker.${suffix}`, import.meta.url), {
    workerData: keys,
  });
  const thread: Thread = { worker, waiting: [] };
  worker.on('message', (opened: OpenedBlock) => thread.waiting.shift()?.answer(opened));
  worker.on('error', (error: Error) => {
    for (const { fail } of thread.waiting.splice(0)) fail(error);
  });
  return thread;
}
