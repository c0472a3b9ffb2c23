import type { Clock, Instant } from '../kernel/clock.js';

/** The real time, moved to another day while the demonstration plays what came before today. */
export interface DemoClock extends Clock {
  /** Moves to noon of a day, which then passes at the real speed. */
  moveTo(day: string): void;
  /** Back to the real time. */
  present(): void;
}

export function demoClock(): DemoClock {
  let offset = 0;
  const now = (): Instant => new Date(Date.now() + offset);
  return {
    now,
    moveTo: (day) => {
      offset = new Date(`${day}T12:00:00+05:00`).getTime() - Date.now();
    },
    present: () => {
      offset = 0;
    },
  };
}
