import type { CalendarDate } from '../../kernel/calendar.js';
import type { CalendarRule } from './rule-set.js';

/** The states of a season, in the order they are lived through. */
export const seasonStates = [
  'draft',
  'announced',
  'registration',
  'campaigning',
  'voting',
  'lists',
  'filed',
  'closed',
] as const;

export type SeasonState = (typeof seasonStates)[number];

/** Which state may follow which. A season never goes back: what has been done under a state stays done. */
export const seasonMoves: Readonly<Record<SeasonState, readonly SeasonState[]>> = {
  draft: ['announced'],
  announced: ['registration'],
  registration: ['campaigning'],
  campaigning: ['voting'],
  voting: ['lists'],
  lists: ['filed'],
  filed: ['closed'],
  closed: [],
};

/** A move from one state of the season to another. */
export interface SeasonMove {
  readonly from: SeasonState;
  readonly to: SeasonState;
}

/**
 * A named reason why a season cannot move yet. Its sentence stands in the words of its module under
 * `<module>.blocker.<kind>` and is filled from `values`.
 */
export interface Blocker {
  readonly module: string;
  readonly kind: string;
  readonly values: Readonly<Record<string, string | number>>;
}

/** What the primary itself knows about a move; other modules add their own blockers. */
export interface SeasonFacts {
  readonly move: SeasonMove;
  readonly today: CalendarDate;
  readonly calendar: CalendarRule;
  readonly contests: number;
}

/** Whether the table allows the move at all. */
export function mayFollow({ from, to }: SeasonMove): boolean {
  return seasonMoves[from].includes(to);
}

/** The state a season moves to next, if any. */
export function nextState(state: SeasonState): SeasonState | null {
  return seasonMoves[state][0] ?? null;
}

/**
 * Everything the primary itself has against a move, all at once: a day that has not come, a time that is over, a season
 * without a contest.
 */
export function seasonBlockers({ move, today, calendar, contests }: SeasonFacts): Blocker[] {
  const day = firstDayOf(move.to, calendar);
  const last = lastDayOf(move.to, calendar);
  return [
    ...(contests === 0 ? [seasonBlocker('no-contests')] : []),
    ...(day !== null && today < day ? [seasonBlocker('too-early', { from: day, today })] : []),
    ...(last !== null && today > last ? [seasonBlocker('time-over', { to: last, today })] : []),
  ];
}

/** A stage whose last day is past cannot begin any more; the calendar has to be amended first. */
function lastDayOf(state: SeasonState, calendar: CalendarRule): CalendarDate | null {
  switch (state) {
    case 'registration':
      return calendar.registration.to;
    case 'campaigning':
      return calendar.campaigning.to;
    case 'voting':
      return calendar.voting.to;
    case 'draft':
    case 'announced':
    case 'lists':
    case 'filed':
    case 'closed':
      return null;
  }
}

function firstDayOf(state: SeasonState, calendar: CalendarRule): CalendarDate | null {
  switch (state) {
    case 'announced':
      return calendar.announced;
    case 'registration':
      return calendar.registration.from;
    case 'campaigning':
      return calendar.campaigning.from;
    case 'voting':
      return calendar.voting.from;
    // Counting, conferences and filing end when they are done, which the modules that run them say themselves.
    case 'draft':
    case 'lists':
    case 'filed':
    case 'closed':
      return null;
  }
}

/** A blocker of this module. */
export function seasonBlocker(kind: string, values: Blocker['values'] = {}): Blocker {
  return { module: 'primary', kind, values };
}
