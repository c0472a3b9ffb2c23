import { fault, type RuleSetFault } from './rule-set-fault.js';
import type { AppealRule, CalendarRule, DebateRule } from './rule-set.js';

/** Days that stand in the wrong order. Campaigning may overlap with voting, as in 2020 (domain.md 1.2). */
export function checkCalendar(calendar: CalendarRule): RuleSetFault[] {
  const { announced, registration, campaigning, voting, filing } = calendar;
  const days = [
    ['announced', announced, 'registration.from', registration.from],
    ['registration.from', registration.from, 'registration.to', registration.to],
    ['registration.to', registration.to, 'campaigning.from', campaigning.from],
    ['campaigning.from', campaigning.from, 'campaigning.to', campaigning.to],
    ['campaigning.from', campaigning.from, 'voting.from', voting.from],
    ['voting.from', voting.from, 'voting.to', voting.to],
    ['voting.to', voting.to, 'filing', filing],
  ] as const;
  return days
    .filter(([, earlier, , later]) => later < earlier)
    .map(([before, earlier, name, later]) =>
      fault(`calendar.${name}`, 'calendar-out-of-order', { later, before, earlier }),
    );
}

/** Striking off for absence needs a duty to be there. */
export function checkDebates({ obligatory, absenceStrikesOff }: DebateRule): RuleSetFault[] {
  return absenceStrikesOff && !obligatory
    ? [fault('debates.absenceStrikesOff', 'absence-without-obligation')]
    : [];
}

const steps = ['territorial', 'regional', 'central'];

/** An appeal climbs: territorial, regional, central (domain.md 1.4). */
export function checkLadder({ ladder }: AppealRule): RuleSetFault[] {
  return ladder.flatMap(({ level }, index) => {
    const below = ladder[index - 1];
    return below && steps.indexOf(level) <= steps.indexOf(below.level)
      ? [fault(`appeals.ladder[${index}].level`, 'ladder-goes-down', { level, below: below.level })]
      : [];
  });
}
