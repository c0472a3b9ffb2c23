import type { CalendarDate } from '../../kernel/calendar.js';
import { iinCheckDigit, iinWarnings, parseIin, type Iin } from './iin.js';

describe('parseIin', () => {
  it.each([
    ['010101100008', 'passes in the first pass (domain.md 7)'],
    ['010101100903', 'first pass gives 10, second gives 3 (domain.md 7)'],
    ['791028302728', 'published sample, first pass (tlgtaa/py-kz-validators)'],
    ['061211600012', 'published sample, second pass (ZhymabekRoman/kz-iin-validator)'],
  ])('accepts %s: %s', (number) => {
    expect(parseIin(number)).toEqual({ ok: true, value: number });
  });

  it.each(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])(
    'never accepts 01010110099%s: both passes give 10 (domain.md 7)',
    (last) => {
      expect(parseIin(`01010110099${last}`)).toEqual({
        ok: false,
        error: { kind: 'iin-check-digit' },
      });
    },
  );

  it('refuses a wrong check digit', () => {
    expect(parseIin('791028302729')).toEqual({ ok: false, error: { kind: 'iin-check-digit' } });
  });

  it.each(['', '79102830272', '7910283027281', '79102830272x', '791028702728'])(
    'refuses the shape of "%s"',
    (text) => {
      expect(parseIin(text)).toEqual({ ok: false, error: { kind: 'iin-shape' } });
    },
  );

  it('takes a number typed with spaces', () => {
    expect(parseIin(' 791028 302728 ')).toEqual({ ok: true, value: '791028302728' });
  });
});

describe('iinCheckDigit', () => {
  it('says that a number is never issued', () => {
    expect(iinCheckDigit('01010110099')).toBeNull();
  });

  it('crashes on anything but eleven digits', () => {
    expect(() => iinCheckDigit('123')).toThrow('eleven digits');
  });
});

describe('iinWarnings', () => {
  const documents = { birthDate: '1979-10-28' as CalendarDate, sex: 'male' as const };

  it('says nothing when number and documents agree', () => {
    expect(iinWarnings('791028302728' as Iin, documents)).toEqual([]);
  });

  it('knows the fixture of domain.md 7 as a man born on 1 January 1801', () => {
    const born1801 = { birthDate: '1801-01-01' as CalendarDate, sex: 'male' as const };
    expect(iinWarnings('010101100008' as Iin, born1801)).toEqual([]);
  });

  it('warns of another birth date and another sex (Ministry of Justice, 5 Apr 2019)', () => {
    const other = { birthDate: '1979-10-29' as CalendarDate, sex: 'female' as const };
    expect(iinWarnings('791028302728' as Iin, other)).toEqual([
      { kind: 'iin-birth-date-differs' },
      { kind: 'iin-sex-differs' },
    ]);
  });

  it('reads an even seventh digit as a woman', () => {
    const woman = { birthDate: '1979-10-28' as CalendarDate, sex: 'female' as const };
    expect(iinWarnings('791028400000' as Iin, woman)).toEqual([]);
  });

  it('warns of another century', () => {
    const other = { birthDate: '1879-10-28' as CalendarDate, sex: 'male' as const };
    expect(iinWarnings('791028302728' as Iin, other)).toEqual([{ kind: 'iin-birth-date-differs' }]);
  });

  it('warns of a seventh digit 0, of which nothing but the day can be compared', () => {
    expect(iinWarnings('791028000000' as Iin, documents)).toEqual([
      { kind: 'iin-century-unknown' },
    ]);
    expect(iinWarnings('791029000000' as Iin, documents)).toEqual([
      { kind: 'iin-century-unknown' },
      { kind: 'iin-birth-date-differs' },
    ]);
  });
});
