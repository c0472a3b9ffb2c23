import { parseCalendarDate, type CalendarDate } from '../../../kernel/calendar.js';
import { accept, refuse, type Result } from '../../../kernel/result.js';

/** The columns of a member register, in the order of `MemberRow`. The first line of the file names them. */
export const memberColumns = [
  'iin',
  'family',
  'given',
  'patronymic',
  'territory',
  'joined',
  'phone',
  'email',
  'organisation',
] as const;

export type MemberColumn = (typeof memberColumns)[number];

/** One member as the register states it, checked. A member without a contact can only vote on paper. */
export interface MemberRow {
  readonly iin: string;
  readonly family: string;
  readonly given: string;
  readonly patronymic: string | null;
  readonly territory: string;
  readonly joined: CalendarDate;
  /** `+7` and ten digits. */
  readonly phone: string | null;
  readonly email: string | null;
  /** The primary party organisation that keeps the member's card. */
  readonly organisation: string;
}

export type MemberRefusalReason =
  | 'malformed'
  | 'wrong-number-of-fields'
  | 'column-missing'
  | 'column-unknown'
  | 'column-twice'
  | 'empty'
  | 'too-long'
  | 'not-an-iin'
  | 'unknown-territory'
  | 'not-a-date'
  | 'joined-in-the-future'
  | 'not-a-phone'
  | 'not-an-email'
  | 'twice-in-file'
  | 'already-on-register';

/** Why a field of a row is refused. `row` and `header` stand for the line as a whole. */
export interface MemberRefusal {
  readonly field: MemberColumn | 'row' | 'header';
  readonly reason: MemberRefusalReason;
}

/** A refusal and the line of the file it concerns, the header being line 1. */
export interface RefusedLine extends MemberRefusal {
  readonly line: number;
  /** The name of an unknown or missing column, or the earlier line that says the same. */
  readonly detail?: string;
}

/** What a row is checked against besides itself. */
export interface MemberChecks {
  readonly isIin: (text: string) => boolean;
  readonly isTerritory: (code: string) => boolean;
  readonly today: CalendarDate;
}

/** Where each column stands in the file, or every fault of the header. */
export function readMemberHeader(
  names: readonly string[],
): Result<ReadonlyMap<MemberColumn, number>, RefusedLine[]> {
  const known: readonly string[] = memberColumns;
  const clean = names.map((name) => name.trim().toLowerCase());
  const fault = (reason: MemberRefusalReason, detail: string): RefusedLine => ({
    line: 1,
    field: 'header',
    reason,
    detail,
  });
  const faults = [
    ...known.filter((name) => !clean.includes(name)).map((name) => fault('column-missing', name)),
    ...clean.filter((name) => !known.includes(name)).map((name) => fault('column-unknown', name)),
    ...clean
      .filter((name, at) => known.includes(name) && clean.indexOf(name) !== at)
      .map((name) => fault('column-twice', name)),
  ];
  if (faults.length > 0) return refuse(faults);
  return accept(new Map(memberColumns.map((column) => [column, clean.indexOf(column)])));
}

/** Reads one row and refuses it with every reason at once. */
export function readMemberRow(
  fields: readonly string[],
  columns: ReadonlyMap<MemberColumn, number>,
  checks: MemberChecks,
): Result<MemberRow, MemberRefusal[]> {
  if (fields.length !== columns.size)
    return refuse([{ field: 'row', reason: 'wrong-number-of-fields' }]);
  const text = (column: MemberColumn): string => (fields[columns.get(column) ?? 0] ?? '').trim();
  const refusals: MemberRefusal[] = [];
  const check = (field: MemberColumn, reason: MemberRefusalReason, passed: boolean): void => {
    if (!passed) refusals.push({ field, reason });
  };

  const row = {
    iin: text('iin'),
    family: text('family'),
    given: text('given'),
    patronymic: text('patronymic') || null,
    territory: text('territory'),
    phone: normalPhone(text('phone')),
    email: text('email').toLowerCase() || null,
    organisation: text('organisation'),
  };
  check('iin', 'not-an-iin', checks.isIin(row.iin));
  for (const field of ['family', 'given', 'organisation'] as const)
    check(field, 'empty', row[field] !== '');
  for (const field of ['family', 'given', 'patronymic', 'organisation', 'email'] as const)
    check(field, 'too-long', (row[field]?.length ?? 0) <= longestText);
  check('territory', 'unknown-territory', checks.isTerritory(row.territory));
  check('phone', 'not-a-phone', row.phone === null || /^\+7\d{10}$/.test(row.phone));
  check('email', 'not-an-email', row.email === null || email.test(row.email));
  const joined = parseCalendarDate(text('joined'));
  check('joined', 'not-a-date', joined.ok);
  check('joined', 'joined-in-the-future', !joined.ok || joined.value <= checks.today);
  return refusals.length > 0 || !joined.ok
    ? refuse(refusals)
    : accept({ ...row, joined: joined.value });
}

const longestText = 200;
const email = /^[^\s@,;"]+@[^\s@,;".]+(\.[^\s@,;".]+)+$/;

/** `8 (701) 234-56-78`, `7701…` and `+7 701 …` are the same number. What is none of these is left as it stands. */
function normalPhone(text: string): string | null {
  if (text === '') return null;
  const digits = text.replace(/[\s()-]/g, '');
  const national = /^(?:\+7|8|7)(\d{10})$/.exec(digits);
  return national ? `+7${national[1] ?? ''}` : digits;
}
