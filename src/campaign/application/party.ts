import type { Candidacy } from '../../candidate/index.js';
import type { Actor } from '../../platform/identity/index.js';
import type { Party } from '../domain/complaint.js';
import type { StoredComplaint } from '../persistence/complaint.repository.js';

/** In what quality the actor is concerned by a complaint; null for somebody who is not. */
export function partyOf(
  complaint: Pick<StoredComplaint, 'filedBy' | 'respondent'>,
  actor: Actor,
  own: readonly Candidacy[],
): Party | null {
  if (complaint.filedBy === actor.accountId) return 'complainant';
  return own.some(({ id }) => id === complaint.respondent) ? 'respondent' : null;
}
