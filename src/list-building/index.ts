export { AnswerInterventionService } from './application/answer-intervention.service.js';
export { AnswerOfferService, type PlaceAnswer } from './application/answer-offer.service.js';
export { AnswerYieldService } from './application/answer-yield.service.js';
export { AssignMandatesService } from './application/assign-mandates.service.js';
export { BuildAllListsService, type ContestBuild } from './application/build-all-lists.service.js';
export { BuildListService, type BuiltVersion } from './application/build-list.service.js';
export { CloseOffersService } from './application/close-offers.service.js';
export { FeasibilityNight } from './application/feasibility-night.js';
export { FileListService } from './application/file-list.service.js';
export { FillSeatService } from './application/fill-seat.service.js';
export { KeepScenariosService } from './application/keep-scenarios.service.js';
export { ListJobs } from './application/list-jobs.js';
export {
  ListDirectory,
  type Filing,
  type ListedPerson,
  type ListSummary,
  type ListViews,
  type Mandate,
  type RankedList,
  type SignedIntervention,
} from './application/list-directory.js';
export { OfferPlacesService, type Offered } from './application/offer-places.service.js';
export { OfferYieldService } from './application/offer-yield.service.js';
export { fullName } from './application/person-name.js';
export { ProposeInterventionService } from './application/propose-intervention.service.js';
export { RecordConsentService, type ConsentAnswer } from './application/record-consent.service.js';
export { SucceedService, type Succession } from './application/succeed.service.js';
export { SuccessionJobs } from './application/succession-jobs.js';
export { SuccessionDirectory } from './application/succession-directory.js';
export { VacateSeatService } from './application/vacate-seat.service.js';
export type {
  BuildRefusal,
  ConsentRefusal,
  FileRefusal,
  InterveneRefusal,
  MandateRefusal,
} from './application/refusal.js';
export type { ProposedIntervention } from './domain/intervention.js';
export type { QuotaStanding } from './domain/broken-quotas.js';
export type { FilingGap } from './domain/filing.js';
export type * from './domain/list-outcome.js';
export type { RenewalReport, RenewalShare } from './domain/renewal.js';
export { ListBuildingModule } from './list-building.module.js';
export { reasonSentence, type QuotaNames } from './web/list-sentences.js';
