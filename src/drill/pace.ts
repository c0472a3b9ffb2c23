import { second } from '../kernel/clock.js';
import type { DrillPlan } from './plan.js';

/** The times of a day that takes minutes, in milliseconds. */
export interface Pace {
  /** From the planning of the rounds to their opening. */
  readonly preparation: number;
  /** From the opening to the first closing, which is extended while voters are still coming. */
  readonly voting: number;
  /** So long before a closing it is decided whether to extend. */
  readonly notice: number;
  /** So long a crash may last: before each, the closing is moved as far away. */
  readonly outage: number;
}

/**
 * As short as the machine allows, since the drill waits for its closing at the end. `start` is how long the server took to start:
 * on a busy machine everything takes as many times longer.
 */
export function paceOf({ members, turnout, regions }: DrillPlan, start: number): Pace {
  const ballotsASecond = 2_000;
  // Decisions about two rounds of every region wait behind the crowd.
  const notice = 3 * second + start * (2 + 0.4 * regions);
  return {
    preparation: 5 * second + start * (4 + 0.3 * regions) + members / 20,
    voting: notice + 6 * second + (members * turnout * second) / ballotsASecond,
    notice,
    outage: 4 * second + 5 * start,
  };
}
