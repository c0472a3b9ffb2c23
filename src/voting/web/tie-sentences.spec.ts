import { wordsIn } from '../../platform/web/index.js';
import type { TieRules, TieStep } from '../domain/ties/tie-policy.js';
import { breakTie, settleTies, type TieQuestion } from '../domain/ties/ties.js';
import { lotWasDrawn, tieViews } from './tie-sentences.js';

const people = new Map([
  ['a', 'Асқар'],
  ['b', 'Болат'],
  ['c', 'Сәуле'],
]);
const names = { nameOf: (id: string) => people.get(id) ?? '', votesOf: () => '45' };

/** In the second round before this one `c` had more than the two others. */
const history = {
  rounds: 2,
  compare: (round: number, a: number, b: number) =>
    round === 0 ? Number(a === 2) - Number(b === 2) : 0,
};

function rules(...policy: TieStep[]): TieRules {
  return {
    contenders: [...people.keys()].map((id) => ({
      id,
      birthDate: null,
      groups: [],
      earlierStages: [],
    })),
    policy,
    lot: { seed: '00', draw: (_, count) => Array.from({ length: count }, (__, index) => index) },
    decisions: [],
  };
}

function question(at: TieQuestion['at'], wanted: TieQuestion['wanted']): TieQuestion {
  return { tied: [0, 1, 2], at, round: 3, wanted, history };
}

const backwards: TieStep = { kind: 'earlier-round', direction: 'backwards', many: 'narrow' };

describe('tieViews', () => {
  it('tells a tie in the middle of a count step by step', () => {
    const { report } = breakTie(question('exclusion', 'worst'), rules(backwards, { kind: 'lot' }));
    expect(tieViews(wordsIn('en'), [report], names)).toEqual([
      {
        sentence: 'Tied in round 3 over who is excluded: Асқар, Болат, Сәуле.',
        steps: [
          'By the votes in another round of the count: Сәуле → Асқар = Болат',
          'By lot: Асқар → Болат',
        ],
        order: 'Order: Сәуле → Асқар → Болат',
      },
    ]);
    expect(lotWasDrawn([report])).toBe(true);
  });

  it('says that a tie is open', () => {
    const { report } = breakTie(question('surplus', 'best'), rules());
    expect(tieViews(wordsIn('en'), [report], names)).toEqual([
      {
        sentence: 'Tied in round 3 over whose surplus is transferred first: Асқар, Болат, Сәуле.',
        steps: [],
        order: 'Not decided yet.',
      },
    ]);
    expect(lotWasDrawn([report])).toBe(false);
  });

  it('says what a tie at the cut was decided by, and leaves one below the cut out', () => {
    const ranking = [
      { rank: 1, candidates: [0, 1] },
      { rank: 3, candidates: [2] },
    ];
    const stated = rules({ kind: 'stated-order' });
    const cut = settleTies(ranking, { ...stated, places: 1 });
    expect(tieViews(wordsIn('en'), cut.ties, names)).toEqual([
      {
        sentence: 'Tied across the cut with 45 votes each: Асқар, Болат.',
        steps: ['By the order published before the vote: Асқар → Болат'],
        order: null,
      },
    ]);
    expect(
      tieViews(wordsIn('en'), settleTies(ranking, { ...stated, places: 0 }).ties, names),
    ).toEqual([]);
  });

  it.each(['kk', 'ru', 'en'] as const)('has words for every place and step in %s', (language) => {
    const reports = (['election', 'exclusion', 'surplus'] as const).flatMap((at) =>
      [backwards, { kind: 'first-preferences' } as const, { kind: 'stated-order' } as const].map(
        (step) => breakTie(question(at, 'worst'), rules(step)).report,
      ),
    );
    for (const { sentence, steps } of tieViews(wordsIn(language), reports, names)) {
      expect(sentence).toContain('Асқар, Болат, Сәуле');
      expect(steps.join()).toContain('→');
    }
  });
});
