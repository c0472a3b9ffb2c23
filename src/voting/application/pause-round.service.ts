import { Injectable } from '@nestjs/common';
import type { RoundId } from '../../kernel/ids.js';
import type { Result } from '../../kernel/result.js';
import type { Actor } from '../../platform/identity/index.js';
import type { Round } from '../persistence/round.repository.js';
import { RoundMoves } from './round-moves.js';
import type { RoundRefusal } from './round-refusal.js';

@Injectable()
export class PauseRoundService {
  constructor(private readonly moves: RoundMoves) {}

  /** Stops the voting for a while. The reason is published; the closing stays where it is unless it is moved. */
  async pause(round: RoundId, reason: string, actor: Actor): Promise<Result<Round, RoundRefusal>> {
    return await this.moves.move({ round, move: 'pause', mover: actor, reason }, () =>
      Promise.resolve({}),
    );
  }
}
