import type { ListSeatEntity } from '../persistence/list-seat.entity.js';
import type { RankedList } from './list-directory.js';

/** Who is in the reserve now, in order: those who got no seat at first, never held one since, and still stand. */
export function reserveNow(
  { mandates, people }: Pick<RankedList, 'mandates' | 'people'>,
  seats: readonly Pick<ListSeatEntity, 'candidateId'>[],
): string[] {
  const held = new Set(seats.map(({ candidateId }) => candidateId));
  return mandates
    .filter(({ status, candidateId }) => status === 'reserve' && !held.has(candidateId))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ candidateId }) => candidateId)
    .filter((id) => people.get(id)?.standing === true);
}
