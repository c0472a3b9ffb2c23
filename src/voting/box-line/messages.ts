import { verify, type KeyObject } from 'node:crypto';
import type { RoundId } from '../../kernel/ids.js';
import { canonicalJson, type Json } from '../../platform/ledger/index.js';

/** A round as the box knows it: the columns of `voting_round` that anybody may know. */
export interface OrderedRound {
  readonly id: RoundId;
  readonly state: string;
  readonly opens_at: string;
  readonly closes_at: string;
  readonly content_bytes: number;
  readonly [column: string]: Json;
}

/** How a round stands from now on. An order carries all there is to know, so that the newest is enough. */
export interface RoundOrder {
  readonly kind: 'order';
  readonly round: OrderedRound;
  /** The public half of the key that signs tokens (SubjectPublicKeyInfo, base64); null before the opening. */
  readonly tokenKey: string | null;
  /** The clock of the register's database, ISO 8601 with microseconds: an older order never undoes a newer one. */
  readonly at: string;
}

/** A question for what the log of a box holds from leaf `from` on. */
export interface LogQuestion {
  readonly kind: 'log';
  readonly round: RoundId;
  readonly from: number;
}

export type BoxMessage = RoundOrder | LogQuestion;

/** A message as it travels. */
export interface SignedMessage<Message extends BoxMessage> {
  readonly message: Message;
  /** Ed25519 (RFC 8032) of the register over `messageBytes`, base64. */
  readonly signature: string;
}

/** A signed head as it travels. */
export interface HeadLine {
  readonly log: string;
  readonly size: number;
  /** Hexadecimal. */
  readonly root: string;
  /** ISO 8601 with milliseconds. */
  readonly at: string;
  /** Base64. */
  readonly signature: string;
}

/** What the box answers to an order: its final head where the order ends the round. */
export interface OrderAnswer {
  readonly head: HeadLine | null;
}

/** A stretch of the log: leaves from `from` on, as many as go at once, and every head within them. */
export interface LogAnswer {
  /** The size of the newest head. */
  readonly size: number;
  /** The bytes that the leaf hashes cover, base64, in the order of the log. */
  readonly leaves: readonly string[];
  readonly heads: readonly HeadLine[];
}

/** The bytes that the signature of the register covers: a label, a line end, the message as canonical JSON (RFC 8785). */
export function messageBytes(message: BoxMessage): Buffer {
  return Buffer.from(`irikteu/box-line/1\n${canonicalJson(message as unknown as Json)}`);
}

/** Whether these bytes are signed with this key. */
export function isSignedBy(key: KeyObject, bytes: Buffer, signature: Buffer): boolean {
  return signature.length === 64 && verify(null, bytes, key, signature);
}
