import type { FileRefusal } from '../../platform/files/index.js';
import type { OutsideYourTerritory } from '../../platform/identity/index.js';
import type { AbsenceRefusal } from '../domain/absence.js';
import type { AttendanceRefusal } from '../domain/attendance.js';
import type { EventRefusal } from '../domain/candidate-event.js';
import type {
  ComplaintAppealRefusal,
  ComplaintRefusal,
  DecideRefusal,
} from '../domain/complaint.js';
import type { CancelRefusal, HoldRefusal, ScheduleRefusal } from '../domain/debate.js';
import type { DrawRefusal } from '../domain/speaking-order.js';

/** Everything a use case of this module may answer instead of doing what was asked. */
export type CampaignRefusal =
  | OutsideYourTerritory
  | FileRefusal
  | ScheduleRefusal
  | DrawRefusal
  | AttendanceRefusal
  | HoldRefusal
  | CancelRefusal
  | AbsenceRefusal
  | EventRefusal
  | ComplaintRefusal
  | DecideRefusal
  | ComplaintAppealRefusal
  | { readonly kind: 'contest-unknown' }
  | { readonly kind: 'unit-outside-contest' }
  | { readonly kind: 'debate-unknown' }
  | { readonly kind: 'candidacy-unknown' }
  | { readonly kind: 'complaint-unknown' };
