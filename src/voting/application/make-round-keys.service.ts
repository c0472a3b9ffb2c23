import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '../../kernel/clock.js';
import type { AccountId, RoundId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/index.js';
import {
  Accounts,
  actsIn,
  type Actor,
  type OutsideYourTerritory,
} from '../../platform/identity/index.js';
import { Ledger, type Json } from '../../platform/ledger/index.js';
import { sameBytes } from '../keys/bytes.js';
import type { RoundKeys } from '../keys/ceremony.js';
import { canBeSealedTo, keyBytes, sealBytes } from '../keys/hpke.js';
import { fewestNeeded, mostTrustees, shareBytes } from '../keys/shares.js';
import type { RoundState } from '../domain/rounds/round-states.js';
import { BallotKeyRepository } from '../persistence/ballot-key.repository.js';
import { RoundRepository, type Round } from '../persistence/round.repository.js';
import { TrusteeRepository } from '../persistence/trustee.repository.js';

/** Everything that stands against the keys, at once; or one reason why nobody looked at them. */
export type RoundKeysRefusal =
  | OutsideYourTerritory
  | { readonly kind: 'round-unknown' }
  | { readonly kind: 'keys-refused'; readonly faults: readonly RoundKeysFault[] };

export type RoundKeysFault =
  /** Keys are made and made anew until the round opens. */
  | { readonly kind: 'round-not-planned'; readonly state: RoundState }
  /** Nobody votes online in this round: no ballot will be sealed. */
  | { readonly kind: 'no-online-channel' }
  | { readonly kind: 'too-many-trustees'; readonly most: number }
  | { readonly kind: 'needed-out-of-bounds'; readonly least: number; readonly most: number }
  | { readonly kind: 'trustee-twice' }
  | { readonly kind: 'places-out-of-order' }
  | { readonly kind: 'keys-malformed' }
  | { readonly kind: NamedFault; readonly names: readonly string[] };

@Injectable()
export class MakeRoundKeysService {
  constructor(
    private readonly database: Database,
    private readonly rounds: RoundRepository,
    private readonly keys: BallotKeyRepository,
    private readonly trustees: TrusteeRepository,
    private readonly accounts: Accounts,
    private readonly ledger: Ledger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Takes the keys that the chair's device made for a planned round. Keys made anew take the place of the former ones, and their
   * trial begins from the start.
   */
  async make(id: RoundId, keys: RoundKeys, actor: Actor): Promise<Result<true, RoundKeysRefusal>> {
    const malformed = !(await isWellFormed(keys));
    return await this.database.decide<Result<true, RoundKeysRefusal>>(async (tx) => {
      const round = await this.rounds.hold(tx, id);
      if (!round) return refuse({ kind: 'round-unknown' });
      if (!actsIn(actor, round.unit, 'commission-chair'))
        return refuse({ kind: 'outside-your-territory' });
      const unfit = malformed || keys.trialSealed.length !== round.contentBytes + sealBytes;
      const faults = [
        ...faultsOfRound(round),
        ...faultsOfShares(keys),
        ...(unfit ? [{ kind: 'keys-malformed' } as const] : []),
        ...(await this.faultsOfTrustees(tx, round, keys)),
      ];
      if (faults.length > 0) return refuse({ kind: 'keys-refused', faults });
      await this.keys.replace(tx, id, keys, { by: actor.accountId, at: this.clock.now() });
      await this.ledger.append(tx, {
        kind: 'ballot-key-made',
        subject: id,
        actor: actor.accountId,
        data: publicPart(keys),
      });
      return accept(true);
    });
  }

  private async faultsOfTrustees(
    tx: Tx,
    { unit }: Round,
    { shares }: RoundKeys,
  ): Promise<RoundKeysFault[]> {
    const accounts = shares.map(({ account }) => account as AccountId);
    const [holders, keys, names] = [
      await this.accounts.holdersOver(unit, 'trustee'),
      await this.trustees.holdKeysOf(tx, accounts),
      await this.accounts.namesOf(accounts),
    ];
    const sorted: Readonly<Record<NamedFault, AccountId[]>> = {
      'not-a-trustee-here': [],
      'trustee-without-key': [],
      'trustee-key-changed': [],
    };
    for (const [at, account] of accounts.entries()) {
      const key = keys.get(account);
      if (holders.every(({ id }) => id !== account)) sorted['not-a-trustee-here'].push(account);
      else if (!key) sorted['trustee-without-key'].push(account);
      else if (!sameBytes(key.publicKey, shares[at]?.trusteeKey ?? key.publicKey))
        sorted['trustee-key-changed'].push(account);
    }
    return (Object.keys(sorted) as NamedFault[])
      .filter((kind) => sorted[kind].length > 0)
      .map((kind) => ({ kind, names: sorted[kind].map((one) => names.get(one) ?? one) }));
  }
}

type NamedFault = 'not-a-trustee-here' | 'trustee-without-key' | 'trustee-key-changed';

function faultsOfRound({ state, channels }: Round): RoundKeysFault[] {
  return [
    ...(state === 'planned' ? [] : [{ kind: 'round-not-planned', state } as const]),
    ...(channels.includes('online') ? [] : [{ kind: 'no-online-channel' } as const]),
  ];
}

function faultsOfShares({ needed, shares }: RoundKeys): RoundKeysFault[] {
  const most = Math.min(shares.length, mostTrustees);
  const outside = !Number.isInteger(needed) || needed < fewestNeeded || needed > most;
  const accounts = new Set(shares.map(({ account }) => account));
  const inOrder = shares.every(({ place }, at) => place === at + 1);
  return [
    ...(shares.length > mostTrustees
      ? [{ kind: 'too-many-trustees', most: mostTrustees } as const]
      : []),
    ...(outside ? [{ kind: 'needed-out-of-bounds', least: fewestNeeded, most } as const] : []),
    ...(accounts.size < shares.length ? [{ kind: 'trustee-twice' } as const] : []),
    ...(inOrder ? [] : [{ kind: 'places-out-of-order' } as const]),
  ];
}

/** Whether the public halves are keys and everything is as long as it must be. What is sealed only trustees can check. */
async function isWellFormed({ publicKey, trialPublicKey, shares }: RoundKeys): Promise<boolean> {
  return (
    (await canBeSealedTo(publicKey)) &&
    (await canBeSealedTo(trialPublicKey)) &&
    !sameBytes(publicKey, trialPublicKey) &&
    shares.every(
      ({ trusteeKey, sealed, commitment, trialCommitment }) =>
        trusteeKey.length === keyBytes &&
        sealed.length === 2 * shareBytes + sealBytes &&
        commitment.length === 32 &&
        trialCommitment.length === 32,
    )
  );
}

/** What the ledger says: the keys, and by what every share can be recognised. No names: places stand for people. */
function publicPart(keys: RoundKeys): Json {
  const { publicKey, trialPublicKey, needed, trialSealed, shares } = keys;
  return {
    publicKey: base64(publicKey),
    trialPublicKey: base64(trialPublicKey),
    needed,
    trialSealedHash: hexHash(trialSealed),
    trustees: shares.map(({ place, trusteeKey, sealed, commitment, trialCommitment }) => ({
      place,
      trusteeKey: base64(trusteeKey),
      sealedHash: hexHash(sealed),
      commitment: hex(commitment),
      trialCommitment: hex(trialCommitment),
    })),
  };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

function hexHash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
