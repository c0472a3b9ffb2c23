import {
  answeredRules,
  changedRules,
  presetNames,
  territories,
} from '../../../test/support/rule-sets.js';
import { checkRuleSet } from './rule-set-check.js';

const quota = {
  id: 'more',
  name: { kk: 'к', ru: 'р', en: 'e' },
  group: ['woman'],
  scope: { kind: 'list' },
  atLeast: { share: '10%', round: 'up' },
};
const column = {
  id: 'more',
  name: { kk: 'к', ru: 'р', en: 'e' },
  places: '39',
  filledBy: 'merit',
};
const lot = { kind: 'lot' };

type Case = readonly [kind: string, path: string, changes: Record<string, unknown>];

const nurOtan: readonly Case[] = [
  ['calendar-out-of-order', 'calendar.registration.from', { 'calendar.announced': '2020-08-18' }],
  [
    'calendar-out-of-order',
    'calendar.registration.to',
    { 'calendar.registration.to': '2020-08-16' },
  ],
  [
    'calendar-out-of-order',
    'calendar.campaigning.from',
    { 'calendar.campaigning.from': '2020-08-29' },
  ],
  ['calendar-out-of-order', 'calendar.campaigning.to', { 'calendar.campaigning.to': '2020-08-30' }],
  ['calendar-out-of-order', 'calendar.filing', { 'calendar.filing': '2020-11-16' }],
  ['duplicate-id', 'groups[1].id', { 'groups[1].id': 'woman' }],
  ['duplicate-id', 'bodies[0].path[1].id', { 'bodies[0].path[1].id': 'rating' }],
  ['unknown-group', 'documents[4].of', { 'documents[4].of': 'disabled' }],
  ['unknown-route', 'documents[3].of', { 'documents[3].of': 'party' }],
  ['document-of-missing', 'documents[3].of', { 'documents[3].of': undefined }],
  ['unknown-document', 'groups[3].document', { 'groups[3].document': 'paper' }],
  ['unknown-group', 'bodies[0].quotas[0].group[0]', { 'bodies[0].quotas[0].group': ['women'] }],
  ['unknown-group', 'bodies[0].renewal.group', { 'bodies[0].renewal.group': 'new' }],
  ['renewal-group-not-newcomer', 'bodies[0].renewal.group', { 'bodies[0].renewal.group': 'woman' }],
  [
    'unknown-group',
    'bodies[0].path[0].ties[0].group',
    { 'bodies[0].path[0].ties[0]': { kind: 'group', group: 'women' } },
  ],
  ['unknown-territory', 'bodies[0].within[1]', { 'bodies[0].within': ['KZ-39', 'KZ-99'] }],
  [
    'unknown-territory',
    'bodies[1].seats.byTerritory.KZ-3999',
    { 'bodies[1].seats.byTerritory.KZ-3999': 9 },
  ],
  [
    'territory-of-other-level',
    'bodies[1].seats.byTerritory.KZ-39',
    { 'bodies[1].seats.byTerritory.KZ-39': 9 },
  ],
  [
    'minimum-age-missing',
    'eligibility.minimumAge.region',
    { 'eligibility.minimumAge': { district: 20 } },
  ],
  ['absence-without-obligation', 'debates.absenceStrikesOff', { 'debates.obligatory': false }],
  ['ladder-goes-down', 'appeals.ladder[1].level', { 'appeals.ladder[1].level': 'territorial' }],
  ['share-above-one', 'commissions.quorum.share', { 'commissions.quorum.share': '3/2' }],
  ['share-above-one', 'commissions.signatures.share', { 'commissions.signatures.share': '101%' }],
  ['majority-unreachable', 'commissions.majority', { 'commissions.majority': '1' }],
  ['list-shorter-than-seats', 'bodies[0].list.factor', { 'bodies[0].list.factor': '0.9' }],
  ['share-above-one', 'bodies[0].path[1].quorum.share', { 'bodies[0].path[1].quorum.share': '2' }],
  [
    'share-above-one',
    'bodies[0].quotas[0].atLeast.share',
    { 'bodies[0].quotas[0].atLeast.share': '130%' },
  ],
  [
    'share-above-one',
    'bodies[0].centralQuota.cap.share',
    { 'bodies[0].centralQuota.cap.share': '140%' },
  ],
  [
    'cap-above-list',
    'bodies[0].centralQuota.cap.count',
    { 'bodies[0].centralQuota.cap': { count: 53 } },
  ],
  [
    'cut-below-one-per-seat',
    'bodies[0].path[0].cut.factor',
    { 'bodies[0].path[0].cut.factor': '1/2' },
  ],
  [
    'cut-takes-nobody',
    'bodies[0].path[0].cut.count',
    { 'bodies[0].path[0].cut': { kind: 'top', count: 0 } },
  ],
  [
    'cut-takes-nobody',
    'bodies[0].path[0].cut.share',
    { 'bodies[0].path[0].cut': { kind: 'share', share: '0%', round: 'up' } },
  ],
  [
    'share-above-one',
    'bodies[0].path[0].cut.share',
    { 'bodies[0].path[0].cut': { kind: 'share', share: '120%', round: 'up' } },
  ],
  [
    'cut-above-incoming',
    'bodies[0].path[2].cut.count',
    {
      'bodies[0].path[1].cut': { kind: 'top', count: 2 },
      'bodies[0].path[2].cut': { kind: 'top', count: 41 },
    },
  ],
  [
    'too-few-for-seats',
    'bodies[0].path[1].cut',
    { 'bodies[0].path[1].cut': { kind: 'top', count: 1 } },
  ],
  [
    'too-few-for-seats',
    'bodies[1].path[1].cut',
    { 'bodies[1].path[1].cut': { kind: 'share', share: '10%', round: 'up' } },
  ],
  [
    'marks-none',
    'bodies[0].path[0].ballot.marks',
    { 'bodies[0].path[0].ballot.marks': { count: 0 } },
  ],
  [
    'marks-none',
    'bodies[0].path[0].ballot.marks',
    { 'bodies[0].path[0].ballot.marks': { perSeat: '1/2', round: 'down' } },
  ],
  [
    'stage-units-go-down',
    'bodies[0].path[1].unit',
    { 'bodies[0].path[0].unit': 'region', 'bodies[0].path[0].unitSeats': { kind: 'all' } },
  ],
  ['stage-unit-wider-than-body', 'bodies[1].path[1].unit', { 'bodies[1].path[1].unit': 'region' }],
  ['merge-needs-single-unit', 'bodies[0].merge', { 'bodies[0].path[2].unit': 'district' }],
  [
    'too-few-seats-for-units',
    'bodies[0].path[0].unitSeats.atLeast',
    { 'bodies[0].seats.default': 19 },
  ],
  ['ties-not-settled', 'bodies[0].path[0].ties', { 'bodies[0].path[0].ties': [{ kind: 'elder' }] }],
  [
    'ties-after-end',
    'bodies[0].path[0].ties[1]',
    { 'bodies[0].path[0].ties': [lot, { kind: 'younger' }] },
  ],
  [
    'no-earlier-stage',
    'bodies[0].path[0].ties[0]',
    { 'bodies[0].path[0].ties': [{ kind: 'earlier-stage' }, { kind: 'ask' }] },
  ],
  ['quota-without-amount', 'bodies[0].quotas[0]', { 'bodies[0].quotas[0].atLeast': undefined }],
  [
    'quota-amount-in-gap',
    'bodies[0].quotas[0].atLeast',
    { 'bodies[0].quotas[0].scope': { kind: 'gap', most: 3 } },
  ],
  [
    'quota-share-of-one-place',
    'bodies[0].quotas[0].atLeast',
    { 'bodies[0].quotas[0].scope': { kind: 'every', from: 1, step: 2 } },
  ],
  [
    'quota-above-window',
    'bodies[0].quotas[0].atLeast',
    {
      'bodies[0].quotas[0].scope': { kind: 'every', from: 1, step: 2 },
      'bodies[0].quotas[0].atLeast': { count: 2 },
    },
  ],
  [
    'same-priority',
    'bodies[0].quotas[2].strength.soft',
    {
      'bodies[0].quotas[0].strength': { soft: 3 },
      'bodies[0].quotas[2].strength': { soft: 3 },
    },
  ],
  [
    'used-up-not-asked',
    'bodies[0].quotas[0].usedUpByElected',
    { 'bodies[0].quotas[0].usedUpByElected': true },
  ],
  [
    'quota-beyond-list',
    'bodies[0].quotas[0].scope',
    {
      'bodies[0].quotas[0].scope': { kind: 'gap', most: 3, from: 53 },
      'bodies[0].quotas[0].atLeast': undefined,
    },
  ],
  [
    'quota-beyond-list',
    'bodies[0].quotas[0].scope',
    {
      'bodies[0].quotas[0].scope': { kind: 'every', from: 53, step: 2 },
      'bodies[0].quotas[0].atLeast': { count: 1 },
    },
  ],
  [
    'quota-window-reversed',
    'bodies[0].quotas[0].scope',
    { 'bodies[0].quotas[0].scope': { kind: 'window', from: 9, to: 4 } },
  ],
  [
    'quota-floor-above-ceiling',
    'bodies[0].quotas[0].atMost',
    { 'bodies[0].quotas[0].atMost': { count: 15 } },
  ],
  [
    'quota-above-window',
    'bodies[0].quotas[0].atLeast',
    {
      'bodies[0].quotas[0].scope': { kind: 'window', from: 4, to: 9 },
      'bodies[0].quotas[0].atLeast': { count: 7 },
    },
  ],
  [
    'quota-beyond-list',
    'bodies[1].quotas[0].scope',
    { 'bodies[1].quotas': [{ ...quota, scope: { kind: 'stretch', length: 11 } }] },
  ],
  [
    'quota-beyond-list',
    'bodies[0].quotas[0].scope',
    { 'bodies[0].quotas[0].scope': { kind: 'top', places: 53 } },
  ],
  [
    'quota-beyond-list',
    'bodies[0].quotas[0].scope',
    { 'bodies[0].quotas[0].scope': { kind: 'prefix', from: 53 } },
  ],
  [
    'quota-beyond-list',
    'bodies[0].quotas[0].scope',
    { 'bodies[0].quotas[0].scope': { kind: 'window', from: 50, to: 53 } },
  ],
  [
    'used-up-not-answered',
    'bodies[0].quotas[0].usedUpByElected',
    { 'bodies[0].quotas[0].scope': { kind: 'place', place: 25 } },
  ],
  [
    'quota-beyond-list',
    'bodies[0].quotas[0].scope',
    {
      'bodies[0].quotas[0].scope': { kind: 'place', place: 53 },
      'bodies[0].quotas[0].atLeast': { count: 1 },
      'bodies[0].quotas[0].usedUpByElected': false,
    },
  ],
];

