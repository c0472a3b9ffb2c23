import type { CalendarDate } from '../../../kernel/calendar.js';
import { eldestFirst, looksAtAge } from './age-order.js';

describe('the order by age', () => {
  const born = (id: string, day: string) => ({ id, birthDate: day as CalendarDate });

  it('goes from the eldest to the youngest, and keeps together who was born on one day', () => {
    const people = [
      born('c', '1990-02-01'),
      born('a', '1990-02-01'),
      born('d', '1964-12-31'),
      born('b', '2001-01-01'),
    ];
    expect(eldestFirst(people)).toEqual([['d'], ['a', 'c'], ['b']]);
    expect(eldestFirst([])).toEqual([]);
  });

  it('is asked for by a policy with a step by age only', () => {
    expect(looksAtAge([{ kind: 'lot' }, { kind: 'younger' }])).toBe(true);
    expect(looksAtAge([{ kind: 'elder' }])).toBe(true);
    expect(looksAtAge([{ kind: 'group' }, { kind: 'ask' }])).toBe(false);
  });
});
