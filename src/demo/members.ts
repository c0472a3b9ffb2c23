import type { CalendarDate } from '../kernel/calendar.js';
import type { TerritoryCode } from '../kernel/ids.js';
import { chanceOf } from './chance.js';
import type { Person, PersonMaker } from './people.js';
import type { DemoPlan } from './plan.js';

export interface Member extends Person {
  readonly territory: TerritoryCode;
  readonly joined: CalendarDate;
  readonly organisation: string;
}

/** The members of the region, district by district, and nobody twice. */
export function inventMembers(plan: DemoPlan, make: PersonMaker): Member[] {
  const chance = chanceOf(plan.seed, 'members');
  return [...plan.spread].flatMap(([territory, count]) =>
    Array.from({ length: count }, (_, at): Member => {
      const person = make(chance, chance.happens(0.55) ? 'female' : 'male', 18 + chance.below(60));
      const year = 2002 + chance.below(18);
      return {
        ...person,
        territory,
        joined: `${year}-0${1 + chance.below(9)}-15` as CalendarDate,
        organisation: `${territory}/${1 + (at % 13)}`,
      };
    }),
  );
}

/** The register as the party's office would export it. */
export function registerCsv(members: readonly Member[]): string {
  const header = 'iin,family,given,patronymic,territory,joined,phone,email,organisation';
  const lines = members.map((member) =>
    [
      member.iin,
      member.family,
      member.given,
      member.patronymic,
      member.territory,
      member.joined,
      member.phone,
      '',
      member.organisation,
    ].join(','),
  );
  return [header, ...lines, ''].join('\n');
}
