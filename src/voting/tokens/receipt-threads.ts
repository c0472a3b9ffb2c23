import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { RoundId } from '../../kernel/ids.js';
import { LedgerKey } from '../../platform/ledger/index.js';
import { Threads, workerBeside } from '../../platform/threads.js';
import type { ReceiptAnswer, ReceiptTask } from './receipt.worker.js';

import type { TokenPublicKey } from './token-key.js';

/** A ballot as its leaf, with the key that its token is held against. */
export interface LeafOfRound {
  readonly round: RoundId;
  readonly key: TokenPublicKey;
  readonly leaf: Buffer;
}

export interface SignedReceipt {
  readonly leafHash: Buffer;
  /** Ed25519 with the ledger key. It is of use only once the ballot is stored, so it must not leave the house before. */
  readonly signature: Buffer;
}

/**
 * Threads that check tokens and sign receipts, many in one task: both take some fifty millionths of a second, about as long
 * as everything else that the thread of the server does for a ballot.
 */
@Injectable()
export class ReceiptThreads implements OnApplicationShutdown {
  private readonly threads: Threads<ReceiptTask, ReceiptAnswer>;

  constructor(ledgerKey: LedgerKey) {
    this.threads = new Threads(
      workerBeside(import.meta.url, 'receipt.worker'),
      ledgerKey.forThread(),
    );
  }

  /** The receipt of each ballot, in their order; null where the token is not one of the round. */
  async sign(ballots: readonly LeafOfRound[]): Promise<(SignedReceipt | null)[]> {
    const { good, hashes, signatures } = await this.threads.run(taskOf(ballots));
    const [allHashes, allSignatures] = [Buffer.from(hashes.buffer), Buffer.from(signatures.buffer)];
    return ballots.map((_, at) =>
      good[at] === 1
        ? {
            leafHash: allHashes.subarray(at * 32, at * 32 + 32),
            signature: allSignatures.subarray(at * 64, at * 64 + 64),
          }
        : null,
    );
  }

  async onApplicationShutdown(): Promise<void> {
    await this.threads.stop();
  }
}

function taskOf(ballots: readonly LeafOfRound[]): ReceiptTask {
  const rounds = new Map<RoundId, { place: number; round: RoundId; key: TokenPublicKey }>();
  for (const { round, key } of ballots)
    if (!rounds.has(round)) rounds.set(round, { place: rounds.size, round, key });
  return {
    rounds: [...rounds.values()],
    roundOf: Uint16Array.from(ballots, ({ round }) => rounds.get(round)?.place ?? 0),
    leaves: Buffer.concat(ballots.map(({ leaf }) => leaf)),
    lengths: Uint32Array.from(ballots, ({ leaf }) => leaf.length),
  };
}
