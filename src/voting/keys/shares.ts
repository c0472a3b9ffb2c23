import { combine, split } from 'shamir-secret-sharing';
import { concat, label, sameBytes, sha256, uuidBytes, type Bytes } from './bytes.js';
import { keyBytes } from './hpke.js';

/** A share is as long as the key and the byte that says where on the polynomial it lies. */
export const shareBytes = keyBytes + 1;

/** As few and as many trustees as a key can be shared among. */
export const fewestNeeded = 2;
export const mostTrustees = 15;

/** Which of the two keys of a round a share belongs to: the one of the ballots or the one of the trial. */
export type ShareKind = 'share' | 'trial-share';

const commitmentLabels: Readonly<Record<ShareKind, Bytes>> = {
  share: label('irikteu/share-commitment/1'),
  'trial-share': label('irikteu/trial-commitment/1'),
};

/** What binds everybody to a share before it is shown: SHA-256 over label, round (16), place (1) and share (33). */
export async function commitmentTo(
  kind: ShareKind,
  round: string,
  place: number,
  share: Uint8Array,
): Promise<Bytes> {
  return await sha256(
    concat(commitmentLabels[kind], uuidBytes(round), Uint8Array.of(place), share),
  );
}

/** A private key in as many shares as there are trustees, of which `needed` rebuild it (Shamir over GF(2^8)). */
export async function splitKey(
  privateKey: Uint8Array,
  trustees: number,
  needed: number,
): Promise<Bytes[]> {
  const shares = await split(concat(privateKey), trustees, needed);
  return shares.map((share) => concat(share));
}

/**
 * The key that any `needed` of all shares rebuild; null when they do not all lie on one polynomial. Neighbouring runs of shares
 * that give the same key have `needed` points in common (all but one share, and the key), so they lie on the same one.
 */
export async function keyOfAll(
  shares: readonly Uint8Array[],
  needed: number,
): Promise<Bytes | null> {
  const runs = shares.slice(needed - 1).map((_, at) => shares.slice(at, at + needed));
  const keys = await Promise.all(runs.map(keyOf));
  const [first = null, ...others] = keys;
  const same = others.every((key) => key && first && sameBytes(key, first));
  return first && same ? first : null;
}

/**
 * The key that some `needed` of the shares rebuild and that is the right one; null when there is none. The shares of a dishonest
 * ceremony may not fit together, so every choice of them is tried.
 */
export async function keyOfSome(
  shares: readonly Uint8Array[],
  needed: number,
  isRight: (key: Bytes) => Promise<boolean>,
): Promise<Bytes | null> {
  for (const some of choices(shares, needed)) {
    const key = await keyOf(some);
    if (key && (await isRight(key))) return key;
  }
  return null;
}

/** Null when two of the shares lie at one point. */
async function keyOf(shares: readonly Uint8Array[]): Promise<Bytes | null> {
  const points = new Set(shares.map((share) => share[keyBytes]));
  if (points.size < shares.length || points.has(0)) return null;
  return concat(await combine(shares.map((share) => concat(share))));
}

function* choices<T>(all: readonly T[], count: number): Generator<readonly T[]> {
  if (count === 0) {
    yield [];
    return;
  }
  for (let at = 0; at + count <= all.length; at++) {
    for (const others of choices(all.slice(at + 1), count - 1)) {
      yield [...all.slice(at, at + 1), ...others];
    }
  }
}
