import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CandidateModule } from '../candidate/index.js';
import { PrimaryModule } from '../primary/index.js';
import { AdvanceWinnersService } from './application/advance-winners.service.js';
import { CountingGate } from './application/counting-gate.js';
import { RegisterModule } from './register.module.js';
import { CandidateRounds } from './application/candidate-rounds.js';
import { CountRoundJob } from './application/count-round.job.js';
import { CountRoundService } from './application/count-round.service.js';
import { CountingFacts } from './application/counting-facts.js';
import { DecideTieService } from './application/decide-tie.service.js';
import { DefinePlacesService } from './application/define-places.service.js';
import { EnterProtocolService } from './application/enter-protocol.service.js';
import { FinaliseRoundService } from './application/finalise-round.service.js';
import { OpenBoxJob } from './application/open-box.job.js';
import { OpenBoxService } from './application/open-box.service.js';
import { PublishResultService } from './application/publish-result.service.js';
import { RecountRoundService } from './application/recount-round.service.js';
import { ReopenCountService } from './application/reopen-count.service.js';
import { RepeatRoundService } from './application/repeat-round.service.js';
import { RoundOverviews } from './application/round-overviews.js';
import { RoundRecords } from './application/round-record.js';
import { RoundResults } from './application/round-results.js';
import { SignProtocolService } from './application/sign-protocol.service.js';
import { StageOverviews } from './application/stage-overviews.js';
import { StateDissentService } from './application/state-dissent.service.js';
import { DissentEntity } from './persistence/dissent.entity.js';
import { PaperEntryEntity } from './persistence/paper-entry.entity.js';
import { PaperRepository } from './persistence/paper.repository.js';
import { PlaceEntity } from './persistence/place.entity.js';
import { ProtocolSignatureEntity } from './persistence/protocol-signature.entity.js';
import { RecountEntity } from './persistence/recount.entity.js';
import { RecountRepository } from './persistence/recount.repository.js';
import { ResultEntity } from './persistence/result.entity.js';
import { RoundRecordRepository } from './persistence/round-record.repository.js';
import { ResultRepository } from './persistence/result.repository.js';
import { TieDecisionEntity } from './persistence/tie-decision.entity.js';
import { CandidateRoundsSection } from './web/candidate-rounds-section.js';
import { RoundConsoleApi } from './web/round-console.api.js';
import { RoundConsoleController } from './web/round-console.controller.js';
import { RoundDesk } from './web/round-desk.js';
import { RoundSteps } from './web/round-steps.js';
import {
  CommissionWorkingController,
  RecountController,
  RoundWorkingController,
} from './web/round-working.controller.js';
import { RoundApi } from './web/round.api.js';
import { RoundController } from './web/round.controller.js';
import { StageApi } from './web/stage.api.js';
import { StageController } from './web/stage.controller.js';

const offered = [
  AdvanceWinnersService,
  CountRoundService,
  DecideTieService,
  DefinePlacesService,
  EnterProtocolService,
  FinaliseRoundService,
  OpenBoxService,
  PublishResultService,
  RecountRoundService,
  ReopenCountService,
  RepeatRoundService,
  RoundRecords,
  RoundResults,
  SignProtocolService,
  StateDissentService,
];

const inside = [
  CandidateRounds,
  CandidateRoundsSection,
  CountingGate,

  CountRoundJob,
  CountingFacts,
  OpenBoxJob,
  PaperRepository,
  RecountRepository,
  ResultRepository,
  RoundDesk,
  RoundOverviews,
  RoundRecordRepository,
  RoundSteps,
  StageOverviews,
];

const controllers = [
  CommissionWorkingController,
  RoundApi,
  RoundConsoleApi,
  RoundConsoleController,
  RoundController,
  RecountController,
  RoundWorkingController,
  StageApi,
  StageController,
];

/** The counting half of the voting room: paper, count, ties, signatures, results. */
@Module({
  imports: [
    RegisterModule,
    CandidateModule,
    PrimaryModule,
    TypeOrmModule.forFeature([
      DissentEntity,
      PaperEntryEntity,
      PlaceEntity,
      ProtocolSignatureEntity,
      RecountEntity,
      ResultEntity,
      TieDecisionEntity,
    ]),
  ],
  controllers,
  providers: [...offered, ...inside],
  exports: offered,
})
export class CountingModule {}
