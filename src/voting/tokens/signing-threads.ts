import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Threads, workerBeside } from '../../platform/threads.js';
import type { SigningTask } from './blind-signing.worker.js';

/** Threads that do the private operation (a quarter of a millisecond each), so that requests go on being answered meanwhile. */
@Injectable()
export class SigningThreads implements OnApplicationShutdown {
  private readonly threads = new Threads<SigningTask, Uint8Array[]>(
    workerBeside(import.meta.url, 'blind-signing.worker'),
  );

  /** Signs messages that passed the range check, in their order. */
  async sign(privateKey: Uint8Array, blinded: readonly Uint8Array[]): Promise<Buffer[]> {
    if (blinded.length === 0) return [];
    const signatures = await this.threads.run({ privateKey, blinded });
    return signatures.map((bytes) => Buffer.from(bytes));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.threads.stop();
  }
}
