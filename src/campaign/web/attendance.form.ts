import type { RegisteredDebate } from '../application/debate-register.js';
import { attendances, type AttendanceMark } from '../domain/attendance.js';

/** The marks of a register that differ from what it already says; an empty choice marks nobody. */
export function parseAttendance(
  body: Readonly<Record<string, unknown>>,
  slots: RegisteredDebate['slots'],
): AttendanceMark[] {
  return slots.flatMap((slot) => {
    const chosen = body[`attendance-${slot.candidacyId}`];
    const attendance = attendances.find((one) => one === chosen);
    const typed = body[`reason-${slot.candidacyId}`];
    const reason = typeof typed === 'string' ? typed.trim() : '';
    if (!attendance) return [];
    if (attendance === slot.attendance && reason === slot.reason) return [];
    return [{ candidacyId: slot.candidacyId, attendance, reason }];
  });
}
