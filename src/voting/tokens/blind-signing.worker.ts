// Runs in a thread of its own: it imports nothing that needs the framework.
import { createPublicKey } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { blindSign } from './blind-signing.js';
import { readTokenPrivateKey } from './token-key.js';

export interface SigningTask {
  /** PKCS #8, DER. Used for this task and kept nowhere. */
  readonly privateKey: Uint8Array;
  readonly blinded: readonly Uint8Array[];
}

// Node's crypto asks by exception whether its options are a key, for every signature; nobody looks at the stack.
Error.stackTraceLimit = 0;

parentPort?.on('message', ({ id, task }: { id: number; task: SigningTask }) => {
  const key = readTokenPrivateKey(task.privateKey);
  const publicKey = createPublicKey(key);
  const answer = task.blinded.map((message) => blindSign(key, publicKey, message));
  parentPort?.postMessage({ id, answer });
});
