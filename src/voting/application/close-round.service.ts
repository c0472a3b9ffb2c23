import { Injectable, Logger } from '@nestjs/common';
import type { RoundId } from '../../kernel/ids.js';
import type { Result } from '../../kernel/result.js';
import type { Tx } from '../../platform/database/index.js';
import { Jobs } from '../../platform/jobs/index.js';
import { BallotRepository } from '../persistence/ballot.repository.js';
import type { Round } from '../persistence/round.repository.js';
import { TokenKeyRepository } from '../persistence/token-key.repository.js';
import { IssuanceLog } from './issuance-log.js';
import { countRoundJob, sweepTracesJob, tellAuthorisedJob } from './round-jobs.js';
import { RoundMoves, type Mover } from './round-moves.js';
import type { RoundRefusal } from './round-refusal.js';
import { SealBoxesService } from './seal-boxes.service.js';

const excess = 'More ballots lie in the box than voters were authorised';

@Injectable()
export class CloseRoundService {
  private readonly logger = new Logger('rounds');

  constructor(
    private readonly moves: RoundMoves,
    private readonly issuance: IssuanceLog,
    private readonly keys: TokenKeyRepository,
    private readonly box: BallotRepository,
    private readonly sealing: SealBoxesService,
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
      const { cast, boxRoot } = await this.settleBox(tx, round);
      if (cast > authorised) this.logger.error({ round, cast, authorised }, excess);
      return { authorised, cast, issuedRoot, boxRoot };
    });
    // Only now: a job that came before the commit would find the round still open and be refused.
    if (closed.ok) {
      await this.jobs.enqueue(countRoundJob, { round });
      await this.jobs.enqueue(sweepTracesJob, {});
      await this.jobs.enqueue(tellAuthorisedJob, { round });
    }
    return closed;
  }

  private async settleBox(
    tx: Tx,
    round: RoundId,
  ): Promise<{ readonly cast: number; readonly boxRoot: string }> {
    const head = await this.sealing.sealFinally(tx, round);
    await this.box.rewriteInLogOrder(tx, round);
    return { cast: head.size, boxRoot: head.root.toString('hex') };
  }
}
