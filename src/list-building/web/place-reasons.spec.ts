import { wordsIn } from '../../platform/web/index.js';
import type { Quota } from '../domain/list-input.js';
import type { BuiltList, DisplacedCandidate } from '../domain/list-outcome.js';
import { loserInShort, loserView, placeReason, type Telling } from './place-reasons.js';

const t = wordsIn('en');
const quota: Quota = {
  id: 'youth',
  name: { kk: 'Жастар', ru: 'Молодёжь', en: 'Young people' },
  group: ['young'],
  scope: { kind: 'list' },
  atLeast: { count: 2 },
  atMost: null,
  strength: 'hard',
  usedUpByElected: false,
};
const floor = {
  kind: 'floor',
  quota: 'youth',
  ...{ from: 1, to: 4, required: 2, present: 0, remaining: [3, 4] },
} as const;
const because = [{ quotas: ['youth'], certificate: floor }];
const loser = (more: Partial<DisplacedCandidate>): DisplacedCandidate => ({
  ...{ candidate: 'c', merit: 3, place: null },
  passedOver: [{ places: [3, 4], because: ['youth'], certificate: floor }],
  ...more,
});
const built: BuiltList = {
  status: 'built',
  list: [
    { place: 1, candidate: 'a', merit: 1, reason: { kind: 'merit' } },
    { place: 2, candidate: 'b', merit: 2, reason: { kind: 'fixed', reason: 'Experience' } },
    { place: 3, candidate: 'y', merit: 7, reason: { kind: 'quota', because } },
    { place: 4, candidate: 'z', merit: 9, reason: { kind: 'quota', because } },
  ],
  displaced: ['c', 'd', 'e', 'f', 'g'].map((candidate, index) =>
    loser({ candidate, merit: index + 3 }),
  ),
  waived: [],
  reserve: [{ reserve: 1, candidate: 'c', merit: 3 }],
  displacement: { footrule: 0, kendall: 0, largestDrop: 0 },
};
const told: Telling = {
  list: {
    input: {
      places: 4,
      objective: 'by-place',
      candidates: [],
      quotas: [quota],
      ...{ fixed: [], barred: [] },
    },
    interventions: [
      {
        ...{ number: 1, place: 2, candidateId: 'b', reason: 'Experience' },
        ...{ authorName: 'The chair', signedAt: new Date('2020-11-20T09:00:00Z') },
        ...{ confirmedByName: null, confirmedAt: null },
      },
    ],
  },
  built,
  name: (id) => id.toUpperCase(),
  quotas: new Map([['youth', quota.name]]),
};

describe('the reason for a place', () => {
  it('is the votes', () => {
    expect(placeReason(built.list[0]!, told, t).short).toBe('On merit.');
  });

  it('is a quota, with the counting and some of those passed over', () => {
    expect(placeReason(built.list[2]!, told, t)).toEqual({
      short: 'By quota: “Young people”.',
      sentences: [
        '“Young people”: by place 4 at least 2 required, 0 so far, and only places 3–4 remain.',
        'With more votes, but without this place: C, D, E and 2 more.',
      ],
    });
  });

  it('is a decision of the leadership, with who signed it', () => {
    const { sentences } = placeReason(built.list[1]!, told, t);
    expect(sentences[0]).toBe('Given by decision of the leadership: Experience');
    expect(sentences[1]).toMatch(/^Decision no\. 1, signed by The chair, 20 November 2020/);
  });
});

describe('the story of somebody passed over', () => {
  it('says where they stand, who took each place, and why', () => {
    expect(loserView(loser({}), told, t)).toEqual({
      ...{ merit: 3, person: 'c', standing: 'no. 3 by votes, no. 1 in the reserve' },
      runs: [
        {
          sentence:
            'Places 3–4 went to Y, Z. “Young people”: by place 4 at least 2 required, 0 so far, and only places 3–4 remain. So somebody whom this quota counts was needed here.',
          proof: null,
        },
      ],
    });
  });

  it.each([
    [{ place: 4 }, 'no. 3 by votes, place 4 on the list'],
    [{ candidate: 'gone' }, 'no. 3 by votes, not on the list'],
  ])('says where they stand: %o', (more, standing) => {
    expect(loserView(loser(more), told, t).standing).toBe(standing);
  });

  it('names the decision that gave the place away', () => {
    const passedOver: DisplacedCandidate['passedOver'] = [
      { places: [2], because: [], certificate: { kind: 'intervention' } },
    ];
    expect(loserView(loser({ passedOver }), told, t).runs[0]?.sentence).toMatch(
      /^Place 2 went to B\. The leadership gave this place away by a decision\. Decision no\. 1, signed by The chair/,
    );
  });

  it.each([
    [null, /^Not on the list\. “Young people”/],
    [3, /^Who is on the list at all was settled first\. “Young people”/],
  ])('has no place in it where members were settled first: place %s', (place, sentence) => {
    const passedOver = [{ places: [], because: ['youth'], certificate: floor }];
    expect(loserView(loser({ place, passedOver }), told, t).runs[0]?.sentence).toMatch(sentence);
  });

  it('in short gathers the places by their quotas', () => {
    const run = (...places: number[]) => ({ places, because: ['youth'], certificate: floor });
    const given = { places: [2], because: [], certificate: { kind: 'intervention' as const } };
    const sentences = (passedOver: DisplacedCandidate['passedOver']) =>
      loserInShort(loser({ passedOver }), told, t).runs.map(({ sentence }) => sentence);
    expect(sentences([run(3), given, run(5, 6)])).toEqual([
      '“Young people”: places 3, 5–6.',
      'By decision of the leadership: no. 2.',
    ]);
    expect(sentences([run(3)])).toEqual(['“Young people”: place 3.']);
    expect(sentences([run()])).toEqual(['Not on the list: “Young people”.']);
  });
});
