import { iinCheckDigit } from '../candidate/index.js';
import type { CalendarDate } from '../kernel/calendar.js';
import type { Sex } from '../primary/index.js';
import type { Chance } from './chance.js';
import { inventName, type FullName } from './names.js';

export interface Person extends FullName {
  readonly iin: string;
  readonly birthDate: CalendarDate;
  readonly sex: Sex;
  readonly phone: string;
}

/** Makes people whose IINs never repeat. */
export type PersonMaker = (chance: Chance, sex: Sex, age: number) => Person;

/** `on` is the day ages are counted on. */
export function personMaker(on: CalendarDate): PersonMaker {
  const taken = new Set<string>();
  let phones = 0;
  return (chance, sex, age) => {
    const birthDate = bornBefore(chance, on, age);
    return {
      ...inventName(chance, sex),
      iin: freshIin(chance, taken, birthDate, sex),
      birthDate,
      sex,
      phone: `+7705${String(phones++).padStart(7, '0')}`,
    };
  };
}

/** A birth date with which a person has completed exactly `age` years on the day. */
function bornBefore(chance: Chance, on: CalendarDate, age: number): CalendarDate {
  const year = Number(on.slice(0, 4)) - age;
  const [month, day] = [1 + chance.below(12), 1 + chance.below(28)];
  const monthDay = `${two(month)}-${two(day)}`;
  return `${monthDay <= on.slice(5) ? year : year - 1}-${monthDay}` as CalendarDate;
}

function freshIin(chance: Chance, taken: Set<string>, birthDate: CalendarDate, sex: Sex): string {
  const century = birthDate < '2000-01-01' ? 3 : 5;
  const start = birthDate.slice(2).replaceAll('-', '') + String(century + (sex === 'male' ? 0 : 1));
  for (;;) {
    const eleven = start + String(chance.below(10_000)).padStart(4, '0');
    const check = iinCheckDigit(eleven);
    if (check === null || taken.has(eleven)) continue;
    taken.add(eleven);
    return `${eleven}${check}`;
  }
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
