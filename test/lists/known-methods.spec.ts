import { orderOf } from '../naive/list-claims.js';
import { fairTopK, minimumTargets } from '../naive/fair-top-k.js';
import { listByFlow, type PrefixBound } from '../naive/partition-flow.js';
import { builtList } from '../support/built-list.js';
import type { ListDocument } from '../support/list-document.js';
import { range, seededNumbers } from '../support/seeded-numbers.js';

function orderBuilt(document: ListDocument): number[] | null {
  const outcome = builtList(document);
  return outcome.status === 'built' ? orderOf(document, outcome) : null;
}

const differing = (
  seeds: readonly number[],
  pair: (seed: number) => readonly [number[] | null, number[] | null],
) => {
  const answers = seeds.map((seed) => [seed, ...pair(seed)] as const);
  return answers.filter(([, ours, theirs]) => JSON.stringify(ours) !== JSON.stringify(theirs));
};

/** A partition in three classes with windows from place 1 on, half of them hugging a list drawn at random. */
function partition(seed: number) {
  const numbers = seededNumbers(seed);
  const places = numbers.between(6, 16);
  const classes = range(1, places + numbers.between(0, 14)).map(() => numbers.below(3));
  const drawn = classes
    .map((own) => ({ own, key: numbers.below(1000) }))
    .sort((a, b) => a.key - b.key)
    .map(({ own }) => own);
  const bounds: PrefixBound[] = range(1, places).flatMap((to) =>
    range(0, 2).flatMap((own): PrefixBound[] => {
      if (!numbers.happens(25)) return [];
      const there = drawn.slice(0, to).filter((other) => other === own).length;
      const moved = there + (numbers.happens(12) ? 1 : 0);
      return [
        {
          class: own,
          to,
          lo: Math.min(to, Math.max(0, moved - numbers.below(2))),
          hi: Math.min(to, moved + numbers.below(2)),
        },
      ];
    }),
  );
  return { places, classes, bounds };
}

describe('one partition with windows from place 1 on', () => {
  it('is the list of a network flow', () => {
    const answers = range(1, 150).map((seed) => {
      const { places, classes, bounds } = partition(seed);
      const document = {
        places,
        candidates: classes.map((own, index) => ({ id: `c${index}`, groups: [`g${own}`] })),
        quotas: bounds.map((bound) => ({
          id: `g${bound.class} to ${bound.to}`,
          group: [`g${bound.class}`],
          scope: { kind: 'top', places: bound.to },
          atLeast: { count: bound.lo },
          atMost: { count: bound.hi },
        })),
      };
      return { seed, ours: orderBuilt(document), flow: listByFlow(classes, places, bounds) };
    });
    expect(answers.filter(({ flow }) => flow !== null).length).toBeGreaterThan(50);
    expect(answers.filter(({ flow }) => flow === null).length).toBeGreaterThan(10);
    const different = answers.filter(
      ({ ours, flow }) => JSON.stringify(ours) !== JSON.stringify(flow),
    );
    expect(different).toEqual([]);
  });
});

describe('a zipper', () => {
  it('is the hand merge: in every pair the best woman and the best man left, the better first', () => {
    const different = differing(range(1, 100), (seed) => {
      const numbers = seededNumbers(seed);
      const women = range(1, numbers.between(8, 50)).map(() => numbers.happens(40));
      const people = [...women.keys()];
      const [w, m] = [true, false].map((sex) => people.filter((person) => women[person] === sex));
      const pairs = Math.min(w!.length, m!.length);
      const merged = range(0, pairs - 1).flatMap((pair) =>
        [w![pair]!, m![pair]!].sort((a, b) => a - b),
      );
      const document = {
        places: Math.max(1, 2 * pairs),
        candidates: women.map((woman, index) => ({
          id: `c${index}`,
          groups: woman ? ['woman'] : [],
        })),
        quotas: [
          {
            id: 'zipper',
            group: ['woman'],
            scope: { kind: 'stretch', length: 2 },
            atLeast: { count: 1 },
            atMost: { count: 1 },
          },
        ],
      };
      return pairs === 0 ? [null, null] : [orderBuilt(document), merged];
    });
    expect(different).toEqual([]);
  });
});

describe('FA*IR (Zehlike and others 2017, arxiv.org/abs/1706.06368)', () => {
  // The table of the paper for alpha = 0.1 and k = 1 … 10.
  it.each([
    [30, [0, 0, 0, 0, 0, 0, 1, 1, 1, 1]],
    [40, [0, 0, 0, 0, 1, 1, 1, 1, 2, 2]],
    [50, [0, 0, 0, 1, 1, 1, 2, 2, 3, 3]],
    [60, [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]],
    [70, [0, 1, 1, 2, 2, 3, 3, 4, 5, 5]],
  ])('asks for so many of the protected when their part is %i %%', (percent, table) => {
    expect(minimumTargets(10, percent, 10)).toEqual(table);
  });

  it.each([20, 30, 40, 50, 60])('is the list under its table as windows, %i %%', (percent) => {
    const different = differing(range(1, 20), (seed) => {
      const numbers = seededNumbers(seed * 100 + percent);
      const targets = minimumTargets(30, percent, 10);
      const candidates = range(1, 90).map((rank) => ({
        id: `c${rank}`,
        // The protected come late, as where the paper's ranking is unfair.
        groups: numbers.below(90) < rank && rank > 5 ? ['protected'] : [],
      }));
      const quotas = targets.map((count, index) => ({
        id: `at ${index + 1}`,
        group: ['protected'],
        scope: { kind: 'top', places: index + 1 },
        atLeast: { count },
      }));
      return [
        orderBuilt({ places: 30, candidates, quotas }),
        fairTopK(
          candidates.map(({ groups }) => groups.length > 0),
          targets,
        ),
      ];
    });
    expect(different).toEqual([]);
  });
});
