import { fraction } from '../../../kernel/exact.js';
import type { CalendarDate } from '../../../kernel/calendar.js';
import type { Lot } from '../../../kernel/lot.js';
import type { TieContender, TieHistory, TieStep } from './tie-policy.js';
import { breakTie, settleTies, type TieFacts } from './ties.js';

/** A lot that always turns the order round, and remembers what it was asked for. */
function reversingLot(asked: string[] = []): Lot {
  return {
    seed: '00',
    draw: (purpose, count) => {
      asked.push(purpose);
      return Array.from({ length: count }, (_, position) => count - 1 - position);
    },
  };
}

function contender(id: string, overrides: Partial<TieContender> = {}): TieContender {
  return { id, birthDate: null, groups: [], earlierStages: [], ...overrides };
}

function facts(overrides: Partial<TieFacts> = {}): TieFacts {
  return {
    contenders: ['A', 'B', 'C', 'D'].map((id) => contender(id)),
    places: 2,
    policy: [],
    lot: reversingLot(),
    decisions: [],
    ...overrides,
  };
}

function born(...dates: string[]): TieContender[] {
  return dates.map((date, index) =>
    contender(String.fromCharCode(65 + index), { birthDate: date as CalendarDate }),
  );
}

/** A first; B, C and D tied for the second of two places. */
const acrossTheCut = [
  { rank: 1, candidates: [0] },
  { rank: 2, candidates: [1, 2, 3] },
];

function orderUnder(policy: TieStep[], overrides: Partial<TieFacts> = {}): readonly unknown[] {
  return settleTies(acrossTheCut, facts({ policy, ...overrides })).ranking.map(
    ({ candidates }) => candidates,
  );
}

describe('settleTies', () => {
  it('leaves a strict ranking alone', () => {
    const strict = [
      { rank: 1, candidates: [2] },
      { rank: 2, candidates: [0] },
    ];
    expect(settleTies(strict, facts())).toEqual({
      ranking: [
        { rank: 1, candidates: ['C'] },
        { rank: 2, candidates: ['A'] },
      ],
      ties: [],
      awaited: [],
    });
  });

  it('prefers the elder', () => {
    const contenders = born('1990-01-01', '1980-05-05', '1970-01-01', '1980-05-04');
    expect(orderUnder([{ kind: 'elder' }], { contenders })).toEqual([['A'], ['C'], ['D'], ['B']]);
  });

  it('prefers the younger', () => {
    const contenders = born('1990-01-01', '1980-05-05', '1970-01-01', '1980-05-04');
    expect(orderUnder([{ kind: 'younger' }], { contenders })).toEqual([['A'], ['B'], ['D'], ['C']]);
  });

  it('does not decide by age where a date of birth is missing', () => {
    const contenders = [...born('1990-01-01', '1980-05-05', '1970-01-01'), contender('D')];
    const settled = settleTies(acrossTheCut, facts({ contenders, policy: [{ kind: 'elder' }] }));
    expect(settled.awaited).toEqual([['B', 'C', 'D']]);
  });

  it('prefers the named group and goes on with the next step among the rest', () => {
    const contenders = [
      contender('A'),
      contender('B'),
      contender('C', { groups: ['women'] }),
      contender('D'),
    ];
    const settled = settleTies(
      acrossTheCut,
      facts({ contenders, policy: [{ kind: 'group', group: 'women' }, { kind: 'lot' }] }),
    );
    expect(settled.ties).toEqual([
      {
        candidates: ['B', 'C', 'D'],
        rank: 2,
        at: 'cut',
        steps: [
          { by: 'group', group: 'women', classes: [['C'], ['B', 'D']] },
          { by: 'lot', classes: [['D'], ['B']] },
        ],
        resolvedBy: 'lot',
        order: [['C'], ['D'], ['B']],
        awaited: [],
      },
    ]);
  });

  it('looks at the most recent earlier stage that is not equal and in which all of them stood', () => {
    const stage = (...shares: (number | null)[]): TieContender['earlierStages'] =>
      shares.map((share) => (share === null ? null : fraction(share, 100)));
    const contenders = [
      contender('A'),
      contender('B', { earlierStages: stage(40, null, 10, 99) }),
      contender('C', { earlierStages: stage(40, 90, 30, 1) }),
      contender('D', { earlierStages: stage(40, 95, 20, 50) }),
    ];
    expect(orderUnder([{ kind: 'earlier-stage' }], { contenders })).toEqual([
      ['A'],
      ['C'],
      ['D'],
      ['B'],
    ]);
  });

  it('waits for the commission where there is no earlier stage and no other step', () => {
    const settled = settleTies(acrossTheCut, facts({ policy: [{ kind: 'earlier-stage' }] }));
    expect(settled.awaited).toEqual([['B', 'C', 'D']]);
  });

  it('draws the lot from the identifiers in their order, for a purpose of its own', () => {
    const asked: string[] = [];
    const shuffled = [{ rank: 2, candidates: [3, 1, 2] }];
    settleTies(shuffled, facts({ policy: [{ kind: 'lot' }], lot: reversingLot(asked) }));
    expect(asked).toEqual(['tie/2/B,C,D']);
    expect(asked).toEqual(['tie/2/B,C,D']);
  });

  it('stops at "ask" and does not try what stands after it', () => {
    const policy: TieStep[] = [{ kind: 'ask' }, { kind: 'lot' }];
    const settled = settleTies(acrossTheCut, facts({ policy }));
    expect(settled.ties[0]).toMatchObject({ resolvedBy: null, steps: [], at: 'cut' });
    expect(settled.awaited).toEqual([['B', 'C', 'D']]);
    expect(settled.ranking.at(-1)).toEqual({ rank: 2, candidates: ['B', 'C', 'D'] });
  });

  it('takes the decision of the commission about exactly these candidates', () => {
    const decisions = [{ order: ['B', 'C'] }, { order: ['D', 'B', 'C'] }];
    const settled = settleTies(acrossTheCut, facts({ policy: [{ kind: 'ask' }], decisions }));
    expect(settled.ranking.map(({ candidates }) => candidates)).toEqual([
      ['A'],
      ['D'],
      ['B'],
      ['C'],
    ]);
    expect(settled.ties[0]?.resolvedBy).toBe('ask');
    expect(settled.awaited).toEqual([]);
  });

  it('never settles a tie that matters in silence: no policy means ask', () => {
    expect(settleTies(acrossTheCut, facts({ policy: [] })).awaited).toEqual([['B', 'C', 'D']]);
  });

  it('orders the elected among themselves too', () => {
    const among = [
      { rank: 1, candidates: [0, 1] },
      { rank: 3, candidates: [2] },
    ];
    const settled = settleTies(among, facts());
    expect(settled.ties[0]?.at).toBe('elected');
    expect(settled.awaited).toEqual([['A', 'B']]);
  });

  it('does not trouble the commission with a tie below the cut', () => {
    const below = [
      { rank: 1, candidates: [0] },
      { rank: 2, candidates: [1] },
      { rank: 3, candidates: [2, 3] },
    ];
    const settled = settleTies(below, facts({ policy: [{ kind: 'ask' }] }));
    expect(settled.awaited).toEqual([]);
    expect(settled.ties[0]).toMatchObject({ at: 'below', resolvedBy: null, order: [['C', 'D']] });
  });

  it('orders those below the cut by the same policy where it can', () => {
    const below = [{ rank: 3, candidates: [2, 3] }];
    const settled = settleTies(below, facts({ policy: [{ kind: 'lot' }] }));
    expect(settled.ranking).toEqual([
      { rank: 3, candidates: ['D'] },
      { rank: 4, candidates: ['C'] },
    ]);
  });

  it('crashes on a ranking of candidates who do not stand', () => {
    expect(() => settleTies([{ rank: 1, candidates: [9] }], facts())).toThrow('Impossible');
  });
});

