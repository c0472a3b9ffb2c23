import { buildList } from '../domain/build-list.js';
import type { ListInput } from '../domain/list-input.js';
import { readListInput } from '../domain/read-list-input.js';
import { firstBeginning, withPlace, type Beginning } from '../domain/beginning.js';
import { poolOf, typeAt } from '../domain/pool.js';
import { wholeProgram, type SolveWholeProgram } from '../domain/whole-program.js';
import { windowsOf } from '../domain/window.js';
import { loadHighsSolver } from './highs-solver.js';

let solve: SolveWholeProgram;
beforeAll(async () => {
  solve = await loadHighsSolver();
});

interface Document {
  readonly places: number;
  readonly candidates: readonly { readonly id: string; readonly groups: readonly string[] }[];
  readonly quotas: readonly object[];
}

/** A reproducible generator (mulberry32). */
function numbers(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let word = state;
    word = Math.imul(word ^ (word >>> 15), word | 1);
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
    return ((word ^ (word >>> 14)) >>> 0) % below;
  };
}

/** Twelve to eighteen places with quotas as parties have them: too large to try every order. */
function realistic(seed: number): Document {
  const below = numbers(seed);
  const places = 12 + below(7);
  const candidates = Array.from({ length: places + 8 + below(12) }, (_, index) => ({
    id: `c${index + 1}`,
    groups: [
      below(100) < 37 ? 'woman' : 'man',
      ...(below(100) < 30 ? ['young'] : []),
      ...(below(100) < 60 ? ['new'] : []),
      `r${below(3)}`,
    ],
  }));
  const share = (text: string, round: string) => ({ share: text, round });
  const all = [
    { id: 'women', group: ['woman'], scope: { kind: 'list' }, atLeast: share('30%', 'up') },
    {
      id: 'youth',
      group: ['young'],
      scope: { kind: 'prefix', from: 4 },
      atLeast: share('1/5', 'down'),
    },
    {
      id: 'sexes',
      group: ['woman'],
      scope: { kind: 'stretch', length: 5 },
      atLeast: share('2/5', 'up'),
      atMost: share('3/5', 'down'),
    },
    { id: 'new', group: ['new'], scope: { kind: 'top', places: 8 }, atLeast: share('65%', 'up') },
    { id: 'gap', group: ['young', 'new'], scope: { kind: 'gap', most: 2 } },
    { id: 'r0', group: ['r0'], scope: { kind: 'prefix', from: 3 }, atMost: share('2/5', 'up') },
    { id: 'slot', group: ['young'], scope: { kind: 'place', place: 3 } },
    {
      id: 'union',
      group: ['woman', 'young'],
      scope: { kind: 'window', from: 2, to: 6 },
      atLeast: { count: 3 },
    },
  ];
  return { places, candidates, quotas: all.filter(() => below(3) > 0) };
}

const read = (document: object): ListInput => {
  const input = readListInput(document);
  if (!input.ok) throw new Error(JSON.stringify(input.error));
  return input.value;
};

const order = (document: object): string[] | null => {
  const outcome = buildList(read(document), solve);
  return outcome.status === 'built' ? outcome.list.map(({ candidate }) => candidate) : null;
};

const ranks = ({ candidates }: Document, list: readonly string[]) =>
  list.map((id) => candidates.findIndex((candidate) => candidate.id === id));

/** Whether `a` is at least as good as `b`: the first place where they differ goes to more votes in `a`. */
const noWorse = (a: readonly number[], b: readonly number[]) => {
  const place = a.findIndex((rank, index) => rank !== b[index]);
  return place < 0 || (a[place] ?? 0) < (b[place] ?? 0);
};

/** The obvious builder: an integer program asked for every candidate at every place, nothing else. */
function byProgramsAlone(input: ListInput): string[] | null {
  const pool = poolOf(input);
  const windows = windowsOf(input.quotas, input.places);
  const exists = (beginning: Beginning) => {
    const program = wholeProgram(pool, beginning, windows);
    if (program === null) return false;
    if (program.segments.length === 0) return true;
    return solve(program).kind === 'counts';
  };
  let beginning = firstBeginning(pool);
  const list: number[] = [];
  for (let place = 1; place <= input.places; place++) {
    const next = pool.free.find(
      (position) =>
        !list.includes(position) && exists(withPlace(beginning, place, typeAt(pool, position))),
    );
    if (next === undefined) return null;
    list.push(next);
    beginning = withPlace(beginning, place, typeAt(pool, next));
  }
  return list.map((position) => input.candidates[position]?.id ?? '');
}

const seeds = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => from + index);

