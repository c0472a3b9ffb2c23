export { AppealComplaintService } from './application/appeal-complaint.service.js';
export { AttachEvidenceService } from './application/attach-evidence.service.js';
export { CancelDebateService } from './application/cancel-debate.service.js';
export {
  DebateDirectory,
  type Absence,
  type Debate,
  type DebateLot,
  type Speaker,
} from './application/debate-directory.js';
export { DecideComplaintService } from './application/decide-complaint.service.js';
export {
  DrawSpeakingOrderService,
  type DrawnOrder,
} from './application/draw-speaking-order.service.js';
export { FileComplaintService, type NewComplaint } from './application/file-complaint.service.js';
export { HoldDebateService } from './application/hold-debate.service.js';
export { RecordAttendanceService } from './application/record-attendance.service.js';
export { RecordEventsService } from './application/record-events.service.js';
export type { CampaignRefusal } from './application/refusal.js';
export { ScheduleDebateService, type NewDebate } from './application/schedule-debate.service.js';
export { StrikeOffAbsentService } from './application/strike-off-absent.service.js';
export { CampaignModule } from './campaign.module.js';
export type { Attendance, AttendanceMark } from './domain/attendance.js';
export type { CandidateEvent, EventKind } from './domain/candidate-event.js';
export type { ComplaintGround, Finding, Sanction } from './domain/complaint.js';
export type { ComplaintId, DebateId, EventId } from './domain/ids.js';
