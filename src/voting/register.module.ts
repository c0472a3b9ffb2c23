import { Module } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CandidateModule } from '../candidate/index.js';
import { SETTINGS, type Settings } from '../platform/settings.js';
import { PrimaryModule } from '../primary/index.js';
import { BallotBoxModule } from './ballot-box.module.js';
import { AuthoriseService } from './application/authorise.service.js';
import { BallotBoxes, OwnBoxes } from './application/ballot-boxes.js';
import { Ceremonies } from './application/ceremonies.js';
import { CloseRoundService } from './application/close-round.service.js';
import { CountingCheck } from './application/counting-check.js';
import { DistantBoxes } from './application/distant-boxes.js';
import { ExtendRoundService } from './application/extend-round.service.js';
import { FreezeRollService } from './application/freeze-roll.service.js';
import { ImportMembersService } from './application/import-members.service.js';
import { IssuanceLog } from './application/issuance-log.js';
import { MakeRoundKeysService } from './application/make-round-keys.service.js';
import { MarkForPaperService } from './application/mark-for-paper.service.js';
import { MemberDirectory } from './application/member-directory.js';
import { MemberPersonSource } from './application/member-person-source.js';
import { MyRounds } from './application/my-rounds.js';
import { OpenRoundService } from './application/open-round.service.js';
import { PauseRoundService } from './application/pause-round.service.js';
import { PlanRoundsService } from './application/plan-rounds.service.js';
import { RegisterTrusteeKeyService } from './application/register-trustee-key.service.js';
import { ResumeRoundService } from './application/resume-round.service.js';
import { RoundDirectory } from './application/round-directory.js';
import { RoundKeyDirectory } from './application/round-key-directory.js';
import { RoundMoves } from './application/round-moves.js';
import { RoundResults } from './application/round-results.js';
import { RoundSchedule } from './application/round-schedule.js';
import { RoundTitles } from './application/round-titles.js';
import { SetDelegatesService } from './application/set-delegates.service.js';
import { SubmitShareService } from './application/submit-share.service.js';
import { SubmitTrialShareService } from './application/submit-trial-share.service.js';
import { StagePreparations } from './application/stage-preparations.js';
import { PublishedRolls } from './application/published-rolls.js';
import {
  TellAuthorisedService,
  WRITE_ISSUANCE_MESSAGE,
} from './application/tell-authorised.service.js';
import { TrusteeDesk } from './application/trustee-desk.js';
import { VotingFigures } from './application/voting-figures.js';
import { BallotKeyEntity } from './persistence/ballot-key.entity.js';
import { BallotKeyRepository } from './persistence/ballot-key.repository.js';
import { DelegateEntity } from './persistence/delegate.entity.js';
import { KeyShareEntity } from './persistence/key-share.entity.js';
import { IssuanceNoticeEntity } from './persistence/issuance-notice.entity.js';
import { IssuanceNoticeRepository } from './persistence/issuance-notice.repository.js';
import { MemberEntity } from './persistence/member.entity.js';
import { MemberRepository } from './persistence/member.repository.js';
import { OpenedBallotRepository } from './persistence/opened-ballot.repository.js';
import { OpenedStretchEntity } from './persistence/opened-stretch.entity.js';
import { ParticipationEntity } from './persistence/participation.entity.js';
import { ParticipationRepository } from './persistence/participation.repository.js';
import { RollEntryEntity } from './persistence/roll-entry.entity.js';
import { RollKeyEntity } from './persistence/roll-key.entity.js';
import { RollRepository } from './persistence/roll.repository.js';
import { RoundCandidateEntity } from './persistence/round-candidate.entity.js';
import { TrusteeEntity } from './persistence/trustee.entity.js';
import { TrusteeRepository } from './persistence/trustee.repository.js';
import { SigningThreads } from './tokens/signing-threads.js';
import { AuthorisationRoute } from './web/authorisation.route.js';
import { BallotApi } from './web/ballot.api.js';
import { CanIVoteController } from './web/can-i-vote.controller.js';
import { CeremonyController } from './web/ceremony.controller.js';
import { KeysApi } from './web/keys.api.js';
import { MembersController } from './web/members.controller.js';
import { issuanceMessage } from './web/issuance-message.js';
import { PreparationApi } from './web/preparation.api.js';
import { PreparationController } from './web/preparation.controller.js';
import { PublishedRollApi } from './web/published-roll.api.js';
import { PublishedRollController } from './web/published-roll.controller.js';
import { ReceiptController } from './web/receipt.controller.js';
import { TrusteeController } from './web/trustee.controller.js';
import { VotingSections } from './web/voting-sections.js';
import { VoteController } from './web/vote.controller.js';

/** The boxes where the settings say they are. */
const ballotBoxes = {
  provide: BallotBoxes,
  inject: [SETTINGS, OwnBoxes, ModuleRef],
  useFactory: ({ voting }: Settings, own: OwnBoxes, modules: ModuleRef) =>
    voting.kind === 'register' ? modules.create(DistantBoxes) : own,
};

/** What the counting half and the other rooms may use. */
const offered = [
  AuthoriseService,
  CloseRoundService,
  ExtendRoundService,
  FreezeRollService,
  ImportMembersService,
  MakeRoundKeysService,
  MarkForPaperService,
  MemberDirectory,
  OpenRoundService,
  PauseRoundService,
  PlanRoundsService,
  RegisterTrusteeKeyService,
  ResumeRoundService,
  RoundDirectory,
  RoundMoves,
  RoundTitles,
  SetDelegatesService,
  SubmitShareService,
  SubmitTrialShareService,
  BallotKeyRepository,
  OpenedBallotRepository,
];

const inside = [
  AuthorisationRoute,
  Ceremonies,
  CountingCheck,
  IssuanceLog,
  IssuanceNoticeRepository,
  MyRounds,
  MemberPersonSource,
  MemberRepository,
  ParticipationRepository,
  PublishedRolls,
  RollRepository,
  RoundKeyDirectory,
  RoundResults,
  RoundSchedule,
  SigningThreads,
  StagePreparations,
  TellAuthorisedService,
  TrusteeDesk,
  TrusteeRepository,
  VotingFigures,
  VotingSections,
];

/** The register half of the voting room: members, rolls, rounds, the right to vote, the keys of trustees. */
@Module({
  imports: [
    BallotBoxModule,
    CandidateModule,
    PrimaryModule,
    TypeOrmModule.forFeature([
      BallotKeyEntity,
      DelegateEntity,
      IssuanceNoticeEntity,
      KeyShareEntity,
      MemberEntity,
      OpenedStretchEntity,
      ParticipationEntity,
      RollEntryEntity,
      RollKeyEntity,
      RoundCandidateEntity,
      TrusteeEntity,
    ]),
  ],
  controllers: [
    BallotApi,
    CanIVoteController,
    CeremonyController,
    KeysApi,
    MembersController,
    PreparationApi,
    PreparationController,
    PublishedRollApi,
    PublishedRollController,
    ReceiptController,
    TrusteeController,
    VoteController,
  ],
  providers: [
    ...offered,
    ...inside,
    ballotBoxes,
    { provide: WRITE_ISSUANCE_MESSAGE, useValue: issuanceMessage },
  ],
  exports: [...offered, BallotBoxes, BallotBoxModule],
})
export class RegisterModule {}
