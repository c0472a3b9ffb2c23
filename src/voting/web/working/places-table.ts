import type { Translate } from '../../../platform/web/index.js';
import type { Working } from '../../domain/tally/tally.js';
import { countsOf } from './grade-bars.js';
import { nameAt, type ShownCount } from './shown-count.js';

export type PlacesWorking = Extract<Working, { readonly kind: 'places' }>;

/** The votes of one candidate for places 1 to k, and for place k alone. */
export interface PlaceCell {
  readonly together: string;
  readonly own: string;
  /** The place this candidate won. */
  readonly won: boolean;
}

/** The table of an ordered list: candidates in their order, the votes for each place and all places before it. */
export interface PlacesTable {
  readonly columns: readonly string[];
  readonly rows: readonly {
    readonly rank: string;
    readonly name: string;
    readonly cells: readonly PlaceCell[];
  }[];
}

/** Place k goes to whoever has most votes for places 1 to k among those not yet placed. */
export function placesTable(t: Translate, count: ShownCount, working: PlacesWorking): PlacesTable {
  const number = new Intl.NumberFormat(t.language);
  const places = Math.max(0, ...working.counts.map(({ length }) => length));
  return {
    columns: Array.from({ length: places }, (_, index) =>
      index === 0
        ? t('voting-working.places.first')
        : t('voting-working.places.up-to', { place: index + 1 }),
    ),
    rows: count.ranking.flatMap(({ rank, candidates }) =>
      candidates.map((position) => ({
        rank: number.format(rank),
        name: nameAt(count, position),
        cells: cumulated(countsOf(working, position)).map(({ own, together }, index) => ({
          together: number.format(together),
          own: number.format(own),
          won: candidates.length === 1 && rank === index + 1,
        })),
      })),
    ),
  };
}

/** The numbers with their sums so far. */
export function cumulated(
  counts: readonly number[],
): readonly { readonly own: number; readonly together: number }[] {
  let together = 0;
  return counts.map((own) => {
    together += own;
    return { own, together };
  });
}
