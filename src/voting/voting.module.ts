import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthoriseService } from './application/authorise.service.js';
import { CastBallotService } from './application/cast-ballot.service.js';
import { CountingModule } from './counting.module.js';
import { BallotEntity } from './persistence/ballot.entity.js';
import { BallotRepository } from './persistence/ballot.repository.js';
import { DelegateEntity } from './persistence/delegate.entity.js';
import { MemberEntity } from './persistence/member.entity.js';
import { ParticipationEntity } from './persistence/participation.entity.js';
import { ParticipationRepository } from './persistence/participation.repository.js';
import { RollEntryEntity } from './persistence/roll-entry.entity.js';
import { RoundCandidateEntity } from './persistence/round-candidate.entity.js';
import { RoundDecisionEntity } from './persistence/round-decision.entity.js';
import { RoundEntity } from './persistence/round.entity.js';
import { TokenKeyEntity } from './persistence/token-key.entity.js';
import { TokenKeyRepository } from './persistence/token-key.repository.js';
import { SigningThreads } from './tokens/signing-threads.js';

@Module({
  imports: [
    CountingModule,
    TypeOrmModule.forFeature([
      BallotEntity,
      DelegateEntity,
      MemberEntity,
      ParticipationEntity,
      RollEntryEntity,
      RoundCandidateEntity,
      RoundDecisionEntity,
      RoundEntity,
      TokenKeyEntity,
    ]),
  ],
  providers: [
    AuthoriseService,
    BallotRepository,
    CastBallotService,
    ParticipationRepository,
    SigningThreads,
    TokenKeyRepository,
  ],
  exports: [AuthoriseService, CastBallotService, CountingModule],
})
export class VotingModule {}
