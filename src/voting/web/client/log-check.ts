// What the voter's device checks by itself: signatures and proofs of a log. The order of hashing is the server's own code.
import { verifyAsync } from '@noble/ed25519';
import {
  consistencySteps,
  inclusionSteps,
  type ProofStep,
} from '../../../platform/ledger/merkle-proofs.js';
import { fromBase64, fromHex, inHex } from './bytes.js';

/** A signed head as the API tells it. */
export interface SignedHead {
  readonly log: string;
  readonly size: number;
  /** Hexadecimal. */
  readonly root: string;
  /** ISO 8601. */
  readonly at: string;
  /** Base64. */
  readonly signature: string;
}

/** Whether the head is of this log and signed with this key, in hexadecimal. */
export async function isSignedHead(head: SignedHead, log: string, key: string): Promise<boolean> {
  const lines = ['irikteu/tree-head/2', head.log, head.size, head.root, head.at];
  return head.log === log && (await isSigned(lines.join('\n'), head.signature, key));
}

/** Whether the receipt of a ballot, by its leaf hash, is signed with this key. */
export function isSignedReceipt(
  receipt: { readonly round: string; readonly leafHash: string; readonly signature: string },
  key: string,
): Promise<boolean> {
  const lines = ['irikteu/receipt/1', receipt.round, receipt.leafHash];
  return isSigned(lines.join('\n'), receipt.signature, key);
}

/** Whether the proof leads from the leaf to the root of the head. All hashes are hexadecimal. */
export async function isInHead(
  head: SignedHead,
  claim: { readonly index: number; readonly leafHash: string; readonly proof: readonly string[] },
): Promise<boolean> {
  const steps = inclusionSteps(
    { index: claim.index, size: head.size, leafHash: fromHex(claim.leafHash) },
    claim.proof.map(fromHex),
  );
  return steps !== null && (await leadsTo(head.root, steps.toRoot, steps.start));
}

/** Whether the proof shows that the newer head has everything that the older one has, in the same places. */
export async function continues(
  older: SignedHead,
  newer: SignedHead,
  proof: readonly string[],
): Promise<boolean> {
  if (older.size === 0) return true;
  const claim = { from: older.size, to: newer.size, oldRoot: fromHex(older.root) };
  const steps = consistencySteps(claim, proof.map(fromHex));
  if (!steps) return false;
  return (
    (await leadsTo(older.root, steps.toOld, steps.start)) &&
    (await leadsTo(newer.root, steps.toNew, steps.start))
  );
}

async function leadsTo(
  root: string,
  steps: readonly ProofStep[],
  start: Uint8Array,
): Promise<boolean> {
  let computed = start;
  for (const { side, hash } of steps)
    computed = await nodeHash(side === 'left' ? [hash, computed] : [computed, hash]);
  return inHex(computed) === root;
}

async function nodeHash([left, right]: readonly [Uint8Array, Uint8Array]): Promise<Uint8Array> {
  const bytes = Uint8Array.from([1, ...left, ...right]);
  return new Uint8Array(await globalThis.crypto.subtle.digest('SHA-256', bytes));
}

/** Ed25519 (RFC 8032): by the browser where it can, else by a library. */
async function isSigned(message: string, signature: string, key: string): Promise<boolean> {
  const text = new TextEncoder().encode(message);
  const [signed, point] = [fromBase64(signature), fromHex(key)];
  if (signed.length !== 64 || point.length !== 32) return false;
  const { subtle } = globalThis.crypto;
  const known = await subtle
    .importKey('raw', point, 'Ed25519', false, ['verify'])
    .catch(() => null);
  if (known) return await subtle.verify('Ed25519', known, signed, text);
  return await verifyAsync(signed, text, point).catch(() => false);
}
