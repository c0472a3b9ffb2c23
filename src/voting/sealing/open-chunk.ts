import type { RoundId } from '../../kernel/ids.js';
import { sealedBytes } from '../domain/ballots/sealed-form.js';
import { ballotOpener } from './sealed-ballot.js';

/** What the ballots of a round are opened with, and how long they are. */
export interface OpeningOrder {
  readonly round: RoundId;
  /** The private half of the ballot key, 32 raw bytes. */
  readonly privateKey: Uint8Array;
  /** The length of a ballot before it was sealed. */
  readonly contentBytes: number;
}

/** What was in the ballots of a chunk, in their order. */
export interface OpenedChunk {
  /** The contents one after the other, each of `contentBytes`; zeros where a ballot does not open. */
  readonly contents: Uint8Array<ArrayBuffer>;
  /** One byte for each ballot: 1 where it opens, 0 where it does not. */
  readonly opens: Uint8Array<ArrayBuffer>;
}

const serialBytes = 32;

/** How many bytes a ballot takes in a chunk: its serial, then the sealed ballot. */
export function chunkRowBytes(contentBytes: number): number {
  return serialBytes + sealedBytes(contentBytes);
}

/** Opens the ballots of a round, many in one stretch of memory: serial, `enc`, `ct` of each, one after the other. */
export function openChunk({
  round,
  privateKey,
  contentBytes,
}: OpeningOrder): (chunk: Uint8Array) => OpenedChunk {
  const open = ballotOpener(round, privateKey);
  const row = chunkRowBytes(contentBytes);
  return (chunk) => {
    const ballots = chunk.length / row;
    const opens = new Uint8Array(ballots);
    const contents = new Uint8Array(ballots * contentBytes);
    for (let ballot = 0; ballot < ballots; ballot++) {
      const from = ballot * row;
      const serial = chunk.subarray(from, from + serialBytes);
      const content = open(serial, chunk.subarray(from + serialBytes, from + row));
      if (!content) continue;
      opens[ballot] = 1;
      contents.set(content, ballot * contentBytes);
    }
    return { contents, opens };
  };
}
