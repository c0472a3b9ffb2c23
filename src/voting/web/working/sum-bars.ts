import type { Translate } from '../../../platform/web/index.js';
import type { CountingRound } from '../../domain/tally/tally.js';
import { nearNumber, writeExact } from './exact-text.js';
import { inFinalOrder, mostVotes, nameAt, votesAt, type ShownCount } from './shown-count.js';

/** One bar with its exact number. */
export interface SumBar {
  readonly name: string;
  readonly votes: string;
  readonly textY: number;
  readonly barY: number;
  readonly width: number;
  readonly votesX: number;
  readonly elected: boolean;
}

/** One sum for each candidate. */
export interface SumBars {
  readonly height: number;
  readonly bars: readonly SumBar[];
}

const barWidth = 500;
const barStep = 40;

/** The numbers of the last round as bars, best of the final ranking first. */
export function sumBars(t: Translate, count: ShownCount, round: CountingRound): SumBars {
  const most = Math.max(nearNumber(mostVotes(round)), Number.MIN_VALUE);
  const order = inFinalOrder(count);
  return {
    height: order.length * barStep + 8,
    bars: order.map((position, index) => {
      const votes = votesAt(round, position);
      const width = Math.max(0, Math.round((nearNumber(votes) * barWidth) / most));
      return {
        name: `${index + 1}. ${nameAt(count, position)}`,
        votes: writeExact(t.language, votes),
        textY: index * barStep + 16,
        barY: index * barStep + 22,
        width,
        votesX: width + 8,
        elected: count.elected.includes(position),
      };
    }),
  };
}
