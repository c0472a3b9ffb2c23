import type { Translate } from '../../platform/web/index.js';
import type { RoundOverview } from '../application/round-overviews.js';
import { movedBetween, waitingCount, type Standing } from '../domain/rounds/recount.js';
import { showsResult } from '../domain/rounds/round-states.js';
import { countPaths } from './count-paths.js';
import type { RoundCount } from '../domain/rounds/round-count.js';

/** A recount beside the result before it: without whom, why, and who moved. */
export interface RecountView {
  readonly title: string;
  readonly sentence: string;
  readonly reason: string;
  readonly moves: readonly {
    readonly name: string;
    readonly before: string;
    readonly after: string;
  }[];
  readonly hash: string;
  /** Where its whole working is; null while only the commission knows of it. */
  readonly working: string | null;
}

/** The recounts of a result, each compared with the first count. */
export function recountViews(
  t: Translate,
  first: RoundCount,
  { round, recounts }: Pick<RoundOverview, 'round' | 'recounts'>,
  names: ReadonlyMap<string, string>,
): readonly RecountView[] {
  const nameOf = (id: string): string => names.get(id) ?? '';
  return recounts.map(({ number, without, reason, result, hash, countedAt }) => ({
    title: t('voting-count.recount.title', { number, at: countedAt }),
    sentence: t(
      `voting-count.recount.${result.outcome === 'waiting' ? 'waiting' : without.length > 0 ? 'without' : 'as-before'}`,
      { names: without.map(nameOf).join(', ') },
    ),
    reason,
    moves:
      result.outcome === 'waiting'
        ? []
        : movedBetween(first, result).map(({ candidacyId, before, after }) => ({
            name: nameOf(candidacyId),
            before: standingWords(t, before),
            after: without.some((id) => id === candidacyId)
              ? t('voting-count.result.gone')
              : standingWords(t, after),
          })),
    hash,
    working: showsResult(round.state) ? countPaths.recount(round.id, number) : null,
  }));
}

/** The count of a round that waits for the commission, be it the first or a recount. */
export function awaitedCount({
  result,
  recounts,
}: Pick<RoundOverview, 'result' | 'recounts'>): RoundCount | null {
  const counts = recounts.map((one) => one.result);
  return result && waitingCount(result.result, counts);
}

function standingWords(t: Translate, { rank, elected }: Standing): string {
  return elected ? t('voting-count.recount.rank-elected', { rank }) : String(rank);
}
