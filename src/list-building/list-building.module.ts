import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CandidateModule } from '../candidate/index.js';
import { PrimaryModule } from '../primary/index.js';
import { VotingModule } from '../voting/index.js';
import { AssignMandatesService } from './application/assign-mandates.service.js';
import { BuildAllListsService } from './application/build-all-lists.service.js';
import { BuildListService } from './application/build-list.service.js';
import { BuildScenarioService } from './application/build-scenario.service.js';
import { FeasibilityCheck } from './application/feasibility-check.js';
import { FeasibilityNight } from './application/feasibility-night.js';
import { FileListService } from './application/file-list.service.js';
import { FilingCheck } from './application/filing-check.js';
import { InterveneService } from './application/intervene.service.js';
import { KeepScenariosService } from './application/keep-scenarios.service.js';
import { ListBuilder } from './application/list-builder.js';
import { ListDirectory } from './application/list-directory.js';
import { ListFactsReader } from './application/list-facts.js';
import { ListGate } from './application/list-gate.js';
import { ListJobSteps } from './application/list-job-steps.js';
import { ListJobs } from './application/list-jobs.js';
import { LIST_SOLVER } from './application/list-solver.js';
import { RecordConsentService } from './application/record-consent.service.js';
import { ScenarioDirectory } from './application/scenario-directory.js';
import { FeasibilityRepository } from './persistence/feasibility.repository.js';
import { ListConsentEntity } from './persistence/list-consent.entity.js';
import { ListFilingEntity } from './persistence/list-filing.entity.js';
import { ListInterventionEntity } from './persistence/list-intervention.entity.js';
import { ListJobRepository } from './persistence/list-job.repository.js';
import { ListMandateEntity } from './persistence/list-mandate.entity.js';
import { ListOutsiderEntity } from './persistence/list-outsider.entity.js';
import { ListPlaceEntity } from './persistence/list-place.entity.js';
import { ListVersionEntity } from './persistence/list-version.entity.js';
import { ListEntity } from './persistence/list.entity.js';
import { ListRepository } from './persistence/list.repository.js';
import { ScenarioRepository } from './persistence/scenario.repository.js';
import { loadHighsSolver } from './solver/highs-solver.js';
import { FeasibilityController } from './web/feasibility.controller.js';
import { FeasibilityDesk } from './web/feasibility-desk.js';
import { ListApi } from './web/list.api.js';
import { ListJobsController } from './web/list-jobs.controller.js';
import { ListSections } from './web/list-sections.js';
import { ListsController } from './web/lists.controller.js';
import { OfficeListsController } from './web/office-lists.controller.js';
import { ScenariosController } from './web/scenarios.controller.js';
import { WorkbenchController } from './web/workbench.controller.js';

const offered = [
  AssignMandatesService,
  BuildAllListsService,
  BuildListService,
  FeasibilityCheck,
  FileListService,
  FilingCheck,
  FeasibilityNight,
  InterveneService,
  KeepScenariosService,
  ListDirectory,
  ListJobs,
  RecordConsentService,
];

@Module({
  imports: [
    TypeOrmModule.forFeature([
      ListConsentEntity,
      ListEntity,
      ListFilingEntity,
      ListInterventionEntity,
      ListMandateEntity,
      ListOutsiderEntity,
      ListPlaceEntity,
      ListVersionEntity,
    ]),
    CandidateModule,
    PrimaryModule,
    VotingModule,
  ],
  controllers: [
    // Its addresses begin as those of one list do, and come first for that reason.
    FeasibilityController,
    ListJobsController,
    ListApi,
    ListsController,
    OfficeListsController,
    ScenariosController,
    WorkbenchController,
  ],
  providers: [
    ...offered,
    BuildScenarioService,
    FeasibilityDesk,
    FeasibilityRepository,
    ListBuilder,
    ListFactsReader,
    ListGate,
    ListJobRepository,
    ListJobSteps,
    ListRepository,
    ListSections,
    ScenarioDirectory,
    ScenarioRepository,
    { provide: LIST_SOLVER, useFactory: loadHighsSolver },
  ],
  exports: offered,
})
export class ListBuildingModule {}