const grade = { kk: 'жақсы', ru: 'хорошо', en: 'good' };
const rankingChanges = {
  'bodies[0].path[0].ballot': { kind: 'ranking', equalRanks: false },
  'bodies[0].path[0].counting': { method: 'schulze' },
};

describe('checkRuleSet', () => {
  it.each(presetNames)('has nothing against %s', (name) => {
    expect(checkRuleSet(answeredRules(name), territories)).toEqual([]);
  });

  it.each(nurOtan)('finds %s at %s', (kind, path, changes) => {
    const faults = checkRuleSet(changedRules('nur-otan-2020', changes), territories);
    expect(faults).toContainEqual(expect.objectContaining({ kind, path }));
  });

  it.each([
    ['a gap without an amount', { ...quota, scope: { kind: 'gap', most: 3 }, atLeast: undefined }],
    [
      'a place whose question is answered',
      {
        ...quota,
        scope: { kind: 'place', place: 8 },
        atLeast: { count: 1 },
        usedUpByElected: true,
      },
    ],
    [
      'every second place',
      { ...quota, scope: { kind: 'every', from: 1, step: 2 }, atLeast: { count: 1 } },
    ],
    [
      'an alternation that begins further down',
      { ...quota, scope: { kind: 'gap', most: 1, from: 2 }, atLeast: undefined },
    ],
    [
      'a free last run of three whose floor would be above its ceiling',
      {
        ...quota,
        scope: { kind: 'stretch', length: 5, lastRun: 'free' },
        atLeast: { share: '40%', round: 'up' },
        atMost: { share: '60%', round: 'down' },
      },
    ],
    [
      'a last run of three in which floor and ceiling change places',
      {
        ...quota,
        scope: { kind: 'stretch', length: 5 },
        atLeast: { share: '40%', round: 'up' },
        atMost: { share: '60%', round: 'down' },
      },
    ],
    [
      'a count lowered by the places a last run lacks',
      { ...quota, scope: { kind: 'stretch', length: 5 }, atLeast: { count: 4 } },
    ],
    [
      'two soft quotas of different priority',
      { ...quota, strength: { soft: 1 } },
      { ...quota, id: 'other', strength: { soft: 2 } },
    ],
    ['every prefix', { ...quota, scope: { kind: 'prefix', from: 5 } }],
    ['a ceiling alone', { ...quota, atLeast: undefined, atMost: { share: '10%', round: 'up' } }],
  ])('accepts %s', (_, ...quotas) => {
    const rules = changedRules('nur-otan-2020', { 'bodies[1].quotas': quotas });
    expect(checkRuleSet(rules, territories)).toEqual([]);
  });

  it('follows cuts of every kind to the end of the path', () => {
    const rules = changedRules('nur-otan-2020', {
      'bodies[1].path[0].cut': { kind: 'all' },
      'bodies[1].path[1].cut': { kind: 'top', count: 26 },
      'bodies[0].path[1].cut': { kind: 'share', share: '90%', round: 'up' },
    });
    expect(checkRuleSet(rules, territories)).toEqual([]);
  });

  it('says everything at once', () => {
    const changes = {
      'calendar.filing': '2020-01-01',
      'groups[1].id': 'woman',
      'bodies[0].path[0].cut.factor': '0',
    };
    const kinds = checkRuleSet(changedRules('nur-otan-2020', changes), territories).map(
      ({ kind }) => kind,
    );
    expect(kinds).toEqual(
      expect.arrayContaining([
        'calendar-out-of-order',
        'duplicate-id',
        'unknown-group',
        'cut-below-one-per-seat',
      ]),
    );
  });
});

