import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PrimaryModule } from '../primary/index.js';
import { AuthoriseService } from './application/authorise.service.js';
import { CastBallotService } from './application/cast-ballot.service.js';
import { ImportMembersService } from './application/import-members.service.js';
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

/** What the counting half and the other rooms may use. */
const offered = [AuthoriseService, BallotRepository, CastBallotService, ImportMembersService];

const inside = [ParticipationRepository, SigningThreads, TokenKeyRepository];

/** The box half of the voting room: register, roll, rounds, tokens, ballot box. */
@Module({
  imports: [
    PrimaryModule,
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
  providers: [...offered, ...inside],
  exports: offered,
})
export class BoxModule {}
