import type { Translate } from '../../platform/web/index.js';
import type { SeasonToday } from '../application/registration-window.js';
import { writeDay } from './write-day.js';

/** The state of the season in a sentence, with the day that matters in it. */
export function seasonSentence(season: SeasonToday, t: Translate): string {
  const { registration, voting, filing } = season.primary.rules.calendar;
  return t(`primary.state-sentence.${sentenceOf(season)}`, {
    registrationFrom: writeDay(registration.from, t.language),
    registrationTo: writeDay(registration.to, t.language),
    votingFrom: writeDay(voting.from, t.language),
    votingTo: writeDay(voting.to, t.language),
    filing: writeDay(filing, t.language),
  });
}

/** The calendar may be ahead of the season, or past its stage: then the state alone would promise too much. */
function sentenceOf({ primary: { state }, registration: { kind } }: SeasonToday): string {
  if (state === 'announced' && kind === 'awaited') return 'announced-awaited';
  return state === 'registration' && kind !== 'open' ? `registration-${kind}` : state;
}