describe('checkRuleSet on both sexes at once', () => {
  const man = { id: 'man', kind: 'sex', sex: 'male', name: { kk: 'ер', ru: 'м', en: 'man' } };
  const two = { share: '40%', round: 'up' };
  const women = { ...quota, id: 'women', scope: { kind: 'stretch', length: 5 }, atLeast: two };
  const men = { ...women, id: 'men', group: ['man'] };
  const faultsOf = (...quotas: readonly object[]) =>
    checkRuleSet(
      changedRules('spain-zipper', {
        'groups[2]': man,
        'bodies[0].seats.default': 33,
        'bodies[0].quotas': quotas,
      }),
      territories,
    );

  it('finds that two of each sex cannot stand on a last stretch of three', () => {
    expect(faultsOf(women, men)).toMatchObject([
      {
        path: 'bodies[0].quotas[1]',
        kind: 'quotas-cannot-hold-together',
        values: { from: 31, to: 33, sum: 4, size: 3, first: 'women', second: 'men' },
      },
    ]);
  });

  it('finds that a place cannot be kept for a woman and for a man', () => {
    const one = { atLeast: { count: 1 } };
    expect(
      faultsOf(
        { ...women, ...one, scope: { kind: 'every', from: 1, step: 2 } },
        { ...men, ...one, scope: { kind: 'every', from: 3, step: 3 } },
      ),
    ).toMatchObject([{ kind: 'quotas-cannot-hold-together', values: { from: 3, to: 3 } }]);
  });

  it('finds quotas on different places that no order keeps, and names them alone', () => {
    // 20 women on the list, yet two men on each of the first six fives and two on the last three leave 33 − 14 = 19.
    const list = { ...women, id: 'list', scope: { kind: 'list' }, atLeast: { count: 20 } };
    const free = { ...women, id: 'top', scope: { kind: 'top', places: 3 }, atMost: { count: 2 } };
    expect(faultsOf(list, { ...men, atLeast: two }, { ...free, atLeast: undefined })).toMatchObject(
      [
        {
          path: 'bodies[0].quotas',
          kind: 'quotas-no-order',
          values: { quotas: 'list, men', places: 33 },
        },
      ],
    );
    expect(faultsOf({ ...list, atLeast: { count: 19 } }, men)).toEqual([]);
  });

  it('lets them alternate', () => {
    const alternate = { atLeast: undefined, scope: { kind: 'gap', most: 1, from: 2 } };
    expect(faultsOf({ ...women, ...alternate }, { ...men, ...alternate })).toEqual([]);
  });

  it('leaves soft quotas to give way', () => {
    expect(faultsOf({ ...women, strength: { soft: 1 } }, men)).toEqual([]);
  });
});

