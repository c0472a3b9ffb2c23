import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '../../kernel/clock.js';
import type { PrimaryId } from '../../kernel/ids.js';
import { CLOCK } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { smallestCell } from '../domain/rounds/smallest-cell.js';

/** The vote of a whole primary in numbers. */
export interface VotingNumbers {
  readonly members: number;
  readonly underway: number;
  readonly published: number;
  /** Ballots in the boxes, without those of rounds whose own number is too small to be told. */
  readonly ballots: number;
}

/** A million rows are not counted anew for every reader of the front page. */
const goodFor = 30_000;

/** Counts the register and the ballot boxes of a primary. */
@Injectable()
export class VotingFigures {
  private readonly counted = new Map<
    PrimaryId,
    { readonly at: number; readonly numbers: Promise<VotingNumbers> }
  >();

  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async of(primary: PrimaryId): Promise<VotingNumbers> {
    const now = this.clock.now().getTime();
    const known = this.counted.get(primary);
    if (known && now - known.at < goodFor) return await known.numbers;
    const numbers = this.count(primary);
    this.counted.set(primary, { at: now, numbers });
    numbers.catch(() => this.counted.delete(primary));
    return await numbers;
  }

  private async count(primary: PrimaryId): Promise<VotingNumbers> {
    const [numbers] = await this.database.rows<VotingNumbers>(
      `WITH round AS (
         SELECT r.state,
                (SELECT count(*)::integer FROM voting_ballot b WHERE b.round_id = r.id) AS ballots
           FROM voting_round r WHERE r.primary_id = $1
       )
       SELECT (SELECT count(*)::integer FROM voting_member) AS members,
              count(*) FILTER (WHERE state IN ('open', 'paused', 'extended'))::integer AS underway,
              count(*) FILTER (WHERE state IN ('published', 'final'))::integer AS published,
              coalesce(sum(ballots) FILTER (
                WHERE ballots >= $2 OR state IN ('published', 'final')), 0)::integer AS ballots
         FROM round`,
      [primary, smallestCell],
    );
    return numbers ?? { members: 0, underway: 0, published: 0, ballots: 0 };
  }
}
