import { Injectable, Logger } from '@nestjs/common';
import type { RoundId } from '../../kernel/ids.js';
import type { Result } from '../../kernel/result.js';
import { Jobs } from '../../platform/jobs/index.js';
import type { Round } from '../persistence/round.repository.js';
import { TokenKeyRepository } from '../persistence/token-key.repository.js';
import { BallotBoxes } from './ballot-boxes.js';
import { IssuanceLog } from './issuance-log.js';
import { countRoundJob, sweepTracesJob, tellAuthorisedJob } from './round-jobs.js';
import { RoundMoves, type Mover } from './round-moves.js';
import type { RoundRefusal } from './round-refusal.js';

const excess = 'More ballots lie in the box than voters were authorised';

@Injectable()
export class CloseRoundService {
  private readonly logger = new Logger('rounds');

  constructor(
    private readonly moves: RoundMoves,
    private readonly issuance: IssuanceLog,
    private readonly keys: TokenKeyRepository,
    private readonly boxes: BallotBoxes,
    private readonly jobs: Jobs,
  ) {}

  /**
   * Closes a round whose time is over, or in which everybody has voted. No token can be issued any more: the private key
   * is destroyed. What is stored of voters and of ballots is written anew, each in an order that says nothing about when it
   * came. The ledger gets how many were authorised and cast, and the roots of the issuance log and of the
   * final head of the box. More cast
   * than authorised cannot be; should it ever come out so, it is said aloud here and no count is made. The count follows by
   * itself if nothing is missing; until it has come, anybody who works on it may ask for it.
   */
  async close(round: RoundId, mover: Mover): Promise<Result<Round, RoundRefusal>> {
    const closed = await this.moves.move({ round, move: 'close', mover }, async (tx) => {
      await this.keys.destroyPrivateKey(tx, round);
      const { authorised, issuedRoot } = await this.issuance.settle(tx, round);
      const { size: cast, root } = await this.boxes.end(tx, round);
      if (cast > authorised) this.logger.error({ round, cast, authorised }, excess);
      return { authorised, cast, issuedRoot, boxRoot: root.toString('hex') };
    });
    // Only now: a job that came before the commit would find the round still open and be refused.
    if (closed.ok) {
      await this.jobs.enqueue(countRoundJob, { round });
      await this.jobs.enqueue(sweepTracesJob, {});
      await this.jobs.enqueue(tellAuthorisedJob, { round });
    }
    return closed;
  }
}
