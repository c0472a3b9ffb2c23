import type { Instant } from '../../kernel/clock.js';

const zone = 'Asia/Almaty';

const clock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: zone,
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** The shape of what a browser sends for a day and a time. */
export const localMomentShape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/;

/** The moment a clock in Kazakhstan shows the day and time; null when no such day exists. */
export function fromLocal(text: string): Instant | null {
  if (!localMomentShape.test(text)) return null;
  const wanted = new Date(`${text}Z`);
  if (Number.isNaN(wanted.getTime())) return null;
  // The zone's distance at about that time, and once more at the moment found, in case the clocks changed between.
  const guess = new Date(wanted.getTime() - offsetAt(wanted));
  const moment = new Date(wanted.getTime() - offsetAt(guess));
  return toLocal(moment) === text.slice(0, 16) ? moment : null;
}

/** The moment as the fields of a form hold it. */
export function toLocal(moment: Instant): string {
  return clock.format(moment).replace(' ', 'T').slice(0, 16);
}

function offsetAt(moment: Instant): number {
  const shown = new Date(`${clock.format(moment).replace(' ', 'T')}Z`);
  return shown.getTime() - Math.floor(moment.getTime() / 1000) * 1000;
}
