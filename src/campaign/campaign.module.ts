import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CandidateModule } from '../candidate/index.js';
import { PrimaryModule } from '../primary/index.js';
import { AppealComplaintService } from './application/appeal-complaint.service.js';
import { AttachEvidenceService } from './application/attach-evidence.service.js';
import { CampaignGate } from './application/campaign-gate.js';
import { CancelDebateService } from './application/cancel-debate.service.js';
import { ComplaintDirectory } from './application/complaint-directory.js';
import { ComplaintNews, WRITE_MESSAGE } from './application/complaint-news.js';
import { DebateDirectory } from './application/debate-directory.js';
import { DebateRegister } from './application/debate-register.js';
import { DecideComplaintService } from './application/decide-complaint.service.js';
import { DrawSpeakingOrderService } from './application/draw-speaking-order.service.js';
import { EventRegister } from './application/event-register.js';
import { FileComplaintService } from './application/file-complaint.service.js';
import { HoldDebateService } from './application/hold-debate.service.js';
import { RecordAttendanceService } from './application/record-attendance.service.js';
import { RecordEventsService } from './application/record-events.service.js';
import { Removal } from './application/removal.js';
import { ScheduleDebateService } from './application/schedule-debate.service.js';
import { StrikeOffAbsentService } from './application/strike-off-absent.service.js';
import { CandidateEventEntity } from './persistence/candidate-event.entity.js';
import { CandidateEventRepository } from './persistence/candidate-event.repository.js';
import { ComplaintAppealEntity } from './persistence/complaint-appeal.entity.js';
import { ComplaintDecisionEntity } from './persistence/complaint-decision.entity.js';
import { ComplaintEntity } from './persistence/complaint.entity.js';
import { ComplaintRepository } from './persistence/complaint.repository.js';
import { DebateSlotEntity } from './persistence/debate-slot.entity.js';
import { DebateEntity } from './persistence/debate.entity.js';
import { DebateRepository } from './persistence/debate.repository.js';
import { CampaignDesk } from './web/campaign-desk.js';
import { CampaignSections } from './web/campaign-sections.js';
import { CommissionDebateController } from './web/commission-debate.controller.js';
import { CommissionDebatesController } from './web/commission-debates.controller.js';
import { ComplaintRoom } from './web/complaint-room.js';
import { ComplaintsApi } from './web/complaints.api.js';
import { ComplaintsController } from './web/complaints.controller.js';
import { DebateDecisionsController } from './web/debate-decisions.controller.js';
import { DebatesApi } from './web/debates.api.js';
import { DebatesController } from './web/debates.controller.js';
import { EventsApi } from './web/events.api.js';
import { MyComplaintsController } from './web/my-complaints.controller.js';
import { MyEventsController } from './web/my-events.controller.js';
import { NameBooks } from './web/name-book.js';
import { complaintMessage } from './web/complaint-message.js';

const offered = [
  AppealComplaintService,
  AttachEvidenceService,
  CancelDebateService,
  DebateDirectory,
  DecideComplaintService,
  DrawSpeakingOrderService,
  FileComplaintService,
  HoldDebateService,
  RecordAttendanceService,
  RecordEventsService,
  ScheduleDebateService,
  StrikeOffAbsentService,
];

@Module({
  imports: [
    CandidateModule,
    PrimaryModule,
    TypeOrmModule.forFeature([
      CandidateEventEntity,
      ComplaintAppealEntity,
      ComplaintDecisionEntity,
      ComplaintEntity,
      DebateEntity,
      DebateSlotEntity,
    ]),
  ],
  controllers: [
    CommissionDebatesController,
    CommissionDebateController,
    ComplaintsApi,
    ComplaintsController,
    DebateDecisionsController,
    DebatesApi,
    DebatesController,
    EventsApi,
    MyComplaintsController,
    MyEventsController,
  ],
  providers: [
    ...offered,
    CampaignDesk,
    CampaignGate,
    CampaignSections,
    CandidateEventRepository,
    ComplaintDirectory,
    ComplaintNews,
    ComplaintRepository,
    ComplaintRoom,
    DebateRegister,
    DebateRepository,
    EventRegister,
    NameBooks,
    Removal,
    { provide: WRITE_MESSAGE, useValue: complaintMessage },
  ],
  exports: offered,
})
export class CampaignModule {}
