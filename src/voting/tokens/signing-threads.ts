import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { defined } from '../../kernel/assert.js';

interface Waiting {
  readonly answer: (signatures: Buffer[]) => void;
  readonly fail: (error: Error) => void;
}

interface Thread {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting>;
}

/** Threads that do the private operation (a quarter of a millisecond each), so that requests go on being answered meanwhile. */
@Injectable()
export class SigningThreads implements OnApplicationShutdown {
  private readonly threads: Thread[] = [];
  private tasks = 0;

  /** Signs messages that passed the range check, in their order. */
  async sign(privateKey: Uint8Array, blinded: readonly Uint8Array[]): Promise<Buffer[]> {
    if (blinded.length === 0) return [];
    const id = this.tasks++;
    const { worker, waiting } = this.leastBusy();
    return await new Promise<Buffer[]>((answer, fail) => {
      waiting.set(id, { answer, fail });
      worker.ref();
      worker.postMessage({ id, privateKey, blinded });
    });
  }

  async onApplicationShutdown(): Promise<void> {
    const threads = this.threads.splice(0);
    await Promise.all(threads.map(({ worker }) => worker.terminate()));
  }

  private leastBusy(): Thread {
    const idle = this.threads.find(({ waiting }) => waiting.size === 0);
    if (idle) return idle;
    if (this.threads.length < Math.min(availableParallelism(), 8)) return this.startThread();
    const [least] = this.threads.toSorted((a, b) => a.waiting.size - b.waiting.size);
    return defined(least, 'a signing thread');
  }

  private startThread(): Thread {
    const suffix = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
    const worker = new Worker(new URL(`./blind-signing.worker.${suffix}`, import.meta.url));
    const thread: Thread = { worker, waiting: new Map() };
    worker.unref();
    worker.on('message', ({ id, signatures }: { id: number; signatures: Uint8Array[] }) => {
      thread.waiting.get(id)?.answer(signatures.map((bytes) => Buffer.from(bytes)));
      thread.waiting.delete(id);
      if (thread.waiting.size === 0) worker.unref();
    });
    worker.on('error', (error: Error) => this.drop(thread, error));
    worker.on('exit', () => this.drop(thread, new Error('A signing thread ended')));
    this.threads.push(thread);
    return thread;
  }

  private drop(thread: Thread, error: Error): void {
    const at = this.threads.indexOf(thread);
    if (at >= 0) this.threads.splice(at, 1);
    for (const { fail } of thread.waiting.values()) fail(error);
    thread.waiting.clear();
  }
}
