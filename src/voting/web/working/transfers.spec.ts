import fc from 'fast-check';
import { countRankings, type RankedElection } from '../../../../test/support/ranked-election.js';
import { shownTally } from '../../../../test/support/shown-count.js';
import { wordsIn } from '../../../platform/web/index.js';
import { methodOf } from '../../domain/methods/catalogue.js';
import type { CountingRound, CountingMethod } from '../../domain/tally/tally.js';
import type { TieStep } from '../../domain/ties/tie-policy.js';
import { compareExact, nearNumber, readExact, sumOfExact, writeShort } from './exact-text.js';
import { flowLayout, type FlowLayout } from './flow-layout.js';
import { flowPicture } from './flow-picture.js';
import { holdings, movements } from './movements.js';
import { roundStories } from './round-sentences.js';
import { roundsTable } from './rounds-table.js';
import type { ShownCount } from './shown-count.js';

const en = wordsIn('en');
const names = ['Айгүл', 'Болат', 'Виктор', 'Гүлнар'];

/** Quota 11: Айгүл has a surplus of 4, Гүлнар and Болат are excluded, Виктор fills the last seat. */
const election: RankedElection = {
  candidates: 4,
  seats: 2,
  ballots: [
    [10, 0, 1],
    [5, 0, 2],
    [6, 1],
    [5, 2, 1],
    [3, 3, 2],
    [2, 3],
  ],
};

function method(name: string): CountingMethod {
  const found = methodOf(name);
  if (!found.ok) throw new Error(`no method ${name}`);
  return found.value;
}

function counted(
  name: string,
  of: RankedElection = election,
  policy?: readonly TieStep[],
): ShownCount {
  const letters = Array.from({ length: of.candidates }, (_, at) => names[at] ?? `N${at}`);
  return shownTally(countRankings(method(name), of, policy), letters);
}

const lot: readonly TieStep[] = [{ kind: 'lot' }];
const room = { before: 100, after: 100 };

const elections: fc.Arbitrary<RankedElection> = fc
  .record({ candidates: fc.integer({ min: 2, max: 7 }), seats: fc.integer({ min: 1, max: 3 }) })
  .chain(({ candidates, seats }) =>
    fc
      .array(
        fc.tuple(
          fc.integer({ min: 1, max: 30 }),
          fc.uniqueArray(fc.integer({ min: 0, max: candidates - 1 }), { minLength: 1 }),
        ),
        { minLength: 1, maxLength: 20 },
      )
      .map((ballots) => ({
        candidates,
        seats: Math.min(seats, candidates),
        ballots: ballots.map(([count, ranking]): [number, ...number[]] => [count, ...ranking]),
      })),
  );

const transferring = ['irv', 'stv-scottish', 'stv-prf-wigm', 'stv-prf-meek', 'stv-ers97'];

describe('movements', () => {
  it.each(transferring)('of %s take from givers what they bring to receivers', (name) => {
    fc.assert(
      fc.property(elections, (of) => {
        for (const moved of movements(counted(name, of, lot).rounds)) {
          const brought = sumOfExact(moved?.to.map(({ votes }) => votes) ?? []);
          expect(compareExact(moved?.total ?? readExact('0'), brought)).toBe(0);
        }
      }),
    );
  });

  it('of exact fractions lose nothing', () => {
    const [first] = movements(counted('stv-wigm').rounds);
    expect(first?.from).toEqual([{ holder: 0, votes: first?.total }]);
    expect(first?.to.map(({ holder }) => holder)).toEqual([1, 2]);
    expect(compareExact(first?.total ?? readExact('0'), readExact('14/3'))).toBe(0);
  });
});

/** The heights of everything that leaves or reaches a holder in a round. */
function heights(layout: FlowLayout, round: number, side: 'from' | 'to', holder: unknown): number {
  return [...layout.kept, ...layout.moved]
    .filter((ribbon) => ribbon.round === round && ribbon[side] === holder)
    .reduce((sum, ribbon) => sum + ribbon[side === 'from' ? 'start' : 'end'].height, 0);
}

