import { refuse, accept, type Result } from './result.js';

declare const calendarDate: unique symbol;

/** A day of the calendar as `YYYY-MM-DD`, without a time and without a zone. Compares as text. */
export type CalendarDate = string & { readonly [calendarDate]: true };

/** Reads `YYYY-MM-DD` and refuses a day that does not exist (30 February). */
export function parseCalendarDate(text: string): Result<CalendarDate, { kind: 'not-a-date' }> {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!parts) return refuse({ kind: 'not-a-date' });
  const [year, month, dayOfMonth] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const exists =
    month >= 1 && month <= 12 && dayOfMonth >= 1 && dayOfMonth <= daysInMonth(year, month);
  return exists ? accept(text as CalendarDate) : refuse({ kind: 'not-a-date' });
}

/** Completed years of age on `on`. Someone born on 29 February completes a year on 1 March of a common year. */
export function ageOn(birth: CalendarDate, on: CalendarDate): number {
  const years = Number(on.slice(0, 4)) - Number(birth.slice(0, 4));
  return on.slice(5) < birth.slice(5) ? years - 1 : years;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}