describe('buildList on realistic lists', () => {
  it('equals an integer program asked at every place', () => {
    const different = seeds(25).filter(
      (seed) =>
        JSON.stringify(order(realistic(seed))) !==
        JSON.stringify(byProgramsAlone(read(realistic(seed)))),
    );
    expect(different).toEqual([]);
  });

  it('never becomes worse when a quota is removed', () => {
    const worse = seeds(30).filter((seed) => {
      const document = realistic(seed);
      const before = order(document);
      if (!before) return false;
      return document.quotas.some((_, dropped) => {
        const quotas = document.quotas.filter((_quota, index) => index !== dropped);
        const after = order({ ...document, quotas });
        return !after || !noWorse(ranks(document, after), ranks(document, before));
      });
    });
    expect(worse).toEqual([]);
  });

  it('never becomes worse when somebody stands who came last', () => {
    const worse = seeds(30, 100).filter((seed) => {
      const document = realistic(seed);
      const before = order(document);
      if (!before) return false;
      const candidates = [
        ...document.candidates,
        { id: 'last', groups: ['woman', 'young', 'new'] },
      ];
      const after = order({ ...document, candidates });
      const more = { ...document, candidates };
      return !after || !noWorse(ranks(more, after), ranks(more, before));
    });
    expect(worse).toEqual([]);
  });

  it('never lets somebody fall who rose in the votes', () => {
    const fallen = seeds(30, 200).filter((seed) => {
      const document = realistic(seed);
      const before = order(document);
      if (!before) return false;
      const below = numbers(seed);
      const from = 1 + below(document.candidates.length - 1);
      const risen = document.candidates[from]!;
      const candidates = document.candidates.filter(({ id }) => id !== risen.id);
      const after = order({ ...document, candidates: candidates.toSpliced(below(from), 0, risen) });
      const place = (list: readonly string[] | null) => {
        const index = list?.indexOf(risen.id) ?? -1;
        return index < 0 ? Number.POSITIVE_INFINITY : index;
      };
      return !after || place(after) > place(before);
    });
    expect(fallen).toEqual([]);
  });

  it('does not depend on the order and names of groups and quotas', () => {
    const moved = seeds(40, 300).filter((seed) => {
      const document = realistic(seed);
      const renamed = JSON.parse(
        JSON.stringify({ ...document, quotas: document.quotas.toReversed() })
          .replaceAll('"woman"', '"zz"')
          .replaceAll('"new"', '"aa"'),
      ) as object;
      return JSON.stringify(order(renamed)) !== JSON.stringify(order(document));
    });
    expect(moved).toEqual([]);
  });

  it('makes a zipper by hand: the best woman and the best man in each pair', () => {
    const zipper = {
      id: 'zipper',
      group: ['woman'],
      scope: { kind: 'stretch', length: 2 },
      atLeast: { count: 1 },
      atMost: { count: 1 },
    };
    const wrong = seeds(40, 400).filter((seed) => {
      const { candidates } = realistic(seed);
      const women = candidates.filter(({ groups }) => groups.includes('woman'));
      const men = candidates.filter(({ groups }) => groups.includes('man'));
      const pairs = Math.min(women.length, men.length, 8);
      const rank = (id: string) => candidates.findIndex((candidate) => candidate.id === id);
      const byHand = seeds(pairs).flatMap((pair) =>
        [women[pair]!.id, men[pair]!.id].sort((a, b) => rank(a) - rank(b)),
      );
      const built = order({ places: 2 * pairs, candidates, quotas: [zipper] });
      return JSON.stringify(built) !== JSON.stringify(byHand);
    });
    expect(wrong).toEqual([]);
  });

  it('gives FA*IR’s minimum table as windows the ranking of FA*IR (Zehlike and others 2017: k = 10, p = 0.5, α = 0.1)', () => {
    // At least so many of the protected group among the first 1 … 10: 0 0 0 1 1 1 2 2 3 3.
    const minimum = [0, 0, 0, 1, 1, 1, 2, 2, 3, 3];
    const quotas = minimum.flatMap((count, index) =>
      count > 0
        ? [
            {
              id: `m${index + 1}`,
              group: ['protected'],
              scope: { kind: 'top', places: index + 1 },
              atLeast: { count },
            },
          ]
        : [],
    );
    const candidates = seeds(20).map((index) => ({
      id: `c${index + 1}`,
      groups: index >= 9 && index % 2 === 1 ? ['protected'] : [],
    }));
    // FA*IR by hand: the best of the protected where the table demands one, otherwise the best of all.
    expect(order({ places: 10, candidates, quotas })).toEqual([
      'c1',
      'c2',
      'c3',
      'c10',
      'c4',
      'c5',
      'c12',
      'c6',
      'c14',
      'c7',
    ]);
  });
});
