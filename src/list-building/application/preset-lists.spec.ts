import { answeredRules } from '../../../test/support/rule-sets.js';
import { namesOf, outcomeUnder, person } from '../../../test/support/lists-under-rules.js';
import { successionOf, type BodyRule } from '../../primary/index.js';

/** A small list under every preset, through the document that is published; the order is worked out from the words of the rules. */

function bodyOf(preset: string, position = 0): BodyRule {
  const body = answeredRules(preset).bodies[position];
  if (!body) throw new Error(`${preset} has no body ${position}`);
  return body;
}

describe('amanat-2023', () => {
  // Ten places, seven seats: women at least 3, under 35 at least 2, the statutory three categories at least 3 on the list
  // and at least 3 (30 % of 7, rounded up) on the first seven.
  const people = [
    person('Arman'),
    person('Bolat'),
    person('Daniyar'),
    person('Yerlan'),
    person('Galym'),
    person('Kanat'),
    person('Marat'),
    person('Nurlan'),
    person('Aigul', 'woman'),
    person('Dana', 'woman', 'under-35'),
    person('Serik, 31', 'under-35'),
    person('Zhanar', 'woman'),
  ];

  it('holds the women, the youth and the statutory quota, on the list and where seats are won', () => {
    expect(namesOf(outcomeUnder(bodyOf('amanat-2023'), { places: 10, seats: 7, people }))).toEqual([
      'Arman',
      'Bolat',
      'Daniyar',
      'Yerlan',
      // Three of the first seven: there are exactly three women.
      'Aigul',
      'Dana',
      'Zhanar',
      // At 31 Serik counts for the youth quota of the party and not for the statutory one, so he can wait.
      'Galym',
      'Kanat',
      'Serik, 31',
    ]);
  });

  it('measures renewal and does not force it: nobody here is new', () => {
    const body = bodyOf('amanat-2023');
    expect(body.renewal.listTarget.share).toBe('75%');
    expect(outcomeUnder(body, { places: 10, seats: 7, people })).toMatchObject({
      status: 'built',
      waived: [],
    });
  });
});

describe('nur-otan-2020', () => {
  it('counts a person for every quota whose group they are in', () => {
    // Six places, five seats: two women, two under 35, two of the statutory categories among the first five.
    const people = [
      person('Askar'),
      person('Bauyrzhan'),
      person('Yerbol'),
      person('Zhandos'),
      person('Talgat', 'disability'),
      person('Ruslan', 'under-35', 'under-29'),
      person('Aliya', 'woman'),
      person('Dinara', 'woman', 'under-35'),
    ];
    const list = outcomeUnder(bodyOf('nur-otan-2020'), { places: 6, seats: 5, people });
    // Both women and both under 35 are needed, and they are three people. Ruslan and Aliya are the two of the first five.
    expect(namesOf(list)).toEqual(['Askar', 'Bauyrzhan', 'Yerbol', 'Ruslan', 'Aliya', 'Dinara']);
  });
});

describe('labor-zipper', () => {
  const leader = { ...person('Leader', 'woman'), outsider: true };
  const fixed = [{ place: 1, candidate: 'Leader', reason: 'the leader is first' }];

  it('lets the sexes alternate from place 2 on, beginning with whoever has most votes', () => {
    const people = [
      person('Dana', 'woman'),
      person('Omer', 'man'),
      person('Rina', 'woman'),
      person('Noa', 'woman'),
      person('Yossi', 'man'),
      person('Avi', 'man'),
      person('Gil', 'man'),
      person('Tal', 'woman'),
      leader,
    ];
    const list = outcomeUnder(bodyOf('labor-zipper'), { places: 8, people, fixed });
    // The leader is a woman and so is the second: alternation begins at place 2.
    expect(namesOf(list)).toEqual(['Leader', 'Dana', 'Omer', 'Rina', 'Yossi', 'Noa', 'Avi', 'Tal']);
  });

  it('begins with a man where a man has most votes', () => {
    const people = [
      person('Omer', 'man'),
      person('Yossi', 'man'),
      person('Dana', 'woman'),
      person('Avi', 'man'),
      person('Rina', 'woman'),
      leader,
    ];
    const list = outcomeUnder(bodyOf('labor-zipper'), { places: 6, people, fixed });
    expect(namesOf(list)).toEqual(['Leader', 'Omer', 'Dana', 'Yossi', 'Rina', 'Avi']);
  });
});

