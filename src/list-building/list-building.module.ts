import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CandidateModule } from '../candidate/index.js';
import { PrimaryModule } from '../primary/index.js';
import { VotingModule } from '../voting/index.js';
import { AssignMandatesService } from './application/assign-mandates.service.js';
import { BuildAllListsService } from './application/build-all-lists.service.js';
import { BuildListService } from './application/build-list.service.js';
import { FeasibilityCheck } from './application/feasibility-check.js';
import { FileListService } from './application/file-list.service.js';
import { FilingCheck } from './application/filing-check.js';
import { InterveneService } from './application/intervene.service.js';
import { ListDirectory } from './application/list-directory.js';
import { ListFactsReader } from './application/list-facts.js';
import { ListGate } from './application/list-gate.js';
import { ListJobs } from './application/list-jobs.js';
import { RecordConsentService } from './application/record-consent.service.js';
import { ListConsentEntity } from './persistence/list-consent.entity.js';
import { ListFilingEntity } from './persistence/list-filing.entity.js';
import { ListInterventionEntity } from './persistence/list-intervention.entity.js';
import { ListMandateEntity } from './persistence/list-mandate.entity.js';
import { ListOutsiderEntity } from './persistence/list-outsider.entity.js';
import { ListPlaceEntity } from './persistence/list-place.entity.js';
import { ListVersionEntity } from './persistence/list-version.entity.js';
import { ListEntity } from './persistence/list.entity.js';
import { ListRepository } from './persistence/list.repository.js';
import { ListApi } from './web/list.api.js';
import { ListSections } from './web/list-sections.js';
import { ListsController } from './web/lists.controller.js';
import { OfficeListsController } from './web/office-lists.controller.js';
import { WorkbenchController } from './web/workbench.controller.js';

const offered = [
  AssignMandatesService,
  BuildAllListsService,
  BuildListService,
  FeasibilityCheck,
  FileListService,
  FilingCheck,
  InterveneService,
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
  controllers: [ListApi, ListsController, OfficeListsController, WorkbenchController],
  providers: [
    ...offered,
    ListFactsReader,
    ListGate,
    ListRepository,
    ListSections,
  ],
  exports: offered,
})
export class ListBuildingModule {}
