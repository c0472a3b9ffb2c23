import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CandidateModule } from '../candidate/index.js';
import { PrimaryModule } from '../primary/index.js';
import { VotingModule } from '../voting/index.js';
import { AnswerInterventionService } from './application/answer-intervention.service.js';
import { AnswerOfferService } from './application/answer-offer.service.js';
import { AnswerYieldService } from './application/answer-yield.service.js';
import { AssignMandatesService } from './application/assign-mandates.service.js';
import { BuildAllListsService } from './application/build-all-lists.service.js';
import { BuildListService } from './application/build-list.service.js';
import { BuildScenarioService } from './application/build-scenario.service.js';
import { CloseOffersService } from './application/close-offers.service.js';
import { FeasibilityCheck } from './application/feasibility-check.js';
import { FeasibilityNight } from './application/feasibility-night.js';
import { FileListService } from './application/file-list.service.js';
import { FillSeatService } from './application/fill-seat.service.js';
import { FilingCheck } from './application/filing-check.js';
import { InterventionJobs } from './application/intervention-jobs.js';
import { InterventionProposals } from './application/intervention-proposals.js';
import { InterventionCheck } from './application/intervention-check.js';
import { ListComposer } from './application/list-composer.js';
import { KeepScenariosService } from './application/keep-scenarios.service.js';
import { ListBuilder } from './application/list-builder.js';
import { ListDirectory } from './application/list-directory.js';
import { ListFactsReader } from './application/list-facts.js';
import { ListGate } from './application/list-gate.js';
import { ListJobSteps } from './application/list-job-steps.js';
import { ListJobs } from './application/list-jobs.js';
import { OfferPlacesService } from './application/offer-places.service.js';
import { OfferYieldService } from './application/offer-yield.service.js';
import { PLACE_WORDS, PlaceMessages } from './application/place-messages.js';
import { ProposeInterventionService } from './application/propose-intervention.service.js';
import { RecordConsentService } from './application/record-consent.service.js';
import { ScenarioDirectory } from './application/scenario-directory.js';
import { FeasibilityRepository } from './persistence/feasibility.repository.js';
import { SucceedService } from './application/succeed.service.js';
import { SuccessionDirectory } from './application/succession-directory.js';
import { SuccessionJobs } from './application/succession-jobs.js';
import { UnmovedList } from './application/unmoved-list.js';
import { VacateSeatService } from './application/vacate-seat.service.js';
import { VersionWriter } from './application/version-writer.js';
import { ListConsentEntity } from './persistence/list-consent.entity.js';
import { ListDepartureEntity } from './persistence/list-departure.entity.js';
import { ListFilingEntity } from './persistence/list-filing.entity.js';
import { ListInterventionEntity } from './persistence/list-intervention.entity.js';
import { ListJobRepository } from './persistence/list-job.repository.js';
import { ListMandateEntity } from './persistence/list-mandate.entity.js';
import { ListOfferEntity } from './persistence/list-offer.entity.js';
import { ListOutsiderEntity } from './persistence/list-outsider.entity.js';
import { ListPlaceEntity } from './persistence/list-place.entity.js';
import { ListProposalEntity } from './persistence/list-proposal.entity.js';
import { ListSeatEntity } from './persistence/list-seat.entity.js';
import { ListVersionEntity } from './persistence/list-version.entity.js';
import { ListYieldEntity } from './persistence/list-yield.entity.js';
import { ListEntity } from './persistence/list.entity.js';
import { ListRepository } from './persistence/list.repository.js';
import { SuccessionRepository } from './persistence/succession.repository.js';
import { ScenarioRepository } from './persistence/scenario.repository.js';
import { FeasibilityController } from './web/feasibility.controller.js';
import { FeasibilityDesk } from './web/feasibility-desk.js';
import { InterventionsController } from './web/interventions.controller.js';
import { ListApi } from './web/list.api.js';
import { ListJobsController } from './web/list-jobs.controller.js';
import { ListSections } from './web/list-sections.js';
import { ListsController } from './web/lists.controller.js';
import { OfficeListsController } from './web/office-lists.controller.js';
import { MyPlacesController } from './web/my-places.controller.js';
import { MyPlacesDesk } from './web/my-places-desk.js';
import { placeWords } from './web/place-words.js';
import { SuccessionController } from './web/succession.controller.js';
import { VersionsController } from './web/versions.controller.js';
import { WorkbenchDesk } from './web/workbench-desk.js';
import { ScenariosController } from './web/scenarios.controller.js';
import { WorkbenchController } from './web/workbench.controller.js';

const offered = [
  AnswerInterventionService,
  AnswerOfferService,
  AnswerYieldService,
  AssignMandatesService,
  BuildAllListsService,
  BuildListService,
  CloseOffersService,
  FeasibilityCheck,
  FileListService,
  FillSeatService,
  FilingCheck,
  FeasibilityNight,
  KeepScenariosService,
  ListDirectory,
  ListJobs,
  OfferPlacesService,
  OfferYieldService,
  ProposeInterventionService,
  RecordConsentService,
  SucceedService,
  SuccessionDirectory,
  SuccessionJobs,
  VacateSeatService,
];

@Module({
  imports: [
    TypeOrmModule.forFeature([
      ListConsentEntity,
      ListDepartureEntity,
      ListEntity,
      ListFilingEntity,
      ListInterventionEntity,
      ListMandateEntity,
      ListOfferEntity,
      ListOutsiderEntity,
      ListPlaceEntity,
      ListProposalEntity,
      ListSeatEntity,
      ListVersionEntity,
      ListYieldEntity,
    ]),
    CandidateModule,
    PrimaryModule,
    VotingModule,
  ],
  controllers: [
    // Its addresses begin as those of one list do, and come first for that reason.
    FeasibilityController,
    InterventionsController,
    ListJobsController,
    ListApi,
    ListsController,
    MyPlacesController,
    OfficeListsController,
    ScenariosController,
    SuccessionController,
    VersionsController,
    WorkbenchController,
  ],
  providers: [
    ...offered,
    ListComposer,
    BuildScenarioService,
    FeasibilityDesk,
    FeasibilityRepository,
    InterventionCheck,
    InterventionJobs,
    InterventionProposals,
    ListBuilder,
    ListFactsReader,
    ListGate,
    ListJobRepository,
    ListJobSteps,
    ListRepository,
    ListSections,
    MyPlacesDesk,
    PlaceMessages,
    ScenarioDirectory,
    ScenarioRepository,
    WorkbenchDesk,
    SuccessionRepository,
    UnmovedList,
    VersionWriter,
    { provide: PLACE_WORDS, useValue: placeWords },
  ],
  exports: offered,
})
export class ListBuildingModule {}
