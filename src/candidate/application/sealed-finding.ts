import { createHash, randomBytes } from 'node:crypto';
import type { CandidacyId } from '../../kernel/ids.js';
import { canonicalJson } from '../../platform/ledger/index.js';
import type { SealedFinding } from '../persistence/candidacy.repository.js';

/** Seals a finding: its hash can be published, and says neither what was found nor about whom. */
export function sealedFinding(
  candidacy: CandidacyId,
  groups: SealedFinding['groups'],
): SealedFinding {
  const salt = randomBytes(32).toString('hex');
  const text = canonicalJson({ candidacy, groups, salt });
  return { hash: createHash('sha256').update(text).digest('hex'), candidacy, salt, groups };
}
