import { Injectable } from '@nestjs/common';
import type { RoundId } from '../../kernel/ids.js';
import type { Tx } from '../../platform/database/index.js';
import { leafHash, merkleTreeOfPages } from '../../platform/ledger/index.js';
import { ParticipationRepository, type Issued } from '../persistence/participation.repository.js';
import { roundBytes } from '../tokens/token-message.js';

/** What the closing says about the issuance log. */
export interface SettledIssuance {
  readonly authorised: number;
  /** Merkle root (RFC 9162) in hexadecimal. */
  readonly issuedRoot: string;
}

/**
 * Who was authorised in a round, by pseudonym. It is published at the closing and not before: while the round runs, whoever
 * watched it grow beside the box could match moments.
 */
@Injectable()
export class IssuanceLog {
  constructor(private readonly participations: ParticipationRepository) {}

  /** Leaves no trace of the order in which voters came, and commits to who they were. */
  async settle(tx: Tx, round: RoundId): Promise<SettledIssuance> {
    await this.participations.rewriteInPseudonymOrder(tx, round);
    const { size, root } = await merkleTreeOfPages(this.leaves(tx, round));
    return { authorised: size, issuedRoot: root.toString('hex') };
  }

  private async *leaves(tx: Tx, round: RoundId): AsyncGenerator<readonly Buffer[]> {
    const page = 10_000;
    let after: Buffer | undefined;
    for (;;) {
      const lines = await this.participations.issued(round, page, after, tx);
      const last = lines.at(-1);
      if (!last) return;
      yield lines.map((line) => leafHash(issuanceLeaf(round, line)));
      after = last.pseudonym;
    }
  }
}

/** The bytes that the leaf hash of a line of the issuance log covers. */
export function issuanceLeaf(round: RoundId, { pseudonym, blindedHash }: Issued): Buffer {
  return Buffer.concat([
    Buffer.from('irikteu/issued/1\0', 'ascii'),
    roundBytes(round),
    pseudonym,
    blindedHash,
  ]);
}
