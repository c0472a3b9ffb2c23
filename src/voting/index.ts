export {
  AdvanceWinnersService,
  type AdvanceRefusal,
  type StageTimes,
} from './application/advance-winners.service.js';
export {
  AuthoriseService,
  type AuthorisationRefusal,
  type AuthorisationRequest,
} from './application/authorise.service.js';
export { BallotBoxes } from './application/ballot-boxes.js';
export { ballotContent } from './application/ballot-content.js';
export {
  CastBallotService,
  type BallotReceipt,
  type CastRefusal,
  type CastRequest,
} from './application/cast-ballot.service.js';
export { CloseRoundService } from './application/close-round.service.js';
export { ExtendRoundService, type Extension } from './application/extend-round.service.js';
export { FreezeRollService, type FreezeRollRefusal } from './application/freeze-roll.service.js';
export {
  ImportMembersService,
  type ImportedMembers,
  type ImportMembersRefusal,
} from './application/import-members.service.js';
export {
  MakeRoundKeysService,
  type RoundKeysFault,
  type RoundKeysRefusal,
} from './application/make-round-keys.service.js';
export {
  MarkForPaperService,
  type MarkForPaperRefusal,
} from './application/mark-for-paper.service.js';
export { OpenRoundService } from './application/open-round.service.js';
export { OpenBoxService, type OpenBoxRefusal } from './application/open-box.service.js';
export { PauseRoundService } from './application/pause-round.service.js';
export {
  PlanRoundsService,
  type PlannedRounds,
  type PlanRoundsRefusal,
  type StagePlan,
} from './application/plan-rounds.service.js';
export {
  RegisterTrusteeKeyService,
  type TrusteeKeyRefusal,
} from './application/register-trustee-key.service.js';
export { ResumeRoundService } from './application/resume-round.service.js';
export { RoundDirectory } from './application/round-directory.js';
export { CountRoundService } from './application/count-round.service.js';
export {
  DecideTieService,
  type TieProgress,
  type TieRefusal,
} from './application/decide-tie.service.js';
export { DefinePlacesService, type PlacesRefusal } from './application/define-places.service.js';
export {
  EnterProtocolService,
  type EntryOutcome,
  type EntryRefusal,
} from './application/enter-protocol.service.js';
export { FinaliseRoundService } from './application/finalise-round.service.js';
export { PublishResultService } from './application/publish-result.service.js';
export { RecountRoundService, type RecountRefusal } from './application/recount-round.service.js';
export {
  RepeatRoundService,
  type Repetition,
  type RepeatRefusal,
} from './application/repeat-round.service.js';
export { ReopenCountService } from './application/reopen-count.service.js';
export { headRecord, RoundRecords, type RoundRecord } from './application/round-record.js';
export { RoundOverviews } from './application/round-overviews.js';
export { RoundResults, type RoundResult } from './application/round-results.js';
export type { RoundRefusal } from './application/round-refusal.js';
export { boxLog, SealBoxesService } from './application/seal-boxes.service.js';
export {
  SetDelegatesService,
  type DelegateList,
  type SetDelegatesRefusal,
} from './application/set-delegates.service.js';
export {
  SignProtocolService,
  type Signing,
  type SignRefusal,
} from './application/sign-protocol.service.js';
export { StateDissentService, type DissentRefusal } from './application/state-dissent.service.js';
export {
  SubmitShareService,
  type OpeningProgress,
  type OpeningRefusal,
} from './application/submit-share.service.js';
export {
  SubmitTrialShareService,
  type TrialProgress,
  type TrialRefusal,
} from './application/submit-trial-share.service.js';
export type { PaperProtocol } from './domain/rounds/paper-protocol.js';
export type { RoundCount } from './domain/rounds/round-count.js';
export type { RoundBlocker, RoundState } from './domain/rounds/round-states.js';
export type { Round, RoundDecision } from './persistence/round.repository.js';
export { sealBallot } from './sealing/sealed-ballot.js';
export { makeRoundKeys, openShare, type RoundKeys } from './keys/ceremony.js';
export { makeKeyPair, type KeyPair } from './keys/hpke.js';
export { finishToken, requestTokens, type UnsignedToken } from './tokens/blinding.js';
export { readTokenPublicKey, type TokenPublicKey } from './tokens/token-key.js';
export type { Token } from './tokens/token-verification.js';
export { bundlePath } from './web/count-paths.js';
export { CastingModule } from './casting.module.js';
export { LoneBoxModule } from './lone-box.module.js';
export { VotingModule } from './voting.module.js';
