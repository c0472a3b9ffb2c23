import type { Instant } from '../../kernel/clock.js';
import { accept, refuse, type Result } from '../../kernel/result.js';

/** The closed list of what a candidate does to meet people. */
export const eventKinds = [
  'meeting',
  'door-to-door',
  'reception',
  'broadcast',
  'online',
  'other',
] as const;

export type EventKind = (typeof eventKinds)[number];

/** A line of the register of campaign events. */
export interface CandidateEvent {
  readonly kind: EventKind;
  readonly heldAt: Instant;
  readonly place: string;
  /** How many people came. */
  readonly attended: number;
}

export type EventRefusal =
  | { readonly kind: 'event-kind-unknown' }
  | { readonly kind: 'place-missing' }
  | { readonly kind: 'not-yet-held' }
  | { readonly kind: 'attended-not-a-number' };

/** An event is entered after it took place, with the number of people who came. */
export function checkEvent(
  event: CandidateEvent,
  now: Instant,
): Result<CandidateEvent, EventRefusal[]> {
  const reasons: EventRefusal[] = [];
  if (!eventKinds.includes(event.kind)) reasons.push({ kind: 'event-kind-unknown' });
  if (!event.place.trim()) reasons.push({ kind: 'place-missing' });
  if (event.heldAt > now) reasons.push({ kind: 'not-yet-held' });
  if (!Number.isSafeInteger(event.attended) || event.attended < 0) {
    reasons.push({ kind: 'attended-not-a-number' });
  }
  return reasons.length > 0 ? refuse(reasons) : accept(event);
}
