import type { Translate } from '../../platform/web/index.js';
import type { Primary } from '../application/primary-directory.js';
import { writeDay } from './write-day.js';

/** The state of the season in a sentence, with the day that matters in it. */
export function seasonSentence({ state, rules }: Primary, t: Translate): string {
  const { registration, voting, filing } = rules.calendar;
  return t(`primary.state-sentence.${state}`, {
    registrationFrom: writeDay(registration.from, t.language),
    registrationTo: writeDay(registration.to, t.language),
    votingFrom: writeDay(voting.from, t.language),
    votingTo: writeDay(voting.to, t.language),
    filing: writeDay(filing, t.language),
  });
}
