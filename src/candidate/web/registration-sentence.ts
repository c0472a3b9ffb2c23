import type { Translate } from '../../platform/web/index.js';
import { writeDay, type SeasonToday } from '../../primary/index.js';

/** Whether applications are taken, in a sentence with the day: told before anything is filled in. */
export function registrationSentence(t: Translate, season: SeasonToday | null): string {
  if (!season) return t('candidate.my.no-season');
  const { from, to } = season.primary.rules.calendar.registration;
  const days = { from: writeDay(from, t.language), to: writeDay(to, t.language) };
  return t(`candidate.registration.${season.registration.kind}`, days);
}
