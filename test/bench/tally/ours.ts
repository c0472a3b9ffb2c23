import { countBallotFile } from '../../../src/voting/application/count-ballot-file.js';
import { readBallotFile } from '../../../src/voting/application/read-ballot-file.js';
import { readTallyOrder } from '../../../src/voting/application/tally-order.js';
import { methodOf } from '../../../src/voting/domain/methods/catalogue.js';
import type { Result } from '../../../src/kernel/result.js';

/** One count: milliseconds to read and fold, milliseconds to count, different ballots, winner, peak memory in KiB. */
export interface Counted {
  readonly read: number;
  readonly count: number;
  readonly distinct: number;
  readonly winner: string;
  readonly peak: number;
}

/** What the command line would say besides method and file. */
const limits: Readonly<Record<string, object>> = {
  rating: { maxMarks: '10' },
  score: { maxScore: '5' },
  'majority-judgment': { maxScore: '5' },
  cumulative: { votes: '20', maxForOne: '5' },
};

/** Whether the method counts scores and not rankings. */
export function countsScores(method: string): boolean {
  const found = methodOf(method);
  return found.ok && ['score', 'cumulative'].includes(found.value.forms[0] ?? '');
}

/** Counts a file as `irikteu tally` does. */
export async function countOurs(method: string, file: string): Promise<Counted> {
  const order = accepted(
    readTallyOrder({ file, method, seats: '5', ties: 'order', ...limits[method] }),
  );
  const begun = performance.now();
  const ballots = accepted(
    await readBallotFile(file, { ...order, form: order.method.forms[0] ?? 'ranking' }),
  );
  const read = performance.now();
  const { tally } = accepted(countBallotFile(order, ballots));
  return {
    read: read - begun,
    count: performance.now() - read,
    distinct: ballots.ballots.distinct,
    winner: ballots.candidates[tally.elected[0] ?? -1] ?? '',
    peak: process.resourceUsage().maxRSS,
  };
}

function accepted<T>(result: Result<T, string | readonly string[]>): T {
  if (result.ok) return result.value;
  throw new Error(String(result.error));
}
