import { Injectable } from '@nestjs/common';
import type { RoundId } from '../../kernel/ids.js';
import type { LeafSpan } from '../../platform/public-log/index.js';
import { BoxLogRepository, type BallotStanding } from '../persistence/box-log.repository.js';
import { RoundRepository } from '../persistence/round.repository.js';
import { ballotLeaf } from '../tokens/ballot-leaf.js';

export type { BallotStanding };

/** What is public of the ballots in a box: they are sealed, and nothing in them says whose they are. */
@Injectable()
export class BoxLogs {
  constructor(
    private readonly boxes: BoxLogRepository,
    private readonly rounds: RoundRepository,
  ) {}

  /** Whether there is such a round. */
  async isKnown(round: RoundId): Promise<boolean> {
    return (await this.rounds.byId(round)) !== null;
  }

  /** Where the ballot under a serial stands; null when there is none. */
  standing(round: RoundId, serial: Buffer): Promise<BallotStanding | null> {
    return this.boxes.standing(round, serial);
  }

  /** The place of the ballot with a leaf hash; null when there is none, or none yet. */
  indexOf(round: RoundId, leafHash: Buffer): Promise<number | null> {
    return this.boxes.indexOf(round, leafHash);
  }

  /** The bytes that the leaf hashes of a span cover, in the order of the log. */
  async leaves(round: RoundId, span: LeafSpan): Promise<Buffer[]> {
    return (await this.boxes.ballots(round, span)).map(ballotLeaf);
  }

  /** The same, a page at a time. */
  async *pages(round: RoundId, { from, to }: LeafSpan): AsyncGenerator<Buffer> {
    const page = 2_000;
    for (let at = from; at < to; at += page) {
      yield Buffer.concat(await this.leaves(round, { from: at, to: Math.min(to, at + page) }));
    }
  }
}
