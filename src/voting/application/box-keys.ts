import { Injectable } from '@nestjs/common';
import type { RoundId } from '../../kernel/ids.js';
import { LedgerKey } from '../../platform/ledger/index.js';
import { RoundRepository } from '../persistence/round.repository.js';

/** With which key (Ed25519, 32 bytes) the receipts of a round and the heads of its box are signed. */
@Injectable()
export class BoxKeys {
  constructor(
    private readonly rounds: RoundRepository,
    private readonly ledgerKey: LedgerKey,
  ) {}

  async of(round: RoundId): Promise<Buffer> {
    return (await this.rounds.boxKey(round)) ?? this.ledgerKey.rawPublicKey();
  }
}
