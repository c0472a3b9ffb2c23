import type { INestApplicationContext } from '@nestjs/common';
import { defined } from '../kernel/assert.js';
import type { RoundId } from '../kernel/ids.js';
import type { Actor } from '../platform/identity/index.js';
import {
  makeKeyPair,
  makeRoundKeys,
  MakeRoundKeysService,
  OpenBoxService,
  openShare,
  RegisterTrusteeKeyService,
  SubmitShareService,
  SubmitTrialShareService,
  type KeyPair,
  type Round,
} from '../voting/index.js';
import { expected } from './expect.js';
import type { Acting } from './playing.js';

/** A trustee with the key that only the trustee's own device would have. */
export interface DemoTrustee {
  readonly actor: Actor;
  readonly pair: KeyPair;
}

/** How many shares open a box of the demonstration. */
const needed = 2;

/** What the trustees found in their envelopes and keep until the closing, by round. */
const envelopes = new Map<RoundId, readonly Uint8Array[]>();

/** Every trustee makes a key and registers its public half. */
export async function makeTrusteeKeys(
  app: INestApplicationContext,
  trustees: readonly Actor[],
): Promise<DemoTrustee[]> {
  return await Promise.all(
    trustees.map(async (actor) => {
      const pair = await makeKeyPair();
      const registered = await app.get(RegisterTrusteeKeyService).register(pair.publicKey, actor);
      expected(registered, 'the key of a trustee');
      return { actor, pair };
    }),
  );
}

/** Holds the ceremony of a planned round: the chair makes its keys, and every trustee tries the share. */
export async function holdCeremony(
  { app }: Acting,
  { id, contentBytes }: Round,
  chair: Actor,
  trustees: readonly DemoTrustee[],
): Promise<void> {
  const keys = await makeRoundKeys({
    round: id,
    contentBytes,
    needed,
    trustees: trustees.map(({ actor, pair: { publicKey } }) => ({
      account: actor.accountId,
      publicKey,
    })),
  });
  expected(await app.get(MakeRoundKeysService).make(id, keys, chair), 'the keys of a round');
  const shares: Uint8Array[] = [];
  for (const [at, { actor, pair }] of trustees.entries()) {
    const sealed = defined(keys.shares[at], 'a share for each trustee');
    const opened = await openShare(id, sealed, pair.privateKey);
    if (typeof opened === 'string') throw new Error(`The demonstration stopped: ${opened}`);
    const tried = await app.get(SubmitTrialShareService).submit(id, opened.trialShare, actor);
    expected(tried, 'a trial share');
    shares.push(opened.share);
  }
  envelopes.set(id, shares);
}

/** The shares of a round that suffice to open its box, each with the trustee who holds it. */
export function sharesOf(
  round: RoundId,
  trustees: readonly DemoTrustee[],
): { readonly actor: Actor; readonly share: Uint8Array }[] {
  const shares = defined(envelopes.get(round), 'the shares of a round');
  return shares.slice(0, needed).map((share, at) => {
    const { actor } = defined(trustees[at], 'a trustee of each share');
    return { actor, share };
  });
}

/** As many trustees as are needed give their shares of a closed round, and its box is opened. */
export async function openBox(
  { app }: Acting,
  round: RoundId,
  trustees: readonly DemoTrustee[],
): Promise<void> {
  for (const { actor, share } of sharesOf(round, trustees))
    expected(await app.get(SubmitShareService).submit(round, share, actor), 'a share');
  expected(await app.get(OpenBoxService).open(round), 'the opening of the box');
}
