import type { CalendarDate } from '../../kernel/calendar.js';
import type { Translate } from '../../platform/web/index.js';
import type { Blocker } from '../domain/season.js';
import { writeDay } from './write-day.js';

/** What a blocker says to its reader, in the words of the module that raised it. */
export function blockerSentence(t: Translate, { module, kind, values }: Blocker): string {
  const readable = module === 'primary' ? ownValues(t, values) : values;
  return t(`${module}.blocker.${kind}`, readable);
}

function ownValues(t: Translate, values: Blocker['values']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, readable(t, String(value))]),
  );
}

function readable(t: Translate, value: string): string {
  return /^\d{4}-/.test(value)
    ? writeDay(value as CalendarDate, t.language)
    : t(`primary.state.${value}`);
}
