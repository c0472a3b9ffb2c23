import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { OwnBoxes } from './application/ballot-boxes.js';
import { BoxKeys } from './application/box-keys.js';
import { BoxLogs } from './application/box-logs.js';
import { SealBoxesService } from './application/seal-boxes.service.js';
import { SweepTracesService } from './application/sweep-traces.service.js';
import { BallotEntity } from './persistence/ballot.entity.js';
import { BallotRepository } from './persistence/ballot.repository.js';
import { BoxLogRepository } from './persistence/box-log.repository.js';
import { RoundDecisionEntity } from './persistence/round-decision.entity.js';
import { RoundEntity } from './persistence/round.entity.js';
import { RoundOrderEntity } from './persistence/round-order.entity.js';
import { RoundOrderRepository } from './persistence/round-order.repository.js';
import { RoundRepository } from './persistence/round.repository.js';
import { TokenKeyEntity } from './persistence/token-key.entity.js';
import { TokenKeyRepository } from './persistence/token-key.repository.js';
import { TracesRepository } from './persistence/traces.repository.js';
import { BoxApi } from './web/box.api.js';

const offered = [
  BallotRepository,
  BoxKeys,
  BoxLogRepository,
  BoxLogs,
  OwnBoxes,
  RoundOrderRepository,
  RoundRepository,
  SealBoxesService,
  TokenKeyRepository,
];

/** The ballot box and its log: what a register and a box have in common, in one program or in two. Nothing here knows a voter. */
@Module({
  imports: [
    TypeOrmModule.forFeature([
      BallotEntity,
      RoundDecisionEntity,
      RoundEntity,
      RoundOrderEntity,
      TokenKeyEntity,
    ]),
  ],
  controllers: [BoxApi],
  providers: [...offered, SweepTracesService, TracesRepository],
  exports: offered,
})
export class BallotBoxModule {}
