import type { CalendarDate } from '../../kernel/calendar.js';
import type { Language } from '../../platform/web/index.js';

/** A day as its reader writes it: 2020 ж. 17 тамыз, 17 августа 2020 года, 17 August 2020. */
export function writeDay(day: CalendarDate, language: Language): string {
  return inFull(longDate(language).format(new Date(day)));
}

/** Two days and what lies between them: 17–30 August 2020. */
export function writeDays(from: CalendarDate, to: CalendarDate, language: Language): string {
  return inFull(longDate(language).formatRange(new Date(from), new Date(to)));
}

/** The Russian abbreviation would stand before the full stop of a sentence. */
function inFull(text: string): string {
  return text.replace(/г\.$/, 'года');
}

function longDate(language: Language): Intl.DateTimeFormat {
  const locale = language === 'en' ? 'en-GB' : language;
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
}
