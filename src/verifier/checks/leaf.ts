import { label, uuidBytes } from '../bytes/hashing.js';
import { kemKeyOf, keyContext, openSealed } from '../bytes/hpke.js';
import { isToken, tokenKeyOf } from '../bytes/signatures.js';
import { readPaper, type Form } from '../counting/ballots.js';

/** The parts of a ballot leaf, in their order: label, round, serial, prefix, token signature, encapsulated key, ciphertext. */
export const leafLabel = label('irikteu/ballot/1');
export const roundAt = leafLabel.length;
export const serialAt = roundAt + 16;
const prefixAt = serialAt + 32;
const signatureAt = prefixAt + 32;
const encAt = signatureAt + 256;
const ciphertextAt = encAt + 32;
const tagBytes = 16;

/** The length of every leaf of a round. */
export function leafBytes(contentBytes: number): number {
  return ciphertextAt + contentBytes + tagBytes;
}

/** What a thread needs to look into ballots. */
export interface OpeningKeys {
  readonly round: string;
  readonly form: Form;
  readonly contentBytes: number;
  /** SubjectPublicKeyInfo, DER. */
  readonly token: Uint8Array;
  /** 32 bytes. */
  readonly ballotPrivate: Uint8Array;
}

/** What was in a block of leaves. */
export interface OpenedBlock {
  /** The first ballot of the block, counted from 0, whose token the round's key did not sign; −1 where all are good. */
  readonly badToken: number;
  readonly unopenable: number;
  readonly unreadable: number;
  /** The contents that opened, one after the other. */
  readonly contents: Uint8Array<ArrayBuffer>;
  readonly papers: ReadonlyMap<string, number>;
}

/** Looks into blocks of leaves: whether tokens are signed, what the ballots say. */
export function leafOpener(keys: OpeningKeys): (block: Uint8Array) => OpenedBlock {
  const token = tokenKeyOf(keys.token);
  const key = kemKeyOf(keys.ballotPrivate);
  const context = keyContext(leafLabel);
  const length = leafBytes(keys.contentBytes);
  const round = uuidBytes(keys.round);
  return (bytes) => {
    const block = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const papers = new Map<string, number>();
    const contents = Buffer.alloc((block.length / length) * keys.contentBytes);
    let [opened, unopenable, unreadable, badToken] = [0, 0, 0, -1];
    for (let at = 0; at < block.length; at += length) {
      const leaf = block.subarray(at, at + length);
      const serial = leaf.subarray(serialAt, prefixAt);
      const prefix = leaf.subarray(prefixAt, signatureAt);
      const signature = leaf.subarray(signatureAt, encAt);
      if (badToken < 0 && !isToken(token, { round, serial, prefix, signature }))
        badToken = at / length;
      const content =
        key &&
        openSealed(key, context, {
          enc: leaf.subarray(encAt, ciphertextAt),
          ciphertext: leaf.subarray(ciphertextAt),
          aad: Buffer.concat([round, serial]),
        });
      if (!content) {
        unopenable += 1;
        continue;
      }
      content.copy(contents, opened * keys.contentBytes);
      opened += 1;
      const paper = readPaper(content, keys.form);
      if (paper === null) unreadable += 1;
      else papers.set(paper, (papers.get(paper) ?? 0) + 1);
    }
    const used = new Uint8Array(contents.subarray(0, opened * keys.contentBytes));
    return { badToken, unopenable, unreadable, contents: used, papers };
  };
}
