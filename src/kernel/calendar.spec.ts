import fc from 'fast-check';
import { ageOn, parseCalendarDate, type CalendarDate } from './calendar.js';

const date = (text: string): CalendarDate => text as CalendarDate;

describe('parseCalendarDate', () => {
  it.each(['2020-08-17', '2024-02-29', '2000-02-29', '2020-12-31', '2021-04-30', '2021-01-01'])(
    'reads %s',
    (text) => {
      expect(parseCalendarDate(text)).toEqual({ ok: true, value: text });
    },
  );

  it.each([
    '2021-02-29',
    '1900-02-29',
    '2021-02-30',
    '2021-04-31',
    '2021-13-01',
    '2021-00-10',
    '2021-01-00',
    '2021-1-1',
    '17.08.2020',
    '',
  ])('refuses %p', (text) => {
    expect(parseCalendarDate(text)).toEqual({ ok: false, error: { kind: 'not-a-date' } });
  });

  it('agrees with the proleptic calendar of the language on every day of four centuries', () => {
    const days = fc.integer({ min: 0, max: 146_097 });
    fc.assert(
      fc.property(days, (days) => {
        const text = new Date(Date.UTC(1800, 0, 1 + days)).toISOString().slice(0, 10);
        expect(parseCalendarDate(text).ok).toBe(true);
      }),
    );
  });
});

describe('ageOn', () => {
  it.each([
    ['1985-11-25', '2020-11-24', 34],
    ['1985-11-25', '2020-11-25', 35],
    ['1985-11-25', '2020-11-26', 35],
  ])('of someone born %s is on %s %i', (birth, on, age) => {
    expect(ageOn(date(birth), date(on))).toBe(age);
  });

  it.each([
    ['2021-02-28', 20],
    ['2021-03-01', 21],
    ['2024-02-28', 23],
    ['2024-02-29', 24],
  ])('of someone born on 29 February 2000 is on %s %i', (on, age) => {
    expect(ageOn(date('2000-02-29'), date(on))).toBe(age);
  });

  it('separates the two youth lines: domain.md 7, a person aged 31', () => {
    const age = ageOn(date('1989-06-15'), date('2021-01-10'));
    expect([age, age < 35, age < 29]).toEqual([31, true, false]);
  });
});
