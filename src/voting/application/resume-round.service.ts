import { Injectable } from '@nestjs/common';
import type { RoundId } from '../../kernel/ids.js';
import type { Result } from '../../kernel/result.js';
import type { Actor } from '../../platform/identity/index.js';
import type { Round } from '../persistence/round.repository.js';
import { RoundMoves } from './round-moves.js';
import type { RoundRefusal } from './round-refusal.js';

@Injectable()
export class ResumeRoundService {
  constructor(private readonly moves: RoundMoves) {}

  /** Lets a paused voting go on, with a published reason. */
  async resume(round: RoundId, reason: string, actor: Actor): Promise<Result<Round, RoundRefusal>> {
    return await this.moves.move({ round, move: 'resume', mover: actor, reason }, () =>
      Promise.resolve({}),
    );
  }
}
