import { Injectable } from '@nestjs/common';
import type { RoundId } from '../../kernel/ids.js';
import type { Result } from '../../kernel/result.js';
import { Jobs } from '../../platform/jobs/index.js';
import { FreezeRuleSetService } from '../../primary/index.js';
import { RoundRepository, type Round } from '../persistence/round.repository.js';
import { TokenKeyRepository } from '../persistence/token-key.repository.js';
import { generateTokenKey } from '../tokens/token-key.js';
import { BallotBoxes } from './ballot-boxes.js';
import { closingJob } from './round-jobs.js';
import { RoundMoves, type Mover } from './round-moves.js';
import type { RoundRefusal } from './round-refusal.js';

@Injectable()
export class OpenRoundService {
  constructor(
    private readonly moves: RoundMoves,
    private readonly rounds: RoundRepository,
    private readonly keys: TokenKeyRepository,
    private readonly boxes: BallotBoxes,
    private readonly rules: FreezeRuleSetService,
    private readonly jobs: Jobs,
  ) {}

  /**
   * Opens a round with a token key of its own. The first opening of a season freezes its rules. Where the box is a program of
   * its own, the ledger also gets the key that it signs with.
   */
  async open(round: RoundId, mover: Mover): Promise<Result<Round, RoundRefusal>> {
    const key = await generateTokenKey();
    return await this.moves.move(
      { round, move: 'open', mover },
      async (tx, { primaryId, closesAt }) => {
        await this.rules.freeze(primaryId, tx);
        await this.keys.add(tx, round, key);
        const boxKey = this.boxes.key;
        if (boxKey) await this.rounds.setBoxKey(tx, round, boxKey);
        await this.jobs.enqueue(closingJob, { round }, closesAt);
        return {
          tokenKey: key.publicKey.toString('base64'),
          ...(boxKey && { boxKey: boxKey.toString('hex') }),
        };
      },
    );
  }
}