describe('flowLayout', () => {
  it.each(transferring)('of %s has columns as high as the valid votes', (name) => {
    fc.assert(
      fc.property(elections, (of) => {
        const count = counted(name, of, lot);
        const { bands } = flowLayout(count, room);
        const valid = of.ballots.reduce((sum, [voters]) => sum + voters, 0);
        count.rounds.forEach((round, index) => {
          const column = bands.filter((band) => band.round === index);
          expect(
            compareExact(sumOfExact(column.map(({ votes }) => votes)), readExact(`${valid}`)),
          ).toBe(0);
          expect(sumOfExact(holdings(round).map(({ votes }) => votes)).numerator > 0n).toBe(true);
          const height = column.reduce((sum, band) => sum + band.height, 0);
          expect(height).toBeCloseTo(
            bands.filter((band) => band.round === 0).reduce((sum, band) => sum + band.height, 0),
            3,
          );
        });
      }),
    );
  });

  it.each(transferring)('of %s has ribbons that fill the bands they leave and reach', (name) => {
    fc.assert(
      fc.property(elections, (of) => {
        const count = counted(name, of, lot);
        const layout = flowLayout(count, room);
        movements(count.rounds).forEach((movement, round) => {
          if (!movement) return;
          for (const band of layout.bands) {
            if (band.round === round)
              expect(heights(layout, round, 'from', band.holder)).toBeCloseTo(band.height, 3);
            if (band.round === round + 1)
              expect(heights(layout, round, 'to', band.holder)).toBeCloseTo(band.height, 3);
          }
        });
      }),
    );
  });

  it('has ribbons out of a band as thick as its loss', () => {
    const count = counted('stv-scottish');
    const layout = flowLayout(count, room);
    const scale = (layout.bands[0]?.height ?? 0) / 15;
    const out = layout.moved.filter(({ round, from }) => round === 0 && from === 0);
    // In the order of the bands, which is that of the final ranking.
    expect(out.map(({ to, votes }) => [to, writeShort('en', votes)])).toEqual([
      [2, '1.3333'],
      [1, '2.6666'],
      ['lost', '0.0001'],
    ]);
    expect(out.reduce((sum, { start }) => sum + start.height, 0)).toBeCloseTo(4 * scale, 4);
  });

  it('leads the votes of several givers together where nobody can say who gave to whom', () => {
    const rounds: CountingRound[] = [
      {
        number: 1,
        votes: ['50', '40', '6', '4'],
        elected: [0, 1],
        excluded: [],
        quota: '30',
        transfer: { from: [0, 1], kind: 'surplus' },
      },
      {
        number: 2,
        votes: ['30', '30', '20', '18'],
        nonTransferable: '2',
        elected: [],
        excluded: [],
      },
    ];
    const count = {
      ...counted('stv-scottish'),
      rounds,
      ranking: [0, 1, 2, 3].map((position, at) => ({ rank: at + 1, candidates: [position] })),
    };
    const { pools, moved } = flowLayout(count, room);
    expect(pools.map(({ votes }) => nearNumber(votes))).toEqual([30]);
    expect(moved.map(({ from, to, votes }) => [from, to, nearNumber(votes)])).toEqual([
      [0, null, 20],
      [1, null, 10],
      [null, 2, 14],
      [null, 3, 14],
      [null, 'non-transferable', 2],
    ]);
  });

  it('keeps everything within the picture, also with 20 candidates and 25 rounds', () => {
    const candidates = 20;
    const rounds = Array.from({ length: 25 }, (_, round): CountingRound => ({
      number: round + 1,
      votes: Array.from({ length: candidates }, (__, at) => String(at >= round - 5 ? 100 : 0)),
      nonTransferable: String(100 * Math.max(0, round - 5)),
      elected: [],
      excluded: round >= 5 ? [round - 5] : [],
      transfer: { from: [round - 5], kind: 'exclusion' },
    }));
    const count: ShownCount = {
      ...counted('stv-scottish'),
      names: Array.from({ length: candidates }, (_, at) => `Үміткер ${at + 1}`),
      ranking: Array.from({ length: candidates }, (_, at) => ({
        rank: at + 1,
        candidates: [candidates - 1 - at],
      })),
      rounds,
    };
    const { width, height, bands } = flowLayout(count, room);
    for (const band of bands) {
      expect(band.x).toBeLessThan(width);
      expect(band.y + band.height).toBeLessThan(height);
    }
    expect(height).toBeLessThan(1000);
    const firstColumn = bands.filter(({ round }) => round === 0).map(({ y }) => y);
    const steps = firstColumn.slice(1).map((y, at) => y - (firstColumn[at] ?? 0));
    expect(Math.min(...steps)).toBeGreaterThanOrEqual(15);
    expect(flowPicture(en, count)?.columns).toHaveLength(25);
  });
});

describe('flowPicture', () => {
  it('says in words who moved what to whom, and marks the elected and the excluded', () => {
    const picture = flowPicture(en, counted('stv-scottish'));
    expect(picture?.moved.map(({ title }) => title)).toContain('Айгүл → Болат: 2.6666');
    expect(picture?.moved.map(({ title }) => title)).toContain('Гүлнар → Without a next choice: 2');
    expect(picture?.bars.map(({ title }) => title)).toContain('Виктор, round 3: 9.3333');
    const labels = picture?.labels.map(({ text }) => text);
    expect(labels).toEqual(expect.arrayContaining(['✓ 1', '✕ 3', '✕ 4', 'Айгүл · 1']));
    expect(labels).toContain('✓ 2 · Виктор · 9.3333');
    // Only the votes above the quota stand below its line: 15 of Айгүл's, in the first round.
    expect(picture?.quotas).toHaveLength(1);
  });

  it('is not drawn of one round, nor of more than a screen can show', () => {
    const count = counted('stv-scottish');
    expect(flowPicture(en, { ...count, rounds: count.rounds.slice(0, 1) })).toBeNull();
    const many = Array.from({ length: 400 }, () => count.rounds).flat();
    expect(flowPicture(en, { ...count, rounds: many })).toBeNull();
  });
});

