import { defined } from '../../kernel/assert.js';
import { concat, label, sameBytes, uuidBytes, type Bytes } from './bytes.js';
import { makeKeyPair, open, publicHalf, seal, type KeyPair, type SealedFor } from './hpke.js';
import { commitmentTo, keyOfAll, shareBytes, splitKey } from './shares.js';

/** What the keys of a round are made from. */
export interface CeremonyOrder {
  /** The round's UUID. */
  readonly round: string;
  /** How many bytes every ballot of the round has. */
  readonly contentBytes: number;
  /** How many shares rebuild a key. */
  readonly needed: number;
  /** Whom the shares are for, in the order of their places from 1 up, with the public keys they made. */
  readonly trustees: readonly Trustee[];
}

export interface Trustee {
  /** The account's UUID. */
  readonly account: string;
  readonly publicKey: Bytes;
}

/** What is handed in: nothing in it opens anything without the trustees. */
export interface RoundKeys {
  readonly publicKey: Bytes;
  readonly trialPublicKey: Bytes;
  readonly needed: number;
  /** A blank ballot, sealed to the trial key as a real one is to the other. */
  readonly trialSealed: Bytes;
  readonly shares: readonly SealedShare[];
}

/** What one trustee gets. */
export interface SealedShare {
  readonly place: number;
  readonly account: string;
  /** The key to which the envelope is sealed. */
  readonly trusteeKey: Bytes;
  readonly sealed: Bytes;
  readonly commitment: Bytes;
  readonly trialCommitment: Bytes;
}

/** What a trustee finds in the envelope. */
export interface OpenedShare {
  readonly share: Bytes;
  readonly trialShare: Bytes;
}

/** Why a trustee cannot use an envelope: it does not open with this key, or what is in it is not what was committed to. */
export type EnvelopeFault = 'envelope-does-not-open' | 'commitment-differs';

/**
 * Makes the keys of a round: a key pair for its ballots and one for its trial, both private halves split among the trustees, what
 * each gets sealed to the trustee's own key. What comes back is checked by putting the shares together again; the private halves
 * are forgotten.
 */
export async function makeRoundKeys(order: CeremonyOrder): Promise<RoundKeys> {
  const { round, contentBytes, needed, trustees } = order;
  const [ballot, trial] = [await makeKeyPair(), await makeKeyPair()];
  const shares = await splitKey(ballot.privateKey, trustees.length, needed);
  const trialShares = await splitKey(trial.privateKey, trustees.length, needed);
  await checkShares(ballot, shares, needed);
  await checkShares(trial, trialShares, needed);
  const sealed = await Promise.all(
    trustees.map((trustee, at) =>
      sealShare(
        round,
        at + 1,
        trustee,
        defined(shares[at], 'a share for each'),
        defined(trialShares[at], 'a trial share for each'),
      ),
    ),
  );
  const trialSealed = await seal(trial.publicKey, trialBallotOf(round), blankBallot(contentBytes));
  for (const secret of [ballot.privateKey, trial.privateKey, ...shares, ...trialShares])
    secret.fill(0);
  const { publicKey } = ballot;
  return { publicKey, trialPublicKey: trial.publicKey, needed, trialSealed, shares: sealed };
}

/** Opens a trustee's envelope and holds both shares against their commitments. */
export async function openShare(
  round: string,
  { place, sealed, commitment, trialCommitment }: Omit<SealedShare, 'account' | 'trusteeKey'>,
  privateKey: Bytes,
): Promise<OpenedShare | EnvelopeFault> {
  const both = await open(privateKey, envelopeOf(round, place), sealed);
  if (both?.length !== 2 * shareBytes) return 'envelope-does-not-open';
  const [share, trialShare] = [both.slice(0, shareBytes), both.slice(shareBytes)];
  const kept =
    sameBytes(await commitmentTo('share', round, place, share), commitment) &&
    sameBytes(await commitmentTo('trial-share', round, place, trialShare), trialCommitment);
  return kept ? { share, trialShare } : 'commitment-differs';
}

/** Whether the trial ballot opens with the key that the trial shares rebuilt, and is the blank ballot of this round. */
export async function opensTrial(
  round: string,
  contentBytes: number,
  trialSealed: Bytes,
  privateKey: Bytes,
): Promise<boolean> {
  const content = await open(privateKey, trialBallotOf(round), trialSealed);
  return content !== null && sameBytes(content, blankBallot(contentBytes));
}

async function sealShare(
  round: string,
  place: number,
  { account, publicKey }: Trustee,
  share: Bytes,
  trialShare: Bytes,
): Promise<SealedShare> {
  return {
    place,
    account,
    trusteeKey: publicKey,
    sealed: await seal(publicKey, envelopeOf(round, place), concat(share, trialShare)),
    commitment: await commitmentTo('share', round, place, share),
    trialCommitment: await commitmentTo('trial-share', round, place, trialShare),
  };
}

/** Any of the shares that are enough must give the key back, or nobody would ever open the box. */
async function checkShares(
  { privateKey, publicKey }: KeyPair,
  shares: readonly Bytes[],
  needed: number,
): Promise<void> {
  const rebuilt = await keyOfAll(shares, needed);
  const right =
    rebuilt !== null &&
    sameBytes(rebuilt, privateKey) &&
    sameBytes(await publicHalf(rebuilt), publicKey);
  if (!right) throw new Error('The shares of a new key do not rebuild it');
}

function envelopeOf(round: string, place: number): SealedFor {
  return {
    info: label('irikteu/share/1'),
    aad: concat(uuidBytes(round), Uint8Array.of(place)),
  };
}

/** The trial ballot is sealed as every ballot is; its serial is 32 zero bytes, which no device draws. */
function trialBallotOf(round: string): SealedFor {
  return {
    info: label('irikteu/ballot/1'),
    aad: concat(uuidBytes(round), new Uint8Array(32)),
  };
}

/** The canonical bytes of a ballot without a mark: the version of the format, and zeros. */
function blankBallot(contentBytes: number): Bytes {
  const content = new Uint8Array(contentBytes);
  content[0] = 1;
  return content;
}
