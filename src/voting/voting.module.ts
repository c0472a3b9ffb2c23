import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BallotEntity } from './persistence/ballot.entity.js';
import { DelegateEntity } from './persistence/delegate.entity.js';
import { MemberEntity } from './persistence/member.entity.js';
import { ParticipationEntity } from './persistence/participation.entity.js';
import { RollEntryEntity } from './persistence/roll-entry.entity.js';
import { RoundCandidateEntity } from './persistence/round-candidate.entity.js';
import { RoundDecisionEntity } from './persistence/round-decision.entity.js';
import { RoundEntity } from './persistence/round.entity.js';
import { TokenKeyEntity } from './persistence/token-key.entity.js';

@Module({
  imports: [
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
})
export class VotingModule {}
