import { accept, refuse, type Result } from '../../kernel/result.js';
import { fromBase64, sameBytes, toBase64, type Bytes } from './bytes.js';
import { makeRoundKeys, openShare, type EnvelopeFault, type Trustee } from './ceremony.js';
import type { KeyPair } from './hpke.js';

/** A call of the JSON API: answers what came back, or throws `Refused`. */
export type Ask = (method: 'GET' | 'POST', path: string, body?: object) => Promise<unknown>;

/** A refusal of the server by its kind with what belongs to it; `unreachable` when there was no answer. */
export class Refused extends Error {
  constructor(
    readonly kind: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(kind);
  }
}

/** An envelope as the API answers it. Bytes are base64. */
export interface Envelope {
  readonly round: string;
  readonly wanted: 'trial' | 'opening' | null;
  readonly place: number;
  readonly trusteeKey: string;
  readonly sealed: string;
  readonly commitment: string;
  readonly trialCommitment: string;
}

/** What a trustee's device finds waiting. */
export interface TrusteeWork {
  readonly account: string;
  readonly publicKey: string | null;
  readonly envelopes: readonly Envelope[];
}

/** How a round stands after a trustee gave what was wanted. */
export type Given =
  | {
      readonly kind: 'tried';
      readonly given: number;
      readonly trustees: number;
      readonly opened: boolean;
    }
  | {
      readonly kind: 'gave';
      readonly given: number;
      readonly needed: number;
      readonly opened: boolean;
    };

/** Why an envelope is not answered on the device, before the server is asked. */
export interface DeviceRefusal {
  readonly kind: EnvelopeFault | 'envelope-for-another-key';
}

/** What the keys of one round are made for. */
export interface RoundToKey {
  readonly round: string;
  readonly contentBytes: number;
}

export async function workOf(ask: Ask): Promise<TrusteeWork> {
  return (await ask('GET', '/api/trustee')) as TrusteeWork;
}

export async function register(ask: Ask, publicKey: Bytes): Promise<void> {
  await ask('POST', '/api/trustee/key', { publicKey: toBase64(publicKey) });
}

/** Makes the keys of a round on this device and hands in what may leave it. */
export async function keyRound(
  ask: Ask,
  { round, contentBytes }: RoundToKey,
  trustees: readonly Trustee[],
  needed: number,
): Promise<void> {
  const keys = await makeRoundKeys({ round, contentBytes, trustees, needed });
  await ask('POST', `/api/commission/rounds/${round}/keys`, {
    publicKey: toBase64(keys.publicKey),
    trialPublicKey: toBase64(keys.trialPublicKey),
    needed,
    trialSealed: toBase64(keys.trialSealed),
    shares: keys.shares.map((share) => ({
      place: share.place,
      account: share.account,
      trusteeKey: toBase64(share.trusteeKey),
      sealed: toBase64(share.sealed),
      commitment: toBase64(share.commitment),
      trialCommitment: toBase64(share.trialCommitment),
    })),
  });
}

/**
 * Gives what a round wants of a trustee. The envelope is opened and held against both commitments here; of the two shares
 * only the wanted one leaves the device, so the real one never does before the closing.
 */
export async function answerEnvelope(
  ask: Ask,
  envelope: Envelope,
  { publicKey, privateKey }: KeyPair,
): Promise<Result<Given, DeviceRefusal>> {
  const { round, wanted, place } = envelope;
  const [trusteeKey, sealed, commitment, trialCommitment] = [
    envelope.trusteeKey,
    envelope.sealed,
    envelope.commitment,
    envelope.trialCommitment,
  ].map((text) => fromBase64(text) ?? new Uint8Array());
  if (!trusteeKey || !sealed || !commitment || !trialCommitment || wanted === null)
    return refuse({ kind: 'envelope-does-not-open' });
  if (!sameBytes(trusteeKey, publicKey)) return refuse({ kind: 'envelope-for-another-key' });
  const opened = await openShare(round, { place, sealed, commitment, trialCommitment }, privateKey);
  if (typeof opened === 'string') return refuse({ kind: opened });
  if (wanted === 'trial') {
    const share = toBase64(opened.trialShare);
    const tried = await ask('POST', `/api/rounds/${round}/trial-shares`, { share });
    return accept({
      kind: 'tried',
      ...(tried as { given: number; trustees: number; opened: boolean }),
    });
  }
  const gave = await ask('POST', `/api/rounds/${round}/shares`, { share: toBase64(opened.share) });
  return accept({ kind: 'gave', ...(gave as { given: number; needed: number; opened: boolean }) });
}

/** What a reply of the API says: the answer, or the refusal as `Refused`. */
export async function readReply(reply: {
  readonly ok: boolean;
  readonly status: number;
  text(): Promise<string>;
}): Promise<unknown> {
  const text = await reply.text();
  if (reply.ok && text === '') return null;
  const answer = parse(text) as { error?: { kind?: string } } | null;
  if (reply.ok && answer) return answer;
  const error = answer?.error;
  if (error?.kind !== undefined) throw new Refused(error.kind, { ...error });
  if (reply.status === 401 || reply.status === 403) throw new Refused('session-over');
  throw new Refused(reply.status >= 500 || reply.status === 429 ? 'unreachable' : 'unexpected');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
