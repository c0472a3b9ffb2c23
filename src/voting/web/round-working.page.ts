import type { Translate } from '../../platform/web/index.js';
import type { RoundOverview } from '../application/round-overviews.js';
import { headingOf } from './round.page.js';
import { lotWasDrawn } from './tie-sentences.js';
import { shownCount, type ShownCount } from './working/shown-count.js';
import { workingView, type WorkingView } from './working/working-view.js';

/** The page of a result with its whole working. */
export interface RoundWorkingPage {
  readonly title: string;
  readonly unit: string;
  readonly state: string;
  /** Why nobody, or not everybody, is elected yet. */
  readonly sentence: string | null;
  readonly onlyWithdrawn: string | null;
  /** Said where the ballots were counted again without somebody who left. */
  readonly recounted: string | null;
  readonly back: string;
  readonly working: WorkingView;
  readonly seed: string | null;
  readonly hash: string;
}

/** Where the page and its files stand: below the public page of the round, or below the commission's. */
export interface WorkingPlace {
  readonly back: string;
  readonly fileHref: (file: string) => string;
}

/** A result or a recount of it. */
export type Counted = Pick<NonNullable<RoundOverview['result']>, 'result' | 'hash'>;

/** Shows a result that the reader may see. */
export function roundWorkingPage(
  t: Translate,
  overview: RoundOverview,
  { result, hash }: Counted,
  place: WorkingPlace,
): RoundWorkingPage {
  return {
    ...headingOf(t, overview.title),
    state: t(`voting-count.state.${overview.round.state}`),
    sentence:
      result.outcome === 'elected'
        ? null
        : t(`voting-count.outcome.${result.outcome}`, { places: result.places }),
    onlyWithdrawn:
      result.onlyWithdrawn > 0
        ? t('voting-working.only-withdrawn', { ballots: result.onlyWithdrawn })
        : null,
    recounted: overview.recounts.length > 0 ? t('voting-working.recounted') : null,
    back: place.back,
    working: workingView(t, countOf(t, overview, result), place.fileHref),
    seed: lotWasDrawn(result.ties) ? result.seed : null,
    hash,
  };
}

/** The count of a round with the names on its ballot. */
export function countOf(
  { language }: Translate,
  { candidates, grades }: Pick<RoundOverview, 'candidates' | 'grades'>,
  result: Counted['result'],
): ShownCount {
  const names = new Map<string, string>(candidates.map(({ id, name }) => [id, name]));
  return shownCount(
    result,
    (candidacy) => names.get(candidacy) ?? '',
    grades?.map((words) => words[language]) ?? null,
  );
}
