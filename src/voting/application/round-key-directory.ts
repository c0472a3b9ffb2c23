import { Injectable } from '@nestjs/common';
import type { RoundId } from '../../kernel/ids.js';
import { BallotKeyRepository } from '../persistence/ballot-key.repository.js';

/** What everybody may know about the keys of a round. Keys are base64, hashes hexadecimal. */
export interface PublicRoundKey {
  readonly round: RoundId;
  readonly publicKey: string;
  readonly trialPublicKey: string;
  readonly needed: number;
  readonly trialOpenedAt: Date | null;
  /** Null until enough trustees have given their shares of a closed round. */
  readonly privateKey: string | null;
  readonly trustees: readonly {
    readonly place: number;
    readonly trusteeKey: string;
    readonly commitment: string;
    readonly trialCommitment: string;
    readonly tried: boolean;
    readonly gave: boolean;
  }[];
}

/** The public side of ballot keys. */
@Injectable()
export class RoundKeyDirectory {
  constructor(private readonly keys: BallotKeyRepository) {}

  async of(round: RoundId): Promise<PublicRoundKey | null> {
    const key = await this.keys.of(round);
    if (!key) return null;
    const shares = await this.keys.shares(round);
    return {
      round,
      publicKey: key.publicKey.toString('base64'),
      trialPublicKey: key.trialPublicKey.toString('base64'),
      needed: key.needed,
      trialOpenedAt: key.trialOpenedAt,
      privateKey: key.privateKey?.toString('base64') ?? null,
      trustees: shares.map((one) => ({
        place: one.place,
        trusteeKey: one.trusteeKey.toString('base64'),
        commitment: one.commitment.toString('hex'),
        trialCommitment: one.trialCommitment.toString('hex'),
        tried: one.trialShare !== null,
        gave: one.share !== null,
      })),
    };
  }
}
