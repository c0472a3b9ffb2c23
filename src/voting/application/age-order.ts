import type { CandidateDirectory } from '../../candidate/index.js';
import type { CandidacyId } from '../../kernel/ids.js';
import type { StageRule } from '../../primary/index.js';
import { eldestFirst, looksAtAge } from '../domain/ties/age-order.js';

/**
 * What a plan says about the ages of the candidates: their order, where ties may be decided by it. Dates of birth are nobody's
 * business, but the order must stand before anybody votes, so that nobody can choose it afterwards.
 */
export async function publishedAges(
  ids: readonly CandidacyId[],
  { ties }: Pick<StageRule, 'ties'>,
  candidates: CandidateDirectory,
): Promise<{ readonly byAge?: readonly (readonly CandidacyId[])[] }> {
  return looksAtAge(ties) ? { byAge: eldestFirst(await candidates.candidacies(ids)) } : {};
}
