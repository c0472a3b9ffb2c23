import { defined } from '../../src/kernel/assert.js';
import type { RoundId } from '../../src/kernel/ids.js';
import type { Actor } from '../../src/platform/identity/index.js';
import {
  makeKeyPair,
  makeRoundKeys,
  MakeRoundKeysService,
  openShare,
  RegisterTrusteeKeyService,
  RoundDirectory,
  SubmitShareService,
  SubmitTrialShareService,
  type KeyPair,
  type RoundKeys,
} from '../../src/voting/index.js';
import type { TestApp } from './app.js';
import { accepted } from './candidates.js';

/** A trustee with the key that only this trustee has. */
export interface TestTrustee {
  readonly actor: Actor;
  readonly pair: KeyPair;
}

/** What the two shares of a trustee in a round are. */
export type TestShares = Exclude<Awaited<ReturnType<typeof openShare>>, string>;

/** Trustees over a territory who have registered their keys. */
export async function trusteesOver(
  app: TestApp,
  territory: string,
  count: number,
): Promise<TestTrustee[]> {
  const trustees: TestTrustee[] = [];
  while (trustees.length < count) {
    const actor = await app.staff('trustee', territory);
    const pair = await makeKeyPair();
    accepted(await app.get(RegisterTrusteeKeyService).register(pair.publicKey, actor));
    trustees.push({ actor, pair });
  }
  return trustees;
}

/** The keys of a planned round as the chair's device makes them. */
export async function keysFor(
  app: TestApp,
  round: RoundId,
  trustees: readonly TestTrustee[],
  needed: number,
): Promise<RoundKeys> {
  const { contentBytes } = defined(await app.get(RoundDirectory).byId(round), 'a planned round');
  const places = trustees.map(({ actor, pair: { publicKey } }) => ({
    account: actor.accountId,
    publicKey,
  }));
  return await makeRoundKeys({ round, contentBytes, needed, trustees: places });
}

/** What each trustee finds in the envelope, by place. */
export async function sharesIn(
  round: RoundId,
  keys: RoundKeys,
  trustees: readonly TestTrustee[],
): Promise<TestShares[]> {
  return await Promise.all(
    keys.shares.map(async (sealed, at) => {
      const { privateKey } = defined(trustees[at], 'a trustee for each share').pair;
      const opened = await openShare(round, sealed, privateKey);
      if (typeof opened === 'string') throw new Error(opened);
      return opened;
    }),
  );
}

/** The whole ceremony of a planned round: keys made by the chair, and a trial in which every trustee took part. */
export async function holdCeremony(
  app: TestApp,
  round: RoundId,
  chair: Actor,
  trustees: readonly TestTrustee[],
  needed = 2,
): Promise<TestShares[]> {
  const keys = await keysFor(app, round, trustees, needed);
  accepted(await app.get(MakeRoundKeysService).make(round, keys, chair));
  const shares = await sharesIn(round, keys, trustees);
  for (const [at, { trialShare }] of shares.entries()) {
    const { actor } = defined(trustees[at], 'a trustee for each share');
    accepted(await app.get(SubmitTrialShareService).submit(round, trialShare, actor));
  }
  return shares;
}

/** Trustees give their shares of a closed round; the last one that is needed rebuilds the key. */
export async function giveShares(
  app: TestApp,
  round: RoundId,
  trustees: readonly TestTrustee[],
  shares: readonly TestShares[],
): Promise<void> {
  for (const [at, { actor }] of trustees.entries()) {
    const { share } = defined(shares[at], 'a share for each trustee');
    accepted(await app.get(SubmitShareService).submit(round, share, actor));
  }
}