describe('checkRuleSet on ballots and ways to count', () => {
  const ballot = 'bodies[0].path[0].ballot';

  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['rankings counted by a method', rankingChanges],
    ['votes given away', { [ballot]: { kind: 'cumulative', votes: { count: 5 }, mostForOne: 3 } }],
    ['scores without names', { [ballot]: { kind: 'score', highest: 10 } }],
    [
      'a tie policy that ends with the order of the ballot',
      { 'bodies[0].path[0].ties': [{ kind: 'elder' }, { kind: 'stated-order' }] },
    ],
  ])('accepts %s', (_, changes) => {
    expect(checkRuleSet(changedRules('nur-otan-2020', changes), territories)).toEqual([]);
  });

  it.each<[string, string, unknown]>([
    ['marks-none', 'votes', { kind: 'cumulative', votes: { count: 0 }, mostForOne: 1 }],
    [
      'most-for-one-above-votes',
      'mostForOne',
      { kind: 'cumulative', votes: { count: 3 }, mostForOne: 4 },
    ],
    ['score-too-high', 'highest', { kind: 'score', highest: 101 }],
    ['grades-not-scores', 'grades', { kind: 'score', highest: 2, grades: [grade, grade] }],
    ['marks-none', 'ranks', { kind: 'ranking', ranks: { count: 0 }, equalRanks: false }],
  ])('finds %s', (kind, path, changed) => {
    const rules = changedRules('nur-otan-2020', {
      ...rankingChanges,
      [ballot]: changed,
    });
    expect(checkRuleSet(rules, territories)).toMatchObject([
      { kind, path: `bodies[0].path[0].ballot.${path}` },
    ]);
  });

  it('asks how rankings are counted, for there is no usual way', () => {
    const rules = changedRules('nur-otan-2020', {
      ...rankingChanges,
      'bodies[0].path[0].counting': undefined,
    });
    expect(checkRuleSet(rules, territories)).toEqual([
      { kind: 'counting-missing', path: 'bodies[0].path[0].counting', values: {} },
    ]);
  });
});

