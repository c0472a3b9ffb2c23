import { Threads, workerBeside } from '../../platform/threads.js';
import type { OpenedChunk, OpeningOrder } from './open-chunk.js';

/** Threads that open the ballots of one round, for as long as that takes. Chunks go there and back without being copied. */
export class OpeningThreads {
  private readonly threads: Threads<Uint8Array<ArrayBuffer>, OpenedChunk>;

  constructor(order: OpeningOrder) {
    this.threads = new Threads(workerBeside(import.meta.url, 'opening.worker'), order);
  }

  /** How many chunks are worth having in hand: one in work and one waiting for each thread. */
  get appetite(): number {
    return 2 * this.threads.most;
  }

  /** Opens a chunk (see `openChunk`). The chunk is gone afterwards: its memory goes to the thread. */
  open(chunk: Uint8Array<ArrayBuffer>): Promise<OpenedChunk> {
    return this.threads.run(chunk, [chunk.buffer]);
  }

  end(): Promise<void> {
    return this.threads.stop();
  }
}
