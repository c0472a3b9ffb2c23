import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '../../kernel/clock.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import { Database, violatedUnique } from '../../platform/database/index.js';
import { holds, type Actor } from '../../platform/identity/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import { concat, sameBytes } from '../keys/bytes.js';
import { canBeSealedTo } from '../keys/hpke.js';
import { TrusteeRepository, type TrusteeKey } from '../persistence/trustee.repository.js';

export type TrusteeKeyRefusal =
  | { readonly kind: 'not-a-trustee' }
  /** These bytes are no public key of X25519. */
  | { readonly kind: 'key-malformed' }
  /** Another account has this key: who has one private half would hold two shares. */
  | { readonly kind: 'key-of-another-trustee' }
  /** The present key is still needed in so many rounds: their boxes are not opened. */
  | { readonly kind: 'key-in-use'; readonly rounds: number };

@Injectable()
export class RegisterTrusteeKeyService {
  constructor(
    private readonly database: Database,
    private readonly trustees: TrusteeRepository,
    private readonly ledger: Ledger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Takes the public half of the key a trustee made, which no other account has. Another one takes its place only while no
   * round waits for the present one. The same key again changes nothing.
   */
  async register(
    publicKey: Uint8Array,
    actor: Actor,
  ): Promise<Result<TrusteeKey, TrusteeKeyRefusal>> {
    if (!holds(actor, 'trustee')) return refuse({ kind: 'not-a-trustee' });
    if (!(await canBeSealedTo(concat(publicKey)))) return refuse({ kind: 'key-malformed' });
    const { accountId: account } = actor;
    try {
      return await this.take({ account, publicKey: Buffer.from(publicKey), at: this.clock.now() });
    } catch (error) {
      if (violatedUnique(error) !== 'voting_trustee_key_once') throw error;
      return refuse({ kind: 'key-of-another-trustee' });
    }
  }

  private async take(key: TrusteeKey): Promise<Result<TrusteeKey, TrusteeKeyRefusal>> {
    const { account, publicKey } = key;
    return await this.database.decide<Result<TrusteeKey, TrusteeKeyRefusal>>(async (tx) => {
      const present = await this.trustees.hold(tx, account);
      if (present && sameBytes(present.publicKey, publicKey)) return accept(present);
      const rounds = await this.trustees.roundsWaiting(tx, account);
      if (rounds > 0) return refuse({ kind: 'key-in-use', rounds });
      await this.trustees.register(tx, key);
      await this.ledger.append(tx, {
        kind: 'trustee-key-registered',
        subject: account,
        actor: account,
        data: { publicKey: publicKey.toString('base64') },
      });
      return accept(key);
    });
  }
}
