import type { CalendarDate } from '../../kernel/calendar.js';
import type { CandidacyId, ContestId, TerritoryCode } from '../../kernel/ids.js';
import {
  checkNames,
  eligibilityChecks,
  eligibilityReasons,
  requiredDocuments,
  type ApplicationFacts,
  type StandingRules,
} from './eligibility.js';
import type { PersonData } from './person.js';

const date = (text: string): CalendarDate => text as CalendarDate;
const territory = 'KZ-39' as TerritoryCode;

const rules: StandingRules = {
  calendar: {
    registration: { from: date('2020-08-17'), to: date('2020-08-28') },
    referenceDate: date('2020-10-01'),
  },
  eligibility: {
    minimumAge: { country: 25, region: 20, district: 20 },
    residenceYears: 10,
    membership: 'by-close',
    barredBy: ['unspent-conviction', 'corruption-offence', 'expulsion'],
    candidaciesPerLevel: 1,
  },
  nomination: ['party-organisation', 'self'],
  documents: [
    { id: 'identity', required: 'always' },
    { id: 'minutes', required: 'for-route', of: 'party-organisation' },
    { id: 'photo', required: 'for-group', of: 'disability' },
  ],
  groups: [{ id: 'disability', kind: 'certificate', document: 'disability-certificate' }],
};

const person: PersonData = {
  name: { family: 'Әлиева', given: 'Гүлнар', patronymic: null },
  birthDate: date('1990-05-04'),
  sex: 'female',
  residentSince: date('1990-05-04'),
  membership: 'member',
  bars: [],
};

function facts(overrides: Partial<ApplicationFacts> = {}): ApplicationFacts {
  return {
    today: date('2020-08-20'),
    moment: 'submission',
    level: 'region',
    route: 'self',
    organisation: null,
    person,
    claimedGroups: [],
    documents: ['identity'],
    pledges: [
      {
        title: { kk: 'Су', ru: 'Вода' },
        text: { kk: 'Әр үйге су.', ru: 'Вода в каждый дом.' },
        territory,
        indicator: { kk: '100 үй', ru: '100 домов' },
        dueYear: 2022,
      },
    ],
    platformFrame: { year: 2020, covers: () => true },
    elsewhere: [],
    ...overrides,
  };
}

const elsewhereInArkalyk = () => ({
  candidacyId: 'c' as CandidacyId,
  contestId: 'k' as ContestId,
  where: { kk: 'Арқалық', ru: 'Аркалык', en: 'Arkalyk' },
});

const withPerson = (overrides: Partial<PersonData>): ApplicationFacts =>
  facts({ person: { ...person, ...overrides } });