describe('korea-odd-places', () => {
  const people = [
    person('Min', 'man'),
    person('Jun', 'man'),
    person('Seo', 'woman'),
    person('Tae', 'man'),
    person('Ha', 'woman'),
    person('Ji', 'woman'),
    person('Sun', 'woman'),
    person('Ho', 'man'),
  ];
  const first = ['Seo', 'Min', 'Ha', 'Jun', 'Ji', 'Tae'];

  it('gives odd places to women, even ones to men, and place 8 to a man with a disability', () => {
    const all = [...people, person('Kang', 'man', 'disability')];
    const list = outcomeUnder(bodyOf('korea-odd-places'), { places: 8, people: all });
    expect(namesOf(list)).toEqual([...first, 'Sun', 'Kang']);
  });

  it('gives place 7 where the candidate with a disability is a woman', () => {
    const all = [...people, person('Yu', 'woman', 'disability')];
    const list = outcomeUnder(bodyOf('korea-odd-places'), { places: 8, people: all });
    expect(namesOf(list)).toEqual([...first, 'Yu', 'Ho']);
  });
});

describe('iceland-prefix', () => {
  it('wants one man in the first three and two in the first five where women lead', () => {
    const people = [
      person('Anna', 'woman'),
      person('Birna', 'woman'),
      person('Dóra', 'woman'),
      person('Edda', 'woman'),
      person('Gunnar', 'man'),
      person('Helgi', 'man'),
    ];
    const list = outcomeUnder(bodyOf('iceland-prefix'), { places: 5, people });
    expect(namesOf(list)).toEqual(['Anna', 'Birna', 'Gunnar', 'Dóra', 'Helgi']);
  });

  it('wants one woman in the first three and two in the first five where men lead', () => {
    const people = [
      person('Gunnar', 'man'),
      person('Helgi', 'man'),
      person('Ingi', 'man'),
      person('Anna', 'woman'),
      person('Jón', 'man'),
      person('Birna', 'woman'),
    ];
    const list = outcomeUnder(bodyOf('iceland-prefix'), { places: 5, people });
    expect(namesOf(list)).toEqual(['Gunnar', 'Helgi', 'Anna', 'Ingi', 'Birna']);
  });
});

describe('spain-zipper', () => {
  it('holds 40 to 60 % of each sex in every five and balances the last four', () => {
    const people = [
      person('Álvaro'),
      person('Borja'),
      person('Carlos'),
      person('Diego'),
      person('Ana', 'woman'),
      person('Berta', 'woman'),
      person('Enrique'),
      person('Carmen', 'woman'),
      person('Dolores', 'woman'),
      person('Elena', 'woman'),
    ];
    const list = outcomeUnder(bodyOf('spain-zipper'), { places: 9, people });
    expect(namesOf(list)).toEqual([
      // At most three of five are men.
      'Álvaro',
      'Borja',
      'Carlos',
      'Ana',
      'Berta',
      // Of the last four two and two.
      'Diego',
      'Enrique',
      'Carmen',
      'Dolores',
    ]);
  });
});

describe('kyrgyz-gap-3', () => {
  it('leaves no more than three places without a woman and holds the shares', () => {
    // Eight places, five seats: three women, two of them among the first five, two not older than 35, two of minorities.
    const people = [
      person('Azamat', 'man'),
      person('Bakyt', 'man'),
      person('Chyngyz', 'man'),
      person('Daniyar', 'man'),
      person('Emil', 'man', 'minority'),
      person('Aida', 'woman'),
      person('Farida', 'woman', 'minority'),
      person('Gulnara', 'woman', 'under-36'),
      person('Ilyas', 'man', 'under-36'),
      person('Jyldyz', 'woman'),
    ];
    const list = outcomeUnder(bodyOf('kyrgyz-gap-3'), { places: 8, seats: 5, people });
    expect(namesOf(list)).toEqual([
      'Azamat',
      'Bakyt',
      'Chyngyz',
      // Three men in a row: now a woman, and the second of the first five.
      'Aida',
      'Farida',
      // Emil, Gulnara and Ilyas are needed for minorities and youth: no place is left for Daniyar.
      'Emil',
      'Gulnara',
      'Ilyas',
    ]);
  });

  it('leaves no more than three places without a man either', () => {
    const people = [
      person('Aida', 'woman', 'minority'),
      person('Begimai', 'woman', 'minority'),
      person('Cholpon', 'woman', 'under-36'),
      person('Dilbar', 'woman', 'under-36'),
      person('Azamat', 'man'),
      person('Bakyt', 'man'),
      person('Emil', 'man'),
    ];
    const list = outcomeUnder(bodyOf('kyrgyz-gap-3'), { places: 7, seats: 5, people });
    expect(namesOf(list).indexOf('Azamat')).toBe(3);
  });

  it('moves nobody after filing, and gives the vacated mandate of a woman to the next woman', () => {
    expect(successionOf(bodyOf('kyrgyz-gap-3'))).toMatchObject({
      afterFiling: 'number-stays-empty',
      vacancy: { kind: 'same-group', groups: ['woman'] },
    });
  });
});

