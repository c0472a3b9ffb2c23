import { ageOn, type CalendarDate } from '../kernel/calendar.js';
import type { Contender } from '../demo/applications.js';
import { chanceOf, type Chance } from '../demo/chance.js';
import { personMaker } from '../demo/people.js';
import type { Contest } from '../primary/index.js';
import { candidatesOfRegion, nationalCandidatesOfRegion, type DrillPlan } from './plan.js';

/** Who stands: for the list of every region and, from every region, for the national one. Half are women, a third is young. */
export function inventCandidates(
  plan: DrillPlan,
  contests: readonly Contest[],
  on: CalendarDate,
): Contender[] {
  const chance = chanceOf(plan.seed, 'candidates of the drill');
  const make = personMaker(on);
  const stand = (contest: Contest, unit: Contender['unit'], count: number): Contender[] =>
    Array.from({ length: count }, (_, at) => {
      const age = at % 3 === 0 ? 26 + chance.below(9) : 36 + chance.below(30);
      const person = make(chance, at % 2 ? 'male' : 'female', age);
      const groups = groupsOf(person.sex, ageOn(person.birthDate, on), chance);
      return {
        person,
        contest,
        unit,
        route: 'party-organisation',
        groups,
        incumbent: !groups.includes('newcomer'),
        appeal: 1,
      };
    });
  return contests.flatMap((contest) =>
    contest.body === 'majilis'
      ? plan.drilled.flatMap(({ code }) => stand(contest, code, nationalCandidatesOfRegion))
      : stand(contest, contest.territory, candidatesOfRegion),
  );
}

function groupsOf(sex: string, age: number, chance: Chance): string[] {
  return [
    ...(sex === 'female' ? ['woman'] : []),
    ...(age < 35 ? ['under-35'] : []),
    ...(age < 29 ? ['under-29'] : []),
    ...(chance.happens(0.1) ? [] : ['newcomer']),
  ];
}
