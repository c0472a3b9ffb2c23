import type { CalendarDate } from '../../../kernel/calendar.js';
import { memberColumns, readMemberHeader, readMemberRow, type MemberChecks } from './member-row.js';

const checks: MemberChecks = {
  isIin: (text) => /^\d{12}$/.test(text),
  isTerritory: (code) => code.startsWith('KZ-39'),
  today: '2020-09-01' as CalendarDate,
};

const header = readMemberHeader(memberColumns);
const columns = header.ok ? header.value : new Map<never, never>();

const valid = {
  iin: '791028302728',
  family: 'Әбдіқалықова',
  given: 'Гүлшара',
  patronymic: '',
  territory: 'KZ-3901',
  joined: '2014-03-02',
  phone: '8 (701) 234-56-78',
  email: 'Gulshara@Example.kz',
  organisation: '№ 12',
};

function read(changes: Partial<typeof valid>): ReturnType<typeof readMemberRow> {
  const row = { ...valid, ...changes };
  return readMemberRow(
    memberColumns.map((column) => row[column]),
    columns,
    checks,
  );
}

describe('readMemberHeader', () => {
  it('takes the columns in any order and case', () => {
    const names = [...memberColumns].reverse().map((name) => ` ${name.toUpperCase()} `);
    const read = readMemberHeader(names);
    expect(read.ok && read.value.get('iin')).toBe(8);
  });

  it('names every column that is missing, unknown or there twice', () => {
    const names = ['iin', 'iin', 'surname', ...memberColumns.slice(2)];
    expect(readMemberHeader(names)).toEqual({
      ok: false,
      error: [
        { line: 1, field: 'header', reason: 'column-missing', detail: 'family' },
        { line: 1, field: 'header', reason: 'column-unknown', detail: 'surname' },
        { line: 1, field: 'header', reason: 'column-twice', detail: 'iin' },
      ],
    });
  });
});

describe('readMemberRow', () => {
  it('reads a member and writes phone and e-mail in one way', () => {
    expect(read({})).toEqual({
      ok: true,
      value: {
        ...valid,
        patronymic: null,
        phone: '+77012345678',
        email: 'gulshara@example.kz',
      },
    });
  });

  it.each([['+7 701 234 56 78'], ['77012345678'], ['8-701-234-56-78']])(
    'knows the phone number %s',
    (phone) => {
      expect(read({ phone })).toMatchObject({ value: { phone: '+77012345678' } });
    },
  );

  it('takes a member without any contact', () => {
    expect(read({ phone: '', email: '' })).toMatchObject({ value: { phone: null, email: null } });
  });

  it.each([
    [{ iin: '79102830272' }, 'iin', 'not-an-iin'],
    [{ family: ' ' }, 'family', 'empty'],
    [{ given: '' }, 'given', 'empty'],
    [{ organisation: '' }, 'organisation', 'empty'],
    [{ family: 'ә'.repeat(201) }, 'family', 'too-long'],
    [{ territory: 'KZ-4001' }, 'territory', 'unknown-territory'],
    [{ joined: '2019-02-29' }, 'joined', 'not-a-date'],
    [{ joined: '2020-09-02' }, 'joined', 'joined-in-the-future'],
    [{ phone: '12345' }, 'phone', 'not-a-phone'],
    [{ email: 'nobody@nowhere' }, 'email', 'not-an-email'],
  ] as const)('refuses %j', (changes, field, reason) => {
    expect(read(changes)).toEqual({ ok: false, error: [{ field, reason }] });
  });

  it('names all faults of a row at once', () => {
    expect(read({ iin: '', joined: 'yesterday', phone: '?' })).toMatchObject({
      error: [{ field: 'iin' }, { field: 'phone' }, { field: 'joined' }],
    });
  });

  it('refuses a row that is too short or too long', () => {
    const wrong = { ok: false, error: [{ field: 'row', reason: 'wrong-number-of-fields' }] };
    expect(readMemberRow(['1'], columns, checks)).toEqual(wrong);
    expect(readMemberRow(new Array<string>(10).fill(''), columns, checks)).toEqual(wrong);
  });
});
