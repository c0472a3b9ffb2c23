// Runs in a thread of its own, compiled or not: it imports nothing of the program.
import {
  constants,
  createPrivateKey,
  createPublicKey,
  privateDecrypt,
  publicEncrypt,
} from 'node:crypto';
import { parentPort } from 'node:worker_threads';

export interface SigningTask {
  /** PKCS #8, DER. Used for this task and kept nowhere. */
  readonly privateKey: Uint8Array;
  readonly blinded: readonly Uint8Array[];
}

// Node's crypto asks by exception whether its options are a key, for every signature; nobody looks at the stack.
Error.stackTraceLimit = 0;

parentPort?.on('message', ({ id, task }: { id: number; task: SigningTask }) => {
  const padding = constants.RSA_NO_PADDING;
  const key = createPrivateKey({ key: Buffer.from(task.privateKey), format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(key);
  const signatures = task.blinded.map((message) => {
    const signature = privateDecrypt({ key, padding }, message);
    // RFC 9474 § 4.3, steps 3 and 4: a faulty private operation could give the key away.
    const sound = publicEncrypt({ key: publicKey, padding }, signature).equals(message);
    if (!sound) throw new Error('A blind signature does not verify');
    return signature;
  });
  parentPort?.postMessage({ id, answer: signatures });
});