describe('roundStories', () => {
  it('tells a count to somebody who never counted votes', () => {
    const stories = roundStories(en, counted('stv-scottish'));
    expect(stories.map(({ title, sentences }) => [title, ...sentences].join(' '))).toEqual([
      'Round 1 Айгүл (15) reaches the quota of 11 and is elected. The votes above the quota, 4, went to the next choices on the ballots. Received: Болат +2.6666; Виктор +1.3333. Lost in rounding: 0.0001.',
      'Round 2 Nobody else reached the quota of 11. Гүлнар (5) has the fewest votes and is excluded. These votes went to the next choices on the ballots. Received: Виктор +3. Without a next choice: 2.',
      'Round 3 Nobody else reached the quota of 11. Болат (8.6666) has the fewest votes and is excluded. These votes went to the next choices on the ballots. Without a next choice: 8.6666.',
      'Round 4 As seats are left, Виктор (9.3333) is elected without the quota.',
    ]);
  });

  it('says where the count stopped at a tie', () => {
    const [story] = roundStories(en, counted('irv', { ...election, seats: 1 }, [{ kind: 'ask' }]));
    expect(story?.sentences).toEqual([
      'Nobody reached the quota of 16.',
      'Tied in round 1 over who is excluded: Виктор, Гүлнар.',
      'Not decided yet.',
    ]);
  });

  it('says how a tie was broken', () => {
    const [story] = roundStories(en, counted('irv', { ...election, seats: 1 }, lot));
    expect(story?.sentences.slice(1, 4)).toEqual([
      'Гүлнар (5) has the fewest votes and is excluded.',
      'Tied in round 1 over who is excluded: Виктор, Гүлнар.',
      'By lot: Виктор → Гүлнар.',
    ]);
  });

  it('names the first receivers only where there are many', () => {
    const many: RankedElection = {
      candidates: 7,
      seats: 1,
      ballots: [
        [1, 6, 0],
        [2, 6, 1],
        [3, 6, 2],
        [4, 6, 3],
        [5, 6, 4],
        [6, 6, 5],
        ...[0, 1, 2, 3, 4, 5].map((at): [number, number] => [30 + at, at]),
      ],
    };
    const [story] = roundStories(en, counted('irv', many, lot));
    expect(story?.sentences.at(-1)).toBe(
      'Received: N5 +6; N4 +5; Гүлнар +4; 3 others together +6.',
    );
  });

  it.each(['kk', 'ru', 'en'] as const)('has all its words in %s', (language) => {
    const t = wordsIn(language);
    fc.assert(
      fc.property(elections, fc.constantFrom(...transferring, 'stv-wigm'), (of, name) => {
        for (const { sentences } of roundStories(t, counted(name, of, lot)))
          expect(sentences.join(' ')).not.toMatch(/\{\{|undefined|NaN/);
      }),
      { numRuns: 40 },
    );
  });
});

describe('roundsTable', () => {
  it('has the votes of every round, what changed and what was decided', () => {
    const table = roundsTable(en, counted('stv-scottish'));
    expect(table.columns).toEqual(['Round 1', 'Round 2', 'Round 3', 'Round 4']);
    expect(table.rows.map(({ name }) => name)).toEqual(['Айгүл', 'Виктор', 'Болат', 'Гүлнар']);
    expect(table.rows[3]?.cells).toEqual([
      { votes: '5.00000', change: null, mark: null, keeps: null },
      { votes: '5.00000', change: null, mark: { word: 'excluded', tone: 'bad' }, keeps: null },
      { votes: '—', change: '−5.00000', mark: null, keeps: null },
      { votes: '—', change: null, mark: null, keeps: null },
    ]);
    expect(table.below).toEqual([
      { name: 'Quota', cells: ['11', '11', '11', '11'] },
      { name: 'Without a next choice', cells: ['0', '0', '2.00000', '10.66660'] },
      { name: 'Lost in rounding', cells: ['0', '0.00010', '0.00010', '0.00010'] },
    ]);
  });

  it('shows the factors with which the elected keep votes', () => {
    const count = counted('stv-scottish');
    const [first] = count.rounds;
    const rounds = first ? [{ ...first, keepFactors: ['0.733333334', '1', '1', '1'] }] : [];
    const table = roundsTable(en, { ...count, rounds });
    expect(table.rows[0]?.cells[0]?.keeps).toBe('keeps 0.733333334');
  });

  it('writes fractions without end as near numbers', () => {
    const table = roundsTable(wordsIn('ru'), counted('stv-wigm'));
    expect(table.rows[0]?.cells.slice(0, 2).map(({ votes, change }) => [votes, change])).toEqual([
      ['15', null],
      ['≈ 10,3333', '≈ −4,6667'],
    ]);
  });
});
