import type { CalendarDate } from '../../kernel/calendar.js';
import { presetRules } from '../../../test/support/rule-sets.js';
import {
  mayFollow,
  nextState,
  seasonBlockers,
  seasonMoves,
  seasonStates,
  type SeasonState,
} from './season.js';

const { calendar } = presetRules('nur-otan-2020');
const on = (day: string) => day as CalendarDate;

describe('seasonMoves', () => {
  it('reaches every state from the draft, one after the other, and ends', () => {
    const lived: SeasonState[] = ['draft'];
    for (let next = nextState('draft'); next; next = nextState(next)) lived.push(next);
    expect(lived).toEqual(seasonStates);
  });

  it('allows what the table says and nothing else', () => {
    const pairs = seasonStates.flatMap((from) => seasonStates.map((to) => ({ from, to })));
    const allowed = pairs.filter(mayFollow);
    expect(allowed).toHaveLength(seasonStates.length - 1);
    expect(allowed.every(({ from, to }) => seasonMoves[from].includes(to))).toBe(true);
  });
});

describe('seasonBlockers', () => {
  const blockers = (from: SeasonState, to: SeasonState, today: string, contests = 21) =>
    seasonBlockers({ move: { from, to }, today: on(today), calendar, contests });

  it.each([
    ['draft', 'announced', '2020-06-03', '2020-06-04'],
    ['announced', 'registration', '2020-08-16', '2020-08-17'],
    ['registration', 'campaigning', '2020-08-30', '2020-08-31'],
    ['campaigning', 'voting', '2020-09-30', '2020-10-01'],
  ] as const)('holds %s → %s on %s, the day before', (from, to, today, first) => {
    expect(blockers(from, to, today)).toEqual([
      { module: 'primary', kind: 'too-early', values: { from: first, today } },
    ]);
    expect(blockers(from, to, first)).toEqual([]);
  });

  it.each([
    ['voting', 'lists'],
    ['lists', 'filed'],
    ['filed', 'closed'],
    ['announced', 'draft'],
  ] as const)('leaves the day of %s → %s to the work that must be done', (from, to) => {
    expect(blockers(from, to, '2020-06-01')).toEqual([]);
  });

  it.each([
    ['announced', 'registration', calendar.registration.to],
    ['registration', 'campaigning', calendar.campaigning.to],
    ['campaigning', 'voting', calendar.voting.to],
  ] as const)('holds %s → %s once its time, to %s, is over', (from, to, last) => {
    expect(blockers(from, to, last)).toEqual([]);
    expect(blockers(from, to, '2026-11-20')).toEqual([
      { module: 'primary', kind: 'time-over', values: { to: last, today: '2026-11-20' } },
    ]);
  });

  it('says everything at once', () => {
    expect(blockers('draft', 'announced', '2020-06-03', 0).map(({ kind }) => kind)).toEqual([
      'no-contests',
      'too-early',
    ]);
  });
});
