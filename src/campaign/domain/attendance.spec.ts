import type { CandidacyId } from '../../kernel/ids.js';
import { checkAttendance, unmarked, type AttendanceMark, type RegisterLine } from './attendance.js';

const begins = new Date('2020-09-14T12:00:00Z');
const before = new Date('2020-09-14T11:59:59Z');
const [a, b, c] = ['a', 'b', 'c'] as CandidacyId[] as [CandidacyId, CandidacyId, CandidacyId];
const drawn = { state: 'drawn', startsAt: begins } as const;
const register: RegisterLine[] = [
  { candidacyId: a, attendance: null },
  { candidacyId: b, attendance: null },
];
const mark = (
  candidacyId: CandidacyId,
  attendance: AttendanceMark['attendance'],
  reason = '',
): AttendanceMark => ({ candidacyId, attendance, reason });

describe('checkAttendance', () => {
  it('takes the whole register in one go', () => {
    const marks = [mark(a, 'present'), mark(b, 'absent')];
    expect(checkAttendance(drawn, register, marks, begins)).toEqual({ ok: true, value: marks });
  });

  it('marks nobody before the debate begins', () => {
    expect(checkAttendance(drawn, register, [mark(a, 'absent')], before)).toEqual({
      ok: false,
      error: [{ kind: 'debate-not-begun', startsAt: begins }],
    });
  });

  it('marks nobody before the order is drawn', () => {
    const scheduled = { ...drawn, state: 'scheduled' } as const;
    expect(checkAttendance(scheduled, register, [mark(a, 'absent')], begins)).toEqual({
      ok: false,
      error: [{ kind: 'debate-not-drawn' }],
    });
  });

  it('marks nobody at a cancelled debate', () => {
    const cancelled = { ...drawn, state: 'cancelled' } as const;
    expect(checkAttendance(cancelled, register, [mark(a, 'absent')], begins)).toEqual({
      ok: false,
      error: [{ kind: 'debate-cancelled' }],
    });
  });

  it('tells strangers, doubles and missing reasons at once', () => {
    const marks = [mark(c, 'present'), mark(a, 'excused'), mark(a, 'present')];
    expect(checkAttendance(drawn, register, marks, begins)).toEqual({
      ok: false,
      error: [
        { kind: 'not-a-participant', candidacies: [c] },
        { kind: 'marked-twice', candidacies: [a] },
        { kind: 'reason-missing', candidacies: [a] },
      ],
    });
  });

  it('refuses an empty hand', () => {
    expect(checkAttendance(drawn, register, [], begins)).toEqual({
      ok: false,
      error: [{ kind: 'nothing-marked' }],
    });
  });

  it('corrects a mark after the debate was held, with a reason', () => {
    const held = { ...drawn, state: 'held' } as const;
    const absent: RegisterLine[] = [{ candidacyId: a, attendance: 'absent' }];
    expect(checkAttendance(held, absent, [mark(a, 'present')], begins)).toEqual({
      ok: false,
      error: [{ kind: 'reason-missing', candidacies: [a] }],
    });
    const excused = mark(a, 'excused', 'In hospital, certificate 12');
    expect(checkAttendance(held, absent, [excused], begins)).toEqual({
      ok: true,
      value: [excused],
    });
  });

  it('leaves out what changes nothing', () => {
    const known: RegisterLine[] = [{ candidacyId: a, attendance: 'present' }];
    expect(checkAttendance(drawn, known, [mark(a, 'present')], begins)).toEqual({
      ok: true,
      value: [],
    });
  });
});

describe('unmarked', () => {
  it('names those without a mark', () => {
    expect(unmarked([{ candidacyId: a, attendance: 'present' }, ...register.slice(1)])).toEqual([
      b,
    ]);
  });
});
