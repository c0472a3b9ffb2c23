import { canonicalText } from '../bytes/canonical-json.js';
import { label, sha256, uuidBytes } from '../bytes/hashing.js';
import { kemKeyOf, keyContext, openSealed, type KemKey } from '../bytes/hpke.js';
import { combine } from '../bytes/shamir.js';
import { publicKeyOf } from '../bytes/signatures.js';
import { entriesOf, saidIn, type Bundle } from '../bundle/bundle.js';
import type { BallotKey } from '../bundle/records.js';
import { failed, nothingThere, passed, type Outcome } from '../report.js';

const fewestNeeded = 2;
const mostTrustees = 15;

/** Token key, ballot key, shares and trial of a round, held against what the ledger says of them. */
export function checkKeys(bundle: Bundle, ballots: number): Outcome {
  const { round, keys } = bundle;
  if (!round.channels.includes('online')) return nothingThere;
  if (!keys.token || !publicKeyOf(keys.token, 'rsa')) return failed('no-token-key');
  const tokenKey = saidIn(entriesOf(bundle, round.id, 'round-opened')[0]?.data, 'tokenKey');
  if (tokenKey !== null && tokenKey !== keys.token.toString('base64'))
    return failed('token-key-differs');
  const key = keys.ballot;
  if (!key) return failed('no-ballot-key');
  const { needed, shares } = key;
  if (needed < fewestNeeded || needed > shares.length || shares.length > mostTrustees)
    return failed('threshold-out-of-bounds', { needed, trustees: shares.length });
  return (
    statedFault(bundle, key) ??
    trialFault(bundle, key) ??
    shareFault(bundle, key) ??
    privateKeyFault(bundle, key, ballots) ??
    passed({ needed, trustees: shares.length })
  );
}

/** What the ledger says of the keys when they were made is what the bundle holds. */
function statedFault(bundle: Bundle, key: BallotKey): Outcome | null {
  const made = entriesOf(bundle, bundle.round.id, 'ballot-key-made').at(-1)?.data;
  const found = {
    publicKey: key.publicKey.toString('base64'),
    trialPublicKey: key.trialPublicKey.toString('base64'),
    needed: key.needed,
    trialSealedHash: sha256(key.trialSealed).toString('hex'),
    trustees: key.shares.map(({ place, trusteeKey, sealed, commitment, trialCommitment }) => ({
      place,
      trusteeKey: trusteeKey.toString('base64'),
      sealedHash: sha256(sealed).toString('hex'),
      commitment: commitment.toString('hex'),
      trialCommitment: trialCommitment.toString('hex'),
    })),
  };
  for (const [name, value] of Object.entries(found))
    if (canonicalText(saidIn(made, name)) !== canonicalText(value))
      return failed('keys-differ-from-ledger', { what: name });
  const places = key.shares.every(({ place }, at) => place === at + 1);
  return places ? null : failed('keys-differ-from-ledger', { what: 'trustees' });
}

type Shares = readonly { readonly place: number; readonly share: Buffer }[];

function givenOf(key: BallotKey, which: 'share' | 'trialShare'): Shares {
  return key.shares.flatMap((one) => {
    const share = one[which];
    return share ? [{ place: one.place, share }] : [];
  });
}

/** Every share that was given in is the one that was committed to. */
function commitmentFault(
  bundle: Bundle,
  key: BallotKey,
  which: 'share' | 'trialShare',
): Outcome | null {
  const name = which === 'share' ? 'irikteu/share-commitment/1' : 'irikteu/trial-commitment/1';
  const round = uuidBytes(bundle.round.id);
  for (const { place, share } of givenOf(key, which)) {
    const of = key.shares[place - 1];
    const stated = which === 'share' ? of?.commitment : of?.trialCommitment;
    const found = sha256(label(name), round, Uint8Array.of(place), share);
    if (!stated?.equals(found)) return failed('share-not-committed', { place });
  }
  return null;
}

/** The key that some of the shares rebuild, so many as are needed; null where no choice of them does. */
function rebuilds(given: Shares, needed: number, publicKey: Buffer): KemKey | null {
  for (const some of choices(given, needed)) {
    const secret = combine(some.map(({ share }) => share));
    const rebuilt = secret && kemKeyOf(secret);
    if (rebuilt?.publicKey.equals(publicKey)) return rebuilt;
  }
  return null;
}

function* choices(all: Shares, number: number): Generator<Shares> {
  if (number === 0) yield [];
  else
    for (const [at, first] of all.entries())
      for (const others of choices(all.slice(at + 1), number - 1)) yield [first, ...others];
}

/** Every trustee gave a trial share before the opening; together they open the trial ballot. */
function trialFault(bundle: Bundle, key: BallotKey): Outcome | null {
  const { id, contentBytes } = bundle.round;
  const given = givenOf(key, 'trialShare');
  if (given.length < key.shares.length) return failed('trial-share-missing');
  const fault = commitmentFault(bundle, key, 'trialShare');
  if (fault) return fault;
  const rebuilt = rebuilds(given, key.needed, key.trialPublicKey);
  if (!rebuilt) return failed('trial-shares-do-not-rebuild');
  const sealed = {
    enc: key.trialSealed.subarray(0, 32),
    ciphertext: key.trialSealed.subarray(32),
    aad: Buffer.concat([uuidBytes(id), Buffer.alloc(32)]),
  };
  const opened = openSealed(rebuilt, keyContext(label('irikteu/ballot/1')), sealed);
  const blank = Buffer.alloc(contentBytes);
  blank[0] = 1;
  return opened?.equals(blank) ? null : failed('trial-ballot-does-not-open');
}

function shareFault(bundle: Bundle, key: BallotKey): Outcome | null {
  const fault = commitmentFault(bundle, key, 'share');
  if (fault) return fault;
  const given = givenOf(key, 'share');
  if (!key.privateKey) return null;
  if (given.length < key.needed)
    return failed('too-few-shares', { given: given.length, needed: key.needed });
  return rebuilds(given, key.needed, key.publicKey) ? null : failed('shares-do-not-rebuild');
}

/** The private half is there once a box is to be opened, belongs to the public one, and stands in the ledger. */
function privateKeyFault(bundle: Bundle, key: BallotKey, ballots: number): Outcome | null {
  if (!key.privateKey) return ballots > 0 ? failed('private-key-missing') : null;
  if (!kemKeyOf(key.privateKey)?.publicKey.equals(key.publicKey))
    return failed('private-key-does-not-match');
  const rebuilt = entriesOf(bundle, bundle.round.id, 'box-key-rebuilt')[0]?.data;
  const stated = saidIn(rebuilt, 'privateKey');
  return stated === key.privateKey.toString('base64')
    ? null
    : failed('keys-differ-from-ledger', { what: 'privateKey' });
}
