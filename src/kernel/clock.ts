/** A moment in time. */
export type Instant = Date;

/** Tells the time. Handed to whoever needs it, so that a test can hold time still. */
export interface Clock {
  now(): Instant;
}

export const systemClock: Clock = { now: () => new Date() };

/** The moment `milliseconds` after `instant`. */
export function later(instant: Instant, milliseconds: number): Instant {
  return new Date(instant.getTime() + milliseconds);
}

export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;
