import { Injectable } from '@nestjs/common';
import type { RoundId } from '../../kernel/ids.js';
import { BallotRepository } from '../persistence/ballot.repository.js';

/** What whoever holds a receipt may ask the box. */
@Injectable()
export class Receipts {
  constructor(private readonly box: BallotRepository) {}

  /** The leaf hash of the ballot under a serial; null when there is none. */
  async leafUnder(round: RoundId, serial: Buffer): Promise<Buffer | null> {
    const [standing] = await this.box.standings([{ round, serial }]);
    return standing?.leafHash ?? null;
  }
}
