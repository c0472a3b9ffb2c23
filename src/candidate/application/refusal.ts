import type { FileRefusal } from '../../platform/files/index.js';
import type { CodeRefusal, OutsideYourTerritory } from '../../platform/identity/index.js';
import type { AppealRefusal } from '../domain/appeal.js';
import type { ApplicationState, MoveRefusal } from '../domain/application-state.js';
import type { ProposalRefusal, VoteRefusal } from '../domain/decision.js';
import type { EligibilityReason } from '../domain/eligibility.js';
import type { FindingRefusal } from '../domain/group.js';
import type { IinRefusal } from '../domain/iin.js';
import type { PersonDataReason } from '../domain/person.js';

/** Everything a use case of this module may answer instead of doing what was asked. */
export type CandidateRefusal =
  | OutsideYourTerritory
  | IinRefusal
  | MoveRefusal
  | EligibilityReason
  | PersonDataReason
  | (FileRefusal & { readonly document: string })
  | FindingRefusal
  | ProposalRefusal
  | VoteRefusal
  | AppealRefusal
  | CodeRefusal
  | { readonly kind: 'contact-malformed' }
  | { readonly kind: 'not-your-application' }
  | { readonly kind: 'application-unknown' }
  | { readonly kind: 'contest-unknown' }
  | { readonly kind: 'not-registering'; readonly season: string }
  | { readonly kind: 'unit-outside-contest' }
  | { readonly kind: 'already-applied' }
  | { readonly kind: 'not-editable'; readonly state: ApplicationState }
  | { readonly kind: 'person-data-locked' }
  | { readonly kind: 'document-not-asked-for'; readonly document: string }
  | { readonly kind: 'text-missing' }
  | { readonly kind: 'evidence-unknown'; readonly group: string }
  | { readonly kind: 'not-under-review'; readonly state: ApplicationState }
  | { readonly kind: 'vote-already-open' }
  | { readonly kind: 'vote-unknown' }
  | { readonly kind: 'quorum-not-reached'; readonly quorum: number }
  | { readonly kind: 'not-your-commission' }
  /** Too many of this commission are recused; the one above decides. */
  | { readonly kind: 'commission-without-quorum' }
  | { readonly kind: 'appeal-unknown' }
  | { readonly kind: 'appeal-closed' }
  | { readonly kind: 'nothing-to-appeal' }
  | { readonly kind: 'ruled-below' };
