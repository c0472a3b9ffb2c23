export { CandidateDirectory, type Candidacy } from './application/candidate-directory.js';
export { CastDecisionVotesService } from './application/cast-decision-votes.service.js';
export { CloseDecisionService } from './application/close-decision.service.js';
export { Departures } from './application/departures.js';
export { FileAppealService } from './application/file-appeal.service.js';
export { ProposeDecisionsService } from './application/propose-decisions.service.js';
export type { CandidateRefusal } from './application/refusal.js';
export { ReturnForCorrectionService } from './application/return-for-correction.service.js';
export { RuleOnAppealService } from './application/rule-on-appeal.service.js';
export { SaveNominationService } from './application/save-nomination.service.js';
export { SavePersonDataService } from './application/save-person-data.service.js';
export { SavePlatformService } from './application/save-platform.service.js';
export {
  StartApplicationService,
  type NewApplication,
} from './application/start-application.service.js';
export { StrikeOffService } from './application/strike-off.service.js';
export { SubmitApplicationService } from './application/submit-application.service.js';
export { TakeUnderReviewService } from './application/take-under-review.service.js';
export { UploadDocumentsService } from './application/upload-documents.service.js';
export { VerifyGroupEvidenceService } from './application/verify-group-evidence.service.js';
export { WithdrawApplicationService } from './application/withdraw-application.service.js';
export { CandidatePages } from './web/candidate-pages.js';
export { candidatePath, candidatePaths } from './web/paths.js';
export { CandidateModule } from './candidate.module.js';
export { type StrikeOffGround } from './domain/decision.js';
export type { Route } from './domain/eligibility.js';
export { iinCheckDigit, parseIin } from './domain/iin.js';
export type { PersonData } from './domain/person.js';
export type { Pledge } from './domain/platform.js';
