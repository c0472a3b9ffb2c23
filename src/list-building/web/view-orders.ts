import type { RankedList } from '../application/list-directory.js';
import type { ViewKey } from './list-query.js';

/** Who stands where in one view: the ids by place. */
export type ViewOrder = readonly string[];

/** The five orders of a list; a view that has not come about yet is empty. */
export function viewOrders({ views, mandates }: RankedList): Readonly<Record<ViewKey, ViewOrder>> {
  return {
    'as-voted': views.asVoted,
    'after-quotas': views.afterQuotas,
    'after-interventions': views.afterInterventions,
    'as-filed': views.asFiled,
    mandates: mandates
      .filter(({ status }) => status === 'seated')
      .toSorted((a, b) => a.rank - b.rank)
      .map(({ candidateId }) => candidateId),
  };
}

/** The place of everybody in a view. */
export function placesIn(order: ViewOrder): ReadonlyMap<string, number> {
  return new Map(order.map((id, index) => [id, index + 1]));
}

/** `▲ 3`, `▼ 2` or `=`. */
export function moveMark(from: number, to: number): string {
  if (from === to) return '=';
  return from > to ? `▲ ${from - to}` : `▼ ${to - from}`;
}
