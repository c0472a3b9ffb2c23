import { Injectable } from '@nestjs/common';
import type { RoundId } from '../../kernel/ids.js';
import type { Result } from '../../kernel/result.js';
import { Jobs } from '../../platform/jobs/index.js';
import { merkleRoot } from '../../platform/ledger/index.js';
import { BallotRepository } from '../persistence/ballot.repository.js';
import type { Round } from '../persistence/round.repository.js';
import { TokenKeyRepository } from '../persistence/token-key.repository.js';
import { countRoundJob } from './round-jobs.js';
import { RoundMoves, type Mover } from './round-moves.js';
import type { RoundRefusal } from './round-refusal.js';

@Injectable()
export class CloseRoundService {
  constructor(
    private readonly moves: RoundMoves,
    private readonly keys: TokenKeyRepository,
    private readonly box: BallotRepository,
    private readonly jobs: Jobs,
  ) {}

  /**
   * Closes a round whose time is over, or in which everybody has voted. No token can be issued any more: the private key
   * is destroyed. The ledger gets how many were authorised and cast and the root over the ballots in the order of their
   * serials. The count follows by itself if nothing is missing; until it has come, anybody who works on it may ask for it.
   */
  async close(round: RoundId, mover: Mover): Promise<Result<Round, RoundRefusal>> {
    const closed = await this.moves.move({ round, move: 'close', mover }, async (tx, _, counts) => {
      await this.keys.destroyPrivateKey(tx, round);
      await this.box.rewriteInSerialOrder(tx, round);
      const leaves = await this.box.leafHashes(tx, round);
      return {
        authorised: counts.participations,
        cast: leaves.length,
        boxRoot: merkleRoot(leaves).toString('hex'),
      };
    });
    // Only now: a job that came before the commit would find the round still open and be refused.
    if (closed.ok) await this.jobs.enqueue(countRoundJob, { round });
    return closed;
  }
}