describe('eligibilityReasons', () => {
  it('finds nothing against a complete application', () => {
    expect(eligibilityReasons(rules, facts())).toEqual([]);
  });

  it('is at least 25 for the Majilis and 20 for a maslikhat (informburo.kz 107268)', () => {
    const twentyTwo = { birthDate: date('1998-09-30') };
    expect(eligibilityReasons(rules, withPerson(twentyTwo))).toEqual([]);
    expect(eligibilityReasons(rules, { ...withPerson(twentyTwo), level: 'country' })).toEqual([
      { kind: 'too-young', needed: 25, age: 22, on: '2020-10-01' },
    ]);
  });

  it('counts the age on the reference date, not today', () => {
    expect(eligibilityReasons(rules, withPerson({ birthDate: date('2000-10-01') }))).toEqual([]);
    expect(eligibilityReasons(rules, withPerson({ birthDate: date('2000-10-02') }))).toEqual([
      { kind: 'too-young', needed: 20, age: 19, on: '2020-10-01' },
    ]);
  });

  it('asks no age where the rules name none for the level', () => {
    const ageless = { ...rules, eligibility: { ...rules.eligibility, minimumAge: {} } };
    expect(eligibilityReasons(ageless, withPerson({ birthDate: date('2015-01-01') }))).toEqual([]);
  });

  it('asks for the last ten years of residence (informburo.kz 107268)', () => {
    expect(eligibilityReasons(rules, withPerson({ residentSince: date('2010-10-02') }))).toEqual([
      { kind: 'residence-too-short', needed: 10, years: 9 },
    ]);
  });

  it('lets a non-member join until registration closes, and not later', () => {
    const joining = withPerson({ membership: 'joining' });
    expect(eligibilityReasons(rules, joining)).toEqual([]);
    expect(eligibilityReasons(rules, { ...joining, moment: 'decision' })).toEqual([
      { kind: 'not-a-member', joiningAllowed: false },
    ]);
  });

  it('refuses someone who has not even applied to join', () => {
    expect(eligibilityReasons(rules, withPerson({ membership: 'none' }))).toEqual([
      { kind: 'not-a-member', joiningAllowed: true },
    ]);
  });

  it('asks no membership where the rules are open to all', () => {
    const open = { ...rules, eligibility: { ...rules.eligibility, membership: 'none' as const } };
    expect(eligibilityReasons(open, withPerson({ membership: 'none' }))).toEqual([]);
  });

  it('names every bar the rules know', () => {
    const bars = ['unspent-conviction', 'expulsion'] as const;
    expect(eligibilityReasons(rules, withPerson({ bars }))).toEqual([
      { kind: 'barred', by: 'unspent-conviction' },
      { kind: 'barred', by: 'expulsion' },
    ]);
  });

  it('refuses a second candidacy at the level (kzvesti.kz 381: 1 applied twice)', () => {
    const other = elsewhereInArkalyk();
    expect(eligibilityReasons(rules, facts({ elsewhere: [other] }))).toEqual([
      { kind: 'candidacy-elsewhere', other, most: 1 },
    ]);
  });

  it('allows as many candidacies as the rules say', () => {
    const two = { ...rules, eligibility: { ...rules.eligibility, candidaciesPerLevel: 2 } };
    const other = elsewhereInArkalyk();
    expect(eligibilityReasons(two, facts({ elsewhere: [other] }))).toEqual([]);
  });

  it('keeps to the registration window, both days included', () => {
    expect(eligibilityReasons(rules, facts({ today: date('2020-08-16') }))).toEqual([
      { kind: 'registration-not-open', from: '2020-08-17' },
    ]);
    expect(eligibilityReasons(rules, facts({ today: date('2020-08-29') }))).toEqual([
      { kind: 'registration-closed', to: '2020-08-28' },
    ]);
    expect(eligibilityReasons(rules, facts({ today: date('2020-08-28') }))).toEqual([]);
  });

  it('does not ask for the window again when the commission decides', () => {
    const later = facts({ today: date('2020-08-30'), moment: 'decision' });
    expect(eligibilityReasons(rules, later)).toEqual([]);
  });

  it('takes only the routes of the rules, and the name of the organisation that nominates', () => {
    const selfOnly = { ...rules, nomination: ['self' as const] };
    const nominated = facts({ route: 'party-organisation', documents: ['identity', 'minutes'] });
    expect(eligibilityReasons(selfOnly, nominated)).toEqual([
      { kind: 'route-not-offered', route: 'party-organisation' },
      { kind: 'organisation-missing' },
    ]);
    expect(eligibilityReasons(rules, { ...nominated, organisation: '№ 7' })).toEqual([]);
  });

  it('lists all reasons at once', () => {
    const bad = facts({ person: null, documents: [], pledges: [], today: date('2020-09-01') });
    expect(eligibilityReasons(rules, bad).map(({ kind }) => kind)).toEqual([
      'registration-closed',
      'person-missing',
      'document-missing',
      'platform-missing',
    ]);
  });
});

describe('eligibilityChecks', () => {
  it('answers every question, also the passed ones', () => {
    const checks = eligibilityChecks(rules, withPerson({ birthDate: date('2010-01-01') }));
    expect(checks.map(({ name }) => name)).toEqual([...checkNames]);
    expect(checks.filter(({ reasons }) => reasons.length > 0).map(({ name }) => name)).toEqual([
      'age',
    ]);
  });
});

describe('requiredDocuments', () => {
  it('adds those of the route and of the certificates claimed', () => {
    const application = {
      route: 'party-organisation' as const,
      claimedGroups: ['disability'],
    };
    expect(requiredDocuments(rules, application)).toEqual([
      'identity',
      'minutes',
      'photo',
      'disability-certificate',
    ]);
  });

  it('asks for nothing that does not concern the application', () => {
    expect(requiredDocuments(rules, { route: 'self', claimedGroups: [] })).toEqual(['identity']);
  });
});
