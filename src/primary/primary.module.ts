import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AmendRuleSetService } from './application/amend-rule-set.service.js';
import { CreatePrimaryService } from './application/create-primary.service.js';
import { DiscardSeasonService } from './application/discard-season.service.js';
import { FreezeRuleSetService } from './application/freeze-rule-set.service.js';
import { ImportTerritoriesService } from './application/import-territories.service.js';
import { LoadReferenceTerritoriesService } from './application/load-reference-territories.service.js';
import { MoveSeasonService } from './application/move-season.service.js';
import { PrimaryDirectory } from './application/primary-directory.js';
import { RegistrationWindow } from './application/registration-window.js';
import { RuleSetChecks } from './application/rule-set-checks.js';
import { SeasonBlockers } from './application/season-blockers.js';
import { SeasonGates } from './application/season-gates.js';
import { TerritoriesForGrants } from './application/territories-for-grants.js';
import { ContestEntity } from './persistence/contest.entity.js';
import { RuleSetEntity } from './persistence/rule-set.entity.js';
import { SeasonEntity } from './persistence/season.entity.js';
import { SeasonRepository } from './persistence/season.repository.js';
import { TerritoryEntity } from './persistence/territory.entity.js';
import { TerritoryRepository } from './persistence/territory.repository.js';
import { ContestsController } from './web/contests.controller.js';
import { Desks } from './web/desks.js';
import { FrontController } from './web/front.controller.js';
import { OfficeController } from './web/office.controller.js';
import { PrimaryPages } from './web/primary-pages.js';
import { PrimaryApi } from './web/primary.api.js';
import { RuleEditorController } from './web/rule-editor.controller.js';
import { RulesController } from './web/rules.controller.js';
import { VisiblePrimary } from './web/visible-primary.js';

const offered = [
  AmendRuleSetService,
  CreatePrimaryService,
  Desks,
  DiscardSeasonService,
  FreezeRuleSetService,
  ImportTerritoriesService,
  LoadReferenceTerritoriesService,
  MoveSeasonService,
  PrimaryDirectory,
  PrimaryPages,
  RegistrationWindow,
  RuleSetChecks,
  SeasonGates,
];

@Module({
  imports: [
    TypeOrmModule.forFeature([ContestEntity, RuleSetEntity, SeasonEntity, TerritoryEntity]),
  ],
  controllers: [
    ContestsController,
    FrontController,
    OfficeController,
    PrimaryApi,
    RuleEditorController,
    RulesController,
  ],
  providers: [
    ...offered,
    SeasonBlockers,
    SeasonRepository,
    TerritoriesForGrants,
    TerritoryRepository,
    VisiblePrimary,
  ],
  exports: offered,
})
export class PrimaryModule {}
