import { changedRules, firstBody } from '../../../test/support/rule-sets.js';
import { outcomeUnder, person } from '../../../test/support/lists-under-rules.js';
import type { BodyRule } from '../../primary/index.js';

/**
 * Likud, December 2008: places in the lower part were reserved for women, and four women then won places among the first
 * twenty on votes. Feiglin, Ratzon and Yatom stood on 20, 24 and 29. The election committee ruled the reservation fulfilled
 * and moved the block of district and sector places up: they fell to 36, 37 and 38. The District Court held that the list
 * stays as it was, the High Court let the committee's list stand; the Kadima court decided in the same month that a
 * reserved place stays reserved. Sources: jpost.com/israel/demoted-likud-candidates-go-to-tel-aviv-court;
 * israelnationalnews.com/news/129057; jpost.com/israel/kadima-decides-not-to-move-down-women.
 *
 * Published are the three names with their places before and after, and the four women among the first twenty. That the
 * places 20, 24 and 29 are the women's and 21–23, 25–28, 30–38 the block is how the two sets of places fit together; the
 * other people are ours.
 */
const women = [4, 9, 13, 17].map((rank) => `National ${rank}`);
const national = Array.from({ length: 19 }, (_, index) => `National ${index + 1}`);
const people = [
  ...national.map((name) => person(name, ...(women.includes(name) ? ['woman'] : []))),
  person('Feiglin'),
  person('Ratzon'),
  person('Yatom'),
  ...Array.from({ length: 16 }, (_, index) => person(`District ${index + 1}`, 'district')),
  person('Woman 5', 'woman'),
  person('Woman 6', 'woman'),
  person('Woman 7', 'woman'),
];

interface Answers {
  readonly usedUpByElected: boolean;
  readonly whenUsedUp: 'stays' | 'block-moves-up';
}

/** One rule set; only the answers differ. */
function rulesOf2008(answers: Answers): BodyRule {
  const name = (en: string) => ({ kk: en, ru: en, en });
  const rules = changedRules('likud-2022', {
    'bodies[0].seats.default': 38,
    'bodies[0].slots': {
      complete: true,
      columns: [
        { id: 'national', name: name('National'), filledBy: 'merit', places: '1-19' },
        {
          id: 'women',
          name: name('Women'),
          filledBy: 'group',
          everyGroup: ['woman'],
          ...answers,
          places: '20, 24, 29',
        },
        {
          id: 'districts',
          name: name('Districts and sectors'),
          filledBy: 'group',
          everyGroup: ['district'],
          usedUpByElected: false,
          whenUsedUp: 'stays',
          places: '21-23, 25-28, 30-38',
        },
      ],
    },
  });
  return firstBody(rules);
}

function placesUnder(answers: Answers) {
  const outcome = outcomeUnder(rulesOf2008(answers), { places: 38, people });
  if (outcome.status !== 'built') throw new Error(JSON.stringify(outcome));
  return Object.fromEntries(outcome.list.map(({ candidate, place }) => [candidate, place]));
}

describe('the reserved places of Likud 2008', () => {
  it('stand where they stood when the place that was used up stays: 20, 24 and 29', () => {
    const places = placesUnder({ usedUpByElected: true, whenUsedUp: 'stays' });
    expect(places).toMatchObject({ Feiglin: 20, Ratzon: 24, Yatom: 29 });
    expect(places).toMatchObject({ 'District 1': 21, 'District 4': 25, 'District 16': 38 });
  });

  it('fall to 36, 37 and 38 when the block moves up', () => {
    const places = placesUnder({ usedUpByElected: true, whenUsedUp: 'block-moves-up' });
    expect(places).toMatchObject({ Feiglin: 36, Ratzon: 37, Yatom: 38 });
    expect(places).toMatchObject({ 'District 1': 20, 'District 4': 23, 'District 16': 35 });
  });

  it('belong to three more women when those elected on votes do not use them up (Kadima 2008)', () => {
    const places = placesUnder({ usedUpByElected: false, whenUsedUp: 'stays' });
    expect(places).toMatchObject({ 'Woman 5': 20, 'Woman 6': 24, 'Woman 7': 29 });
    expect(Object.keys(places)).not.toContain('Feiglin');
  });
});
