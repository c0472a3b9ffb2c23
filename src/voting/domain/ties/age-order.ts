import type { CalendarDate } from '../../../kernel/calendar.js';
import type { TieStep } from './tie-policy.js';

/** Whether ties may be decided by age. */
export function looksAtAge(policy: readonly Pick<TieStep, 'kind'>[]): boolean {
  return policy.some(({ kind }) => kind === 'elder' || kind === 'younger');
}

/** The ids of people from the eldest to the youngest; those born on one day stand together, in the order of their ids. */
export function eldestFirst<Id extends string>(
  people: readonly { readonly id: Id; readonly birthDate: CalendarDate }[],
): readonly (readonly Id[])[] {
  const days = new Map<CalendarDate, Id[]>();
  for (const { id, birthDate } of people)
    days.set(birthDate, [...(days.get(birthDate) ?? []), id].sort());
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, ids]) => ids);
}
