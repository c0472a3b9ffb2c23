import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PrimaryModule } from '../primary/index.js';
import { CandidateDirectory } from './application/candidate-directory.js';
import { CandidateGate } from './application/candidate-gate.js';
import { CandidateNews, WRITE_MESSAGE } from './application/candidate-news.js';
import { CandidatePersonSource } from './application/candidate-person-source.js';
import { CaseFiles } from './application/case-files.js';
import { CastDecisionVotesService } from './application/cast-decision-votes.service.js';
import { CloseDecisionService } from './application/close-decision.service.js';
import { ContestFrames } from './application/contest-frames.js';
import { Departures } from './application/departures.js';
import { Elsewhere } from './application/elsewhere.js';
import { FileAppealService } from './application/file-appeal.service.js';
import { MyApplications } from './application/my-applications.js';
import { OpenCandidateAccountService } from './application/open-candidate-account.service.js';
import { ProposeDecisionsService } from './application/propose-decisions.service.js';
import { ReturnForCorrectionService } from './application/return-for-correction.service.js';
import { RuleOnAppealService } from './application/rule-on-appeal.service.js';
import { SaveNominationService } from './application/save-nomination.service.js';
import { SavePersonDataService } from './application/save-person-data.service.js';
import { SavePlatformService } from './application/save-platform.service.js';
import { SendCandidateCodeService } from './application/send-candidate-code.service.js';
import { Settlement } from './application/settlement.js';
import { StartApplicationService } from './application/start-application.service.js';
import { StrikeOffService } from './application/strike-off.service.js';
import { SubmitApplicationService } from './application/submit-application.service.js';
import { TakeUnderReviewService } from './application/take-under-review.service.js';
import { UploadDocumentsService } from './application/upload-documents.service.js';
import { VerifyGroupEvidenceService } from './application/verify-group-evidence.service.js';
import { WithdrawApplicationService } from './application/withdraw-application.service.js';
import { AppealEntity } from './persistence/appeal.entity.js';
import { AppealRepository } from './persistence/appeal.repository.js';
import { CandidacyEntity } from './persistence/candidacy.entity.js';
import { CandidacyRepository } from './persistence/candidacy.repository.js';
import { DecisionVoteEntity } from './persistence/decision-vote.entity.js';
import { DecisionEntity } from './persistence/decision.entity.js';
import { DecisionRepository } from './persistence/decision.repository.js';
import { DocumentEntity } from './persistence/document.entity.js';
import { GroupEvidenceEntity } from './persistence/group-evidence.entity.js';
import { NoticeEntity } from './persistence/notice.entity.js';
import { NoticeRepository } from './persistence/notice.repository.js';
import { PersonEntity } from './persistence/person.entity.js';
import { PersonRepository } from './persistence/person.repository.js';
import { PledgeEntity } from './persistence/pledge.entity.js';
import { CandidateAccountController } from './web/account.controller.js';
import { ApplicationApi } from './web/application.api.js';
import { CandidatePages } from './web/candidate-pages.js';
import { candidateMessage } from './web/candidate-message.js';
import { AppealApi, CommissionApi } from './web/commission.api.js';
import { CaseDesk } from './web/case-desk.js';
import { CandidateSections } from './web/candidate-sections.js';
import { ControlController } from './web/control.controller.js';
import { DecisionController } from './web/decision.controller.js';
import { DossierController } from './web/dossier.controller.js';
import { MyApplicationController } from './web/my-application.controller.js';
import { MyDocumentsController } from './web/my-documents.controller.js';
import { MyPlatformController } from './web/my-platform.controller.js';
import { NewApplicationController } from './web/new-application.controller.js';
import { OwnFiles } from './web/own-files.js';
import { PublicCandidatesApi } from './web/public-candidates.api.js';
import { PublicCandidatesController } from './web/public.controller.js';
import { QueueController } from './web/queue.controller.js';

const useCases = [
  CastDecisionVotesService,
  CloseDecisionService,
  FileAppealService,
  OpenCandidateAccountService,
  ProposeDecisionsService,
  ReturnForCorrectionService,
  RuleOnAppealService,
  SaveNominationService,
  SavePersonDataService,
  SavePlatformService,
  SendCandidateCodeService,
  StartApplicationService,
  StrikeOffService,
  SubmitApplicationService,
  TakeUnderReviewService,
  UploadDocumentsService,
  VerifyGroupEvidenceService,
  WithdrawApplicationService,
];

/** Candidates: application, dossier, platform, the commission's decision, appeals. */
@Module({
  imports: [
    PrimaryModule,
    TypeOrmModule.forFeature([
      AppealEntity,
      CandidacyEntity,
      DecisionEntity,
      DecisionVoteEntity,
      DocumentEntity,
      GroupEvidenceEntity,
      NoticeEntity,
      PersonEntity,
      PledgeEntity,
    ]),
  ],
  controllers: [
    CandidateAccountController,
    NewApplicationController,
    MyApplicationController,
    MyDocumentsController,
    MyPlatformController,
    QueueController,
    DossierController,
    DecisionController,
    ControlController,
    PublicCandidatesController,
    ApplicationApi,
    CommissionApi,
    AppealApi,
    PublicCandidatesApi,
  ],
  providers: [
    ...useCases,
    CandidateDirectory,
    CandidateGate,
    CandidatePages,
    CandidateNews,
    { provide: WRITE_MESSAGE, useValue: candidateMessage },
    CandidatePersonSource,
    CandidateSections,
    CaseDesk,
    CaseFiles,
    ContestFrames,
    Departures,
    Elsewhere,
    MyApplications,
    OwnFiles,
    Settlement,
    AppealRepository,
    CandidacyRepository,
    DecisionRepository,
    NoticeRepository,
    PersonRepository,
  ],
  exports: [...useCases, CandidateDirectory, CandidatePages, Departures],
})
export class CandidateModule {}
