export {
  AuthoriseService,
  type AuthorisationRefusal,
  type AuthorisationRequest,
} from './application/authorise.service.js';
export {
  CastBallotService,
  type BallotReceipt,
  type CastRefusal,
  type CastRequest,
} from './application/cast-ballot.service.js';
export { RoundResults, type RoundResult } from './application/round-results.js';
export {
  ImportMembersService,
  type ImportedMembers,
  type ImportMembersRefusal,
} from './application/import-members.service.js';
export { runTally, type TallyArguments } from './application/run-tally.js';
export { finishToken, requestTokens, type UnsignedToken } from './tokens/blinding.js';
export { readTokenPublicKey, type TokenPublicKey } from './tokens/token-key.js';
export type { Token } from './tokens/token-verification.js';
export { VotingModule } from './voting.module.js';