describe('breakTie', () => {
  /** Votes of A, B, C, D in the rounds before; the tie is between B, C and D. */
  const rounds = [
    [9, 5, 4, 3],
    [9, 5, 5, 4],
    [9, 6, 6, 6],
  ];
  const history: TieHistory = {
    rounds: rounds.length,
    compare: (round, a, b) => rounds[round]![a]! - rounds[round]![b]!,
  };

  function exclusion(policy: TieStep[], overrides: Partial<TieFacts> = {}) {
    return breakTie(
      { tied: [3, 1, 2], at: 'exclusion', round: 4, wanted: 'worst', history },
      facts({ policy, ...overrides }),
    );
  }

  it('finds the last earlier round that sets the worst apart, and goes no further than needed', () => {
    const backwards: TieStep = { kind: 'earlier-round', direction: 'backwards', many: 'narrow' };
    const { classes, decided, report } = exclusion([backwards, { kind: 'lot' }]);
    expect(decided).toBe(true);
    expect(classes).toEqual([[1], [2], [3]]);
    expect(report).toMatchObject({ at: 'exclusion', round: 4, resolvedBy: 'earlier-round' });
  });

  it('looks for a round in which all differ where the rule says so', () => {
    const step: TieStep = { kind: 'earlier-round', direction: 'backwards', many: 'all-differ' };
    expect(exclusion([step]).classes).toEqual([[1], [2], [3]]);
    const two = {
      rounds: 1,
      compare: (_: number, a: number, b: number) => (a === 1 ? 1 : b === 1 ? -1 : 0),
    };
    const question = { tied: [1, 2, 3], at: 'exclusion', round: 2, wanted: 'worst' } as const;
    expect(breakTie({ ...question, history: two }, facts({ policy: [step] }))).toMatchObject({
      decided: false,
      report: { awaited: [['B', 'C', 'D']] },
    });
  });

  it('prefers more first preferences', () => {
    expect(exclusion([{ kind: 'first-preferences' }]).classes).toEqual([[1], [2], [3]]);
  });

  it('follows the stated order, the last of it excluded', () => {
    const statedOrder = [0, 3, 1, 2];
    expect(exclusion([{ kind: 'stated-order' }], { statedOrder }).classes).toEqual([[3], [1], [2]]);
    expect(exclusion([{ kind: 'stated-order' }]).classes).toEqual([[1], [2], [3]]);
  });

  it('draws a lot for this tie in this round', () => {
    const asked: string[] = [];
    exclusion([{ kind: 'lot' }], { lot: reversingLot(asked) });
    expect(asked).toEqual(['tie/exclusion/4/B,C,D']);
  });

  it('waits for the commission where no step decides, and follows its decision', () => {
    const open = exclusion([]);
    expect(open.decided).toBe(false);
    expect(open.report).toMatchObject({ resolvedBy: null, awaited: [['B', 'C', 'D']] });
    const decisions = [{ order: ['D', 'B', 'C'] }];
    expect(exclusion([], { decisions }).classes).toEqual([[3], [1], [2]]);
  });

  it('asks only about those among whom the wanted one is', () => {
    const contenders = facts().contenders.map((one, at) =>
      at === 1 ? { ...one, groups: ['women'] } : one,
    );
    const { report } = exclusion([{ kind: 'group', group: 'women' }], { contenders });
    expect(report.awaited).toEqual([['C', 'D']]);
  });
});
