import { RSABSSA } from '@cloudflare/blindrsa-ts';
import { Aes128Gcm, CipherSuite, HkdfSha256 } from '@hpke/core';
import { DhkemX25519HkdfSha256 } from '@hpke/dhkem-x25519';
import { encodeBallot } from '../../domain/ballots/ballot-bytes.js';
import type { Ballot, BallotForm } from '../../domain/ballots/ballot.js';
import { ballotAad, ballotInfo, idBytes } from '../../domain/ballots/sealed-form.js';

/** What the page of a ballot says about its round. */
export interface BallotRound {
  readonly id: string;
  readonly form: BallotForm;
  /** SubjectPublicKeyInfo, base64. */
  readonly tokenKey: string;
  /** The key of X25519 that ballots are sealed to, base64. */
  readonly ballotKey: string;
}

/** The ballot as nobody but the trustees together can read it, base64. */
interface SealedBallot {
  readonly enc: string;
  readonly ct: string;
}

export interface Receipt {
  readonly serial: string;
  readonly leafHash: string;
  readonly signature: string;
}

/**
 * What is kept on the device between the steps, so that a reload or a lost connection loses no vote. Sealing is random: the
 * sealed ballot is kept before anybody is asked, so that whatever is sent again is the same ballot. The choice itself is not kept.
 */
export type Progress =
  | {
      readonly step: 'blinded';
      readonly sealed: SealedBallot;
      readonly serial: string;
      readonly prepared: string;
      readonly inverse: string;
      readonly blinded: string;
    }
  | {
      readonly step: 'authorised';
      readonly sealed: SealedBallot;
      readonly serial: string;
      readonly prepared: string;
      readonly signature: string;
    }
  | { readonly step: 'cast'; readonly receipt: Receipt };

/** Where the progress is kept: the browser's local storage under a name of its own for voter and round. */
export interface Shelf {
  read(): Progress | null;
  write(progress: Progress): void;
}

/** A refusal of the server by its kind, or `unreachable` when there was no answer. */
export class Refused extends Error {
  constructor(readonly kind: string) {
    super(kind);
  }
}

/** Sends JSON and answers what came back. `session` says whether the request may carry who is signed in. */
export type Send = (path: string, body: object, session: boolean) => Promise<unknown>;

const suite = RSABSSA.SHA384.PSS.Randomized();
const prefixBytes = 32;

/** RFC 9180 with an X25519 of its own: browsers older than 2025 have none. */
const hpke = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes128Gcm(),
});

/** Begins with a choice: draws the serial, seals the ballot, blinds the token and keeps everything before anybody is asked. */
export async function begin(round: BallotRound, ballot: Ballot, shelf: Shelf): Promise<void> {
  const serial = globalThis.crypto.getRandomValues(new Uint8Array(32));
  const sealed = await seal(round, ballot, serial);
  const prepared = suite.prepare(tokenMessage(round.id, serial));
  const { blindedMsg, inv } = await suite.blind(await importKey(round), prepared);
  shelf.write({
    step: 'blinded',
    sealed,
    serial: base64(serial),
    prepared: base64(prepared),
    inverse: base64(inv),
    blinded: base64(blindedMsg),
  });
}

/** Goes on from wherever the device stands until the receipt is there. */
export async function finish(round: BallotRound, shelf: Shelf, send: Send): Promise<Receipt> {
  for (;;) {
    const progress = shelf.read();
    if (!progress) throw new Refused('nothing-begun');
    switch (progress.step) {
      case 'blinded': {
        const path = `/api/rounds/${round.id}/authorisation`;
        const answer = await send(path, { blinded: progress.blinded }, true);
        const { blindSignature } = answer as { blindSignature: string };
        const signature = await suite.finalize(
          await importKey(round),
          bytes(progress.prepared),
          bytes(blindSignature),
          bytes(progress.inverse),
        );
        const { sealed, serial, prepared } = progress;
        shelf.write({ step: 'authorised', sealed, serial, prepared, signature: base64(signature) });
        break;
      }
      case 'authorised': {
        const answer = await send(`/api/rounds/${round.id}/ballots`, castBody(progress), false);
        // The ballot and the token leave the device: on a shared computer the next person finds a receipt only.
        const { serial, leafHash, signature } = answer as Receipt;
        shelf.write({ step: 'cast', receipt: { serial, leafHash, signature } });
        break;
      }
      case 'cast':
        return progress.receipt;
    }
  }
}

/** The canonical ballot, as long as all ballots of the round, sealed for this round and this serial. */
async function seal(
  { id, form, ballotKey }: BallotRound,
  ballot: Ballot,
  serial: Uint8Array,
): Promise<SealedBallot> {
  const content = encodeBallot(ballot, form);
  if (!content.ok) throw new Refused(content.error.kind);
  const recipientPublicKey = await hpke.kem.deserializePublicKey(bytes(ballotKey));
  const aad = ballotAad(id, serial);
  const { enc, ct } = await hpke.seal({ recipientPublicKey, info: ballotInfo }, content.value, aad);
  return { enc: base64(new Uint8Array(enc)), ct: base64(new Uint8Array(ct)) };
}

/** The ballot as the box takes it. */
function castBody(progress: Extract<Progress, { step: 'authorised' }>): object {
  return {
    serial: progress.serial,
    prefix: base64(bytes(progress.prepared).subarray(0, prefixBytes)),
    signature: progress.signature,
    ...progress.sealed,
  };
}

/** The same bytes as `tokenMessage` of the server. */
function tokenMessage(round: string, serial: Uint8Array): Uint8Array {
  const label = new TextEncoder().encode('irikteu/token/1\0');
  return Uint8Array.from([...label, ...idBytes(round), ...serial]);
}

async function importKey({ tokenKey }: BallotRound) {
  const algorithm = { name: 'RSA-PSS', hash: 'SHA-384' };
  return await globalThis.crypto.subtle.importKey('spki', bytes(tokenKey), algorithm, true, [
    'verify',
  ]);
}

function base64(data: Uint8Array): string {
  return btoa(Array.from(data, (byte) => String.fromCharCode(byte)).join(''));
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
}
