import type { CalendarDate } from '../../kernel/calendar.js';
import { presetRules } from '../../../test/support/rule-sets.js';
import { registrationOn } from './registration.js';
import type { SeasonState } from './season.js';

const { calendar } = presetRules('nur-otan-2020');
const { from, to } = calendar.registration;

describe('registrationOn', () => {
  it.each<[string, SeasonState, object]>([
    ['2020-08-16', 'announced', { kind: 'ahead', from }],
    ['2020-08-17', 'announced', { kind: 'awaited', from }],
    ['2020-08-16', 'registration', { kind: 'ahead', from }],
    ['2020-08-17', 'registration', { kind: 'open', to }],
    ['2020-08-30', 'registration', { kind: 'open', to }],
    ['2020-08-31', 'registration', { kind: 'over', to }],
    ['2020-08-20', 'campaigning', { kind: 'over', to }],
  ])('on %s in the state %s', (today, state, expected) => {
    expect(registrationOn(today as CalendarDate, state, calendar)).toEqual(expected);
  });
});
