import type { CalendarDate } from '../../kernel/calendar.js';
import { personDataReasons, type PersonData } from './person.js';

const date = (text: string): CalendarDate => text as CalendarDate;

const person: PersonData = {
  name: { family: 'Сейтқали', given: 'Нұрлан', patronymic: 'Бекұлы' },
  birthDate: date('1980-01-01'),
  sex: 'male',
  residentSince: date('1980-01-01'),
  membership: 'member',
  bars: [],
};
const today = date('2020-08-20');

describe('personDataReasons', () => {
  it('finds nothing in data that can be right', () => {
    expect(personDataReasons(person, today)).toEqual([]);
    expect(
      personDataReasons({ ...person, name: { ...person.name, patronymic: null } }, today),
    ).toEqual([]);
  });

  it('names everything that cannot be right', () => {
    const wrong: PersonData = {
      ...person,
      name: { family: ' ', given: '', patronymic: 'ұ'.repeat(81) },
      birthDate: date('2021-01-01'),
      residentSince: date('2020-12-01'),
    };
    expect(personDataReasons(wrong, today)).toEqual([
      { kind: 'name-missing', field: 'family' },
      { kind: 'name-missing', field: 'given' },
      { kind: 'name-too-long', field: 'patronymic', most: 80 },
      { kind: 'birth-date-in-future' },
      { kind: 'residence-before-birth' },
      { kind: 'residence-in-future' },
    ]);
  });
});