describe('german-greens-odd-places', () => {
  const body = bodyOf('german-greens-odd-places');

  it('gives odd places to women and leaves even places open', () => {
    const people = [
      person('Bernd'),
      person('Clara', 'woman'),
      person('Dieter'),
      person('Eva', 'woman'),
      person('Frieda', 'woman'),
      person('Gerd'),
      person('Hanna', 'woman'),
    ];
    const list = outcomeUnder(body, { places: 6, people });
    expect(namesOf(list)).toEqual(['Clara', 'Bernd', 'Eva', 'Dieter', 'Frieda', 'Gerd']);
  });

  it('allows a list of women only', () => {
    const people = [
      person('Clara', 'woman'),
      person('Eva', 'woman'),
      person('Frieda', 'woman'),
      person('Hanna', 'woman'),
      person('Bernd'),
    ];
    const list = outcomeUnder(body, { places: 4, people });
    expect(namesOf(list)).toEqual(['Clara', 'Eva', 'Frieda', 'Hanna']);
  });

  it('fills no place of a woman with a man: it says how many women are missing', () => {
    const people = [
      person('Bernd'),
      person('Clara', 'woman'),
      person('Dieter'),
      person('Eva', 'woman'),
      person('Gerd'),
    ];
    expect(outcomeUnder(body, { places: 5, people })).toMatchObject({
      status: 'infeasible',
      conflict: ['odd-women'],
      shortage: [{ quota: 'odd-women', of: 'members', needs: 3, has: 2 }],
    });
  });
});

describe('likud-2022, with place 39 answered "national"', () => {
  const leaders = ['Chair', 'L14', 'L16', 'L28', 'L37', 'L43'];
  const national = Array.from({ length: 26 }, (_, index) => `N${index + 1}`);
  const district = Array.from({ length: 11 }, (_, index) => `D${index + 1}`);

  it('hands out all 45 places column by column', () => {
    const people = [
      // The districts lead on votes and still stand in their own column.
      ...district.map((name) => person(name, 'district')),
      // N2 is a new woman elected on votes, which does not use up place 25.
      ...national.map((name) => person(name, ...(name === 'N2' ? ['woman', 'newcomer'] : []))),
      person('Woman elected before', 'woman'),
      person('New woman', 'woman', 'newcomer'),
      person('New immigrant', 'immigrant'),
      person('Young', 'young'),
      person('Minority', 'minority'),
      person('Haredi', 'haredi'),
      ...leaders.map((name) => ({ ...person(name), outsider: true })),
    ];
    const fixed = [1, 14, 16, 28, 37, 43].map((place, index) => ({
      place,
      candidate: leaders[index] ?? '',
      reason: 'place of the leadership',
    }));
    const list = outcomeUnder(bodyOf('likud-2022'), { places: 45, people, fixed });
    const lines = [
      'Chair N1 N2 N3 N4 N5 N6 N7 N8 N9', // 1, then 2–13 national
      'N10 N11 N12 L14 N13 L16 N14 N15 D1 N16', // 14 and 16 leader, 19 district
      'D2 D3 N17 N18 New-woman D4 N19 L28 D5 N20', // 21–22 and 26 district, 25 new woman, 28 leader
      'N21 N22 New-immigrant D6 N23 D7 L37 D8 N24 Young', // 33 new immigrant, 39 as answered, 40 young
      'D9 D10 L43 Minority Haredi',
    ];
    expect(namesOf(list).map((name) => name.replace(' ', '-'))).toEqual(
      lines.flatMap((line) => line.split(' ')),
    );
  });
});
