import type { CalendarDate } from '../../kernel/calendar.js';
import type { CalendarRule } from './rule-set.js';
import type { SeasonState } from './season.js';

/**
 * Whether applications are taken: not before the first day (`ahead`); on a day of registration that the central office
 * has not begun (`awaited`); up to and including the last day (`open`); never again (`over`).
 */
export type Registration =
  | { readonly kind: 'ahead' | 'awaited'; readonly from: CalendarDate }
  | { readonly kind: 'open' | 'over'; readonly to: CalendarDate };

/** Whether an application could be handed in today: both the state of the season and the calendar have to allow it. */
export function registrationOn(
  today: CalendarDate,
  state: SeasonState,
  { registration: { from, to } }: CalendarRule,
): Registration {
  if (state === 'draft' || state === 'announced') {
    return { kind: today < from ? 'ahead' : 'awaited', from };
  }
  if (state !== 'registration' || today > to) return { kind: 'over', to };
  return today < from ? { kind: 'ahead', from } : { kind: 'open', to };
}