describe('checkRuleSet on the slot template of Likud 2022, domain.md 7', () => {
  it('asks for the column of place 39, which the publication does not give, and for nothing else', () => {
    expect(checkRuleSet(changedRules('likud-2022', {}), territories)).toEqual([
      {
        path: 'bodies[0].slots.columns',
        kind: 'slot-undefined',
        values: {
          place: 39,
          columns:
            'chair, national, leader, districts, new-woman, new-immigrant, young, minorities, haredi',
        },
      },
    ]);
  });

  it('asks before there are territories too', () => {
    const faults = checkRuleSet(changedRules('likud-2022', {}), []);
    expect(faults).toMatchObject([{ kind: 'slot-undefined', values: { place: 39 } }]);
  });

  it('accepts the template once somebody says who stands there', () => {
    const rules = changedRules('likud-2022', { 'bodies[0].slots.columns[9]': column });
    expect(checkRuleSet(rules, territories)).toEqual([]);
  });

  it('lets a template that is not complete leave its other places to merit', () => {
    const rules = changedRules('likud-2022', { 'bodies[0].slots.complete': false });
    expect(checkRuleSet(rules, territories)).toEqual([]);
  });

  it.each([
    ['slot-defined-twice', 'bodies[0].slots.columns[1].places', '1-13'],
    ['slot-beyond-list', 'bodies[0].slots.columns', '44, 46'],
    ['not-places', 'bodies[0].slots.columns[1].places', 'two to four'],
  ])('finds %s', (kind, path, places) => {
    const rules = changedRules('likud-2022', { 'bodies[0].slots.columns[1].places': places });
    expect(checkRuleSet(rules, territories)).toContainEqual(
      expect.objectContaining({ kind, path }),
    );
  });

  it.each<[string, string, Record<string, unknown>]>([
    [
      'unknown-group',
      'bodies[0].slots.columns[1].closedTo[0]',
      { 'bodies[0].slots.columns[1].closedTo': ['districts'] },
    ],
    ['duplicate-id', 'bodies[0].slots.columns[1].id', { 'bodies[0].slots.columns[1].id': 'chair' }],
    [
      'duplicate-id',
      'bodies[0].quotas[0].id',
      { 'bodies[0].quotas': [{ ...quota, id: 'new-woman-25-woman' }] },
    ],
  ])('finds %s at %s', (kind, path, changes) => {
    expect(checkRuleSet(changedRules('likud-2022', changes), territories)).toContainEqual(
      expect.objectContaining({ kind, path }),
    );
  });

  it('finds a column reserved for a group nobody knows', () => {
    const rules = changedRules('likud-2022', { 'bodies[0].slots.columns[4].everyGroup': ['new'] });
    expect(checkRuleSet(rules, territories)).toContainEqual(
      expect.objectContaining({
        kind: 'unknown-group',
        path: 'bodies[0].slots.columns[4].everyGroup[0]',
      }),
    );
  });
});
