import { successionOf, type BodyRule, type VacancyRule } from '../../primary/index.js';
import type { SeatPerson, Vacancy } from '../domain/vacancy.js';
import type { ListSeatEntity } from '../persistence/list-seat.entity.js';
import type { RankedList } from './list-directory.js';
import { mandateQuotaIds } from './list-facts.js';
import { reserveNow } from './reserve-now.js';

type Holding = Pick<ListSeatEntity, 'candidateId' | 'vacatedAt'>;

/** A vacant seat with everything that decides who takes it. */
export function vacancyOf(
  ranked: RankedList,
  seats: readonly Holding[],
  last: Holding,
  body: BodyRule,
): Vacancy {
  const quotaIds = mandateQuotaIds(body);
  const person = seatPerson(ranked, successionOf(body).vacancy);
  return {
    left: person(last.candidateId),
    holders: seats
      .filter(({ vacatedAt }) => vacatedAt === null)
      .map(({ candidateId }) => person(candidateId)),
    reserve: reserveNow(ranked, seats).map(person),
    quotas: ranked.input.quotas.filter(({ id }) => quotaIds.includes(id)),
  };
}

function seatPerson({ input, people }: RankedList, rule: VacancyRule): (id: string) => SeatPerson {
  const groups = new Map(input.candidates.map((candidate) => [candidate.id, candidate.groups]));
  const named = rule.kind === 'same-group' ? rule.groups : [];
  return (id) => ({
    id,
    groups: groups.get(id) ?? [],
    inGroup: named.some((group) => people.get(id)?.groups.includes(group)),
  });
}
