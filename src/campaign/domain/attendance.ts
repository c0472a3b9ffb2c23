import type { Instant } from '../../kernel/clock.js';
import type { CandidacyId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import type { DebateState } from './debate-state.js';

/** `excused`: absent for a reason that the commission accepts and writes down. */
export const attendances = ['present', 'absent', 'excused'] as const;

export type Attendance = (typeof attendances)[number];

/** One line of the register as the commission hands it in. */
export interface AttendanceMark {
  readonly candidacyId: CandidacyId;
  readonly attendance: Attendance;
  readonly reason: string;
}

/** A participant as the register has it now; null until marked. */
export interface RegisterLine {
  readonly candidacyId: CandidacyId;
  readonly attendance: Attendance | null;
}

export type AttendanceRefusal =
  | { readonly kind: 'debate-not-drawn' }
  | { readonly kind: 'debate-cancelled' }
  | { readonly kind: 'debate-not-begun'; readonly startsAt: Instant }
  | { readonly kind: 'nothing-marked' }
  | { readonly kind: 'not-a-participant'; readonly candidacies: readonly CandidacyId[] }
  | { readonly kind: 'marked-twice'; readonly candidacies: readonly CandidacyId[] }
  | { readonly kind: 'reason-missing'; readonly candidacies: readonly CandidacyId[] };

/**
 * The marks that change the register, or everything that is wrong with them. Nobody is marked before the debate begins.
 * A mark may be corrected later, even after the debate was recorded as held (a certificate comes days afterwards), but a
 * correction and an excuse say why.
 */
export function checkAttendance(
  debate: { readonly state: DebateState; readonly startsAt: Instant },
  register: readonly RegisterLine[],
  marks: readonly AttendanceMark[],
  now: Instant,
): Result<AttendanceMark[], AttendanceRefusal[]> {
  const closed = whyClosed(debate, now);
  if (closed) return refuse([closed]);
  const ids = marks.map(({ candidacyId }) => candidacyId);
  const strangers = ids.filter((id) => !lineOf(register, id));
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
  const unexplained = marks.filter((mark) => needsReason(mark, register) && !mark.reason.trim());
  const reasons: AttendanceRefusal[] = [];
  if (marks.length === 0) reasons.push({ kind: 'nothing-marked' });
  if (strangers.length > 0) reasons.push({ kind: 'not-a-participant', candidacies: strangers });
  if (twice.length > 0) reasons.push({ kind: 'marked-twice', candidacies: twice });
  if (unexplained.length > 0) {
    reasons.push({
      kind: 'reason-missing',
      candidacies: unexplained.map(({ candidacyId }) => candidacyId),
    });
  }
  if (reasons.length > 0) return refuse(reasons);
  return accept(marks.filter((mark) => changes(mark, register)));
}

/** Those of the register who are not marked yet. */
export function unmarked(register: readonly RegisterLine[]): CandidacyId[] {
  return register
    .filter(({ attendance }) => attendance === null)
    .map(({ candidacyId }) => candidacyId);
}

function whyClosed(
  { state, startsAt }: { readonly state: DebateState; readonly startsAt: Instant },
  now: Instant,
): AttendanceRefusal | null {
  switch (state) {
    case 'scheduled':
      return { kind: 'debate-not-drawn' };
    case 'cancelled':
      return { kind: 'debate-cancelled' };
    case 'drawn':
    case 'held':
      return now < startsAt ? { kind: 'debate-not-begun', startsAt } : null;
  }
}

function needsReason(mark: AttendanceMark, register: readonly RegisterLine[]): boolean {
  const before = lineOf(register, mark.candidacyId)?.attendance ?? null;
  const corrected = before !== null && before !== mark.attendance;
  return corrected || mark.attendance === 'excused';
}

function changes(mark: AttendanceMark, register: readonly RegisterLine[]): boolean {
  return (
    lineOf(register, mark.candidacyId)?.attendance !== mark.attendance || mark.reason.trim() !== ''
  );
}

function lineOf(register: readonly RegisterLine[], id: CandidacyId): RegisterLine | undefined {
  return register.find(({ candidacyId }) => candidacyId === id);
}
