import { range } from '../../../../test/support/seeded-numbers.js';
import { allLists, smallRules } from '../../../../test/support/small-rules.js';
import { tracerOf } from './behind.js';
import type { Corridor } from './corridor.js';
import { learnerOf, type Learner } from './learner.js';
import { open, withPlace, type Beginning, type Rules } from './question.js';
import { corridorsOf, groupWindowsOf } from './witness.js';

const patience = 10_000;

/** Null where counting one group already says that there is no list. */
function learner(rules: Rules, start: Beginning): Learner | null {
  const checks = groupWindowsOf(rules);
  const corridors = corridorsOf(checks, start);
  return corridors.includes(null)
    ? null
    : learnerOf(rules, start, checks, corridors as readonly Corridor[]);
}

const cases = range(1, 6000).flatMap((seed) => {
  const { rules, start } = smallRules(seed);
  const own = learner(rules, start);
  return own ? [{ seed, rules, start, own }] : [];
});
const isOne = (lists: readonly number[][], list: Int32Array) =>
  lists.some((one) => one.join(' ') === list.join(' '));

describe('a learner', () => {
  it('finds a list where there is one, and none where there is none', () => {
    const answers = { list: 0, none: 0 };
    const wrong = cases.filter(({ rules, start, own }) => {
      const lists = allLists(rules, start);
      const learned = own.exists(patience);
      if (learned.kind === 'undecided') return true;
      answers[learned.kind]++;
      return learned.kind === 'list' ? !isOne(lists, learned.list) : lists.length > 0;
    });
    expect(wrong.map(({ seed }) => seed)).toEqual([]);
    expect(Math.min(answers.list, answers.none)).toBeGreaterThan(40);
  });

  it('answers for every place and kind, one question after the other', () => {
    const wrong = cases.filter(({ rules, start, own }) => {
      const lists = allLists(rules, start);
      return range(1, rules.places).some((place) =>
        range(0, rules.kinds - 1).some((kind) => {
          const fitting = lists.filter((list) => list[place - 1] === kind);
          const learned = own.ask(place, kind, patience);
          return learned.kind === 'list' ? !isOne(fitting, learned.list) : fitting.length > 0;
        }),
      );
    });
    expect(wrong.map(({ seed }) => seed)).toEqual([]);
  });

  it('names bounds that leave no list by themselves', () => {
    let many = 0;
    const wrong = cases.filter(({ rules, start }) =>
      start.settled.some((settled, index) => {
        if (settled !== open) return false;
        return range(0, rules.kinds - 1).some((kind) => {
          const learned = learner(rules, start)!.ask(index + 1, kind, patience);
          if (learned.kind !== 'none' || start.supply[kind] === 0) return false;
          many++;
          const quotas = tracerOf(rules, start).ofBounds(learned.bounds);
          const windows = rules.windows.filter(({ quota }) => quotas.includes(quota));
          return allLists({ ...rules, windows }, withPlace(start, index + 1, kind)).length > 0;
        });
      }),
    );
    expect(wrong.map(({ seed }) => seed)).toEqual([]);
    expect(many).toBeGreaterThan(500);
  });

  it('keeps what was settled', () => {
    const wrong = cases.filter(({ rules, start, own }) => {
      const [first] = allLists(rules, start);
      if (!first) return false;
      own.settle(1, first[0]!);
      const lists = allLists(rules, start).filter((list) => list[0] === first[0]);
      return range(0, rules.kinds - 1).some((kind) => {
        const fitting = lists.filter((list) => list.at(-1) === kind);
        const learned = own.ask(rules.places, kind, patience);
        return learned.kind === 'list' ? !isOne(fitting, learned.list) : fitting.length > 0;
      });
    });
    expect(wrong.map(({ seed }) => seed)).toEqual([]);
  });

  it('finds nothing without patience, and says so', () => {
    const found = cases.map(({ rules, start }) => learner(rules, start)!.exists(0).kind);
    expect(found).not.toContain('list');
    expect(found.filter((kind) => kind === 'undecided').length).toBeGreaterThan(1000);
  });
});
