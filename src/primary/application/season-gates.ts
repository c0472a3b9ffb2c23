import { Injectable } from '@nestjs/common';
import type { PrimaryId } from '../../kernel/ids.js';
import type { Blocker, SeasonMove } from '../domain/season.js';

/** What a module has against a move of the season; empty when nothing. */
export type SeasonGate = (primaryId: PrimaryId, move: SeasonMove) => Promise<readonly Blocker[]>;

/** Where the other modules say what must be done before the season moves on. They know this one, not the reverse. */
@Injectable()
export class SeasonGates {
  private readonly gates: SeasonGate[] = [];

  add(gate: SeasonGate): void {
    this.gates.push(gate);
  }

  /** What all of them have against a move, together. */
  async blockers(primaryId: PrimaryId, move: SeasonMove): Promise<Blocker[]> {
    const answers = await Promise.all(this.gates.map((gate) => gate(primaryId, move)));
    return answers.flat();
  }
}
