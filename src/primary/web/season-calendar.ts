import type { CalendarDate } from '../../kernel/calendar.js';
import type { Translate } from '../../platform/web/index.js';
import type { CalendarRule } from '../domain/rule-set.js';
import { writeDay, writeDays } from './write-day.js';

/** One line of the calendar: its words, and its bar in hundredths of the whole season. */
export interface CalendarLine {
  readonly name: string;
  readonly days: string;
  readonly now: boolean;
  readonly start: string;
  readonly length: string;
}

export interface SeasonCalendar {
  readonly lines: readonly CalendarLine[];
  /** Where today stands on every bar, in hundredths; null when today is outside the season. */
  readonly today: string | null;
  readonly next: string | null;
}

/** The calendar as a picture of bars with its words beside them, and the next deadline. */
export function seasonCalendar(
  calendar: CalendarRule,
  today: CalendarDate,
  t: Translate,
): SeasonCalendar {
  const { announced, filing } = calendar;
  const [first, last] = [dayNumber(announced), dayNumber(filing)];
  const at = (day: number): string => ((100 * (day - first)) / (last - first + 1)).toFixed(2);
  const line = (name: string, from: CalendarDate, to: CalendarDate): CalendarLine => ({
    name: t(`primary.day.${name}`),
    days: from === to ? writeDay(from, t.language) : writeDays(from, to, t.language),
    now: from <= today && today <= to,
    start: at(dayNumber(from)),
    length: at(first + dayNumber(to) - dayNumber(from) + 1),
  });
  const spans = (['registration', 'campaigning', 'voting'] as const).map((name) =>
    line(name, calendar[name].from, calendar[name].to),
  );
  return {
    lines: [line('announced', announced, announced), ...spans, line('filing', filing, filing)],
    today: announced <= today && today <= filing ? at(dayNumber(today)) : null,
    next: nextDeadline(calendar, today, t),
  };
}

/** What falls on this very day, and what comes after it. */
function nextDeadline(calendar: CalendarRule, today: CalendarDate, t: Translate): string | null {
  const spans = (['registration', 'campaigning', 'voting'] as const).flatMap((name) => [
    [`${name}-from`, calendar[name].from] as const,
    [`${name}-to`, calendar[name].to] as const,
  ]);
  const days = [
    ['announced', calendar.announced] as const,
    ...spans,
    ['filing', calendar.filing] as const,
  ];
  const what = (name: string): string => t(`primary.deadline.${name}`);
  const sentences = days
    .filter(([, day]) => day === today)
    .map(([name]) => t('primary.deadline.today', { what: what(name) }));
  const [next] = days.filter(([, day]) => day > today).toSorted(([, a], [, b]) => (a < b ? -1 : 1));
  if (next) {
    const [name, day] = next;
    const coming = { what: what(name), day: writeDay(day, t.language) };
    sentences.push(t('primary.deadline.next', coming));
  }
  return sentences.length > 0 ? sentences.join('. ') : null;
}

function dayNumber(day: CalendarDate): number {
  return Date.parse(day) / 86_400_000;
}
