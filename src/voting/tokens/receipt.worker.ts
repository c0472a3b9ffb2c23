// Runs in a thread of its own: it imports nothing that needs the framework.
import { sign, type KeyObject } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { defined } from '../../kernel/assert.js';
import type { RoundId } from '../../kernel/ids.js';
import { leafHash } from '../../platform/ledger/merkle-tree.js';
import { receiptMessage, tokenInLeaf } from './ballot-leaf.js';
import { isTokenOf } from './token-verification.js';
import type { TokenPublicKey } from './token-key.js';

export interface ReceiptTask {
  readonly rounds: readonly { readonly round: RoundId; readonly key: TokenPublicKey }[];
  /** For each ballot the place of its round above. */
  readonly roundOf: Uint16Array;
  /** The leaves of all ballots, one behind the other, and how long each is. */
  readonly leaves: Uint8Array;
  readonly lengths: Uint32Array;
}

export interface ReceiptAnswer {
  /** For each ballot 1 when its token is good. */
  readonly good: Uint8Array;
  /** For each ballot 32 bytes: its leaf hash; and 64 bytes: Ed25519 over its receipt. Zeros when its token is not good. */
  readonly hashes: Uint8Array;
  readonly signatures: Uint8Array;
}

// Node's crypto asks by exception whether its options are a key, for every signature; a stack would be most of the cost.
Error.stackTraceLimit = 0;

const ledgerKey = workerData as KeyObject;

parentPort?.on('message', ({ id, task }: { id: number; task: ReceiptTask }) => {
  parentPort?.postMessage({ id, answer: receipts(task) });
});

function receipts({ rounds, roundOf, leaves, lengths }: ReceiptTask): ReceiptAnswer {
  const good = new Uint8Array(lengths.length);
  const hashes = new Uint8Array(lengths.length * 32);
  const signatures = new Uint8Array(lengths.length * 64);
  let at = 0;
  lengths.forEach((length, place) => {
    const { round, key } = defined(rounds[roundOf[place] ?? -1], 'the round of a ballot');
    const leaf = Buffer.from(leaves.buffer, leaves.byteOffset + at, length);
    at += length;
    if (!isTokenOf(key, round, tokenInLeaf(leaf, key.size))) return;
    const hash = leafHash(leaf);
    good[place] = 1;
    hashes.set(hash, place * 32);
    signatures.set(sign(null, receiptMessage(round, hash), ledgerKey), place * 64);
  });
  return { good, hashes, signatures };
}
