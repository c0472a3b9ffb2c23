import type { Attendance } from '../domain/attendance.js';
import type { DebateState } from '../domain/debate-state.js';

/** The colour of a badge; the words beside it say the same. */
export type Tone = 'good' | 'warn' | 'bad' | '';

export function debateTone(state: DebateState): Tone {
  switch (state) {
    case 'scheduled':
      return 'warn';
    case 'drawn':
      return '';
    case 'held':
      return 'good';
    case 'cancelled':
      return 'bad';
  }
}

export function attendanceTone(attendance: Attendance | null): Tone {
  switch (attendance) {
    case 'present':
      return 'good';
    case 'absent':
      return 'bad';
    case 'excused':
      return 'warn';
    case null:
      return '';
  }
}
