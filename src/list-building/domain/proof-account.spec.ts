import type { ListInput, Quota } from './list-input.js';
import type { Proof, Leaf } from './list-outcome.js';
import { accountOf, beginningOf, quotasNamedIn, type ProofAccount } from './proof-account.js';

const quota = (id: string): Quota => ({
  id,
  name: { kk: id, ru: id, en: id },
  group: [id],
  scope: { kind: 'list' },
  atLeast: { count: 2 },
  atMost: null,
  strength: 'hard',
  usedUpByElected: false,
});

/** Candidates in merit order, written as "x" or "z:A,B"; three places unless said otherwise. */
const input = (people: readonly string[], more: Partial<ListInput> = {}): ListInput => ({
  places: 3,
  objective: 'by-place',
  candidates: people.map((person) => {
    const [id = '', groups = ''] = person.split(':');
    return { id, name: id, groups: groups.split(',').filter(Boolean), outsider: false };
  }),
  quotas: ['A', 'B', 'C'].map(quota),
  fixed: [],
  barred: [],
  ...more,
});

const leaf = (more: Partial<Leaf>): Leaf => ({
  floors: [],
  ceilings: [],
  supplies: [],
  dues: [],
  ...more,
});
const atLeast = (of: string, count: number, times = 1): Leaf['floors'][number] => ({
  quota: of,
  from: 1,
  to: 3,
  atLeast: count,
  times,
});

/** Both sides for somebody who did not get a place. */
const weigh = (
  proof: Leaf,
  list: ListInput,
  order: readonly string[],
  candidate: string,
  place: number | null,
): ProofAccount =>
  accountOf(proof, quotasNamedIn(proof), list, beginningOf(list, order, { candidate, place }));

describe('the account of a proof', () => {
  it('adds up floors: two A and two B do not fit on two open places', () => {
    const list = input(['x', 'a1:A', 'a2:A', 'b1:B', 'b2:B']);
    const proof = leaf({ floors: [atLeast('A', 2), atLeast('B', 2)] });
    const account = weigh(proof, list, ['a1', 'a2', 'b1'], 'x', 1);
    expect(account).toMatchObject({ open: 2, demand: 4, most: 2 });
    expect(account.floors[0]).toEqual({
      ...{ quota: 'A', from: 1, to: 3, amount: 2, there: 0, open: 2, times: 1 },
    });
  });

  it('multiplies, and takes off who already stands there', () => {
    const list = input(['a1:A', 'x', 'a2:A', 'b1:B', 'b2:B']);
    const proof = leaf({ floors: [atLeast('A', 2, 3), atLeast('B', 2, 2)] });
    // One A stands on place 1, x would take place 2: 3 × (2 − 1) + 2 × 2 = 7; place 3 gives 3 at most.
    expect(weigh(proof, list, ['a1', 'b1', 'b2'], 'x', 2)).toMatchObject({
      open: 1,
      demand: 7,
      most: 3,
    });
  });

  it('counts people of a kind: the only one who is both A and B helps once', () => {
    const list = input(['x', 'z:A,B', 'a1:A', 'b1:B']);
    const proof = leaf({
      floors: [atLeast('A', 2), atLeast('B', 2)],
      supplies: [{ counting: ['B', 'A'], times: 1 }],
    });
    // 2 + 2 − 1 × 1 = 3; each of two places gives 1: A, B, or both less the one.
    const account = weigh(proof, list, ['z', 'a1', 'b1'], 'x', 1);
    expect(account.supplies).toEqual([{ counting: ['B', 'A'], people: 1, times: 1 }]);
    expect(account).toMatchObject({ demand: 3, most: 2 });
  });

  it('subtracts ceilings: whoever is A is also C, and one C is allowed', () => {
    const list = input(['x', 'a1:A,C', 'a2:A,C']);
    const proof = leaf({
      floors: [atLeast('A', 2)],
      ceilings: [{ quota: 'C', from: 1, to: 3, atMost: 1, times: 1 }],
    });
    // 2 − 1 = 1; no open place gives anything.
    expect(weigh(proof, list, ['a1', 'a2', 'x'], 'x', 1)).toMatchObject({ demand: 1, most: 0 });
  });

  it('asks for those who must still get a place, where members are settled first', () => {
    const list = input(['m', 'out:A', 'x', 'a1:A', 'a2:A'], { objective: 'members-first' });
    const proof = leaf({ floors: [atLeast('A', 2)], dues: [{ counting: [], times: 1 }] });
    // m is on the list and x would be: 2 + 2 = 4 on three open places that give 1 each.
    const account = weigh(proof, list, ['m', 'a1', 'a2'], 'x', null);
    expect(account.dues).toEqual([{ counting: [], people: 2, times: 1 }]);
    expect(account).toMatchObject({ open: 3, demand: 4, most: 3 });
  });

  it('weighs windows that cover only some of the places', () => {
    const list = input(['x', 'y', 'a1:A']);
    const proof = leaf({ floors: [{ quota: 'A', from: 2, to: 2, atLeast: 1, times: 1 }] });
    expect(weigh(proof, list, ['y', 'a1', 'x'], 'x', 1)).toMatchObject({
      demand: 1,
      most: 1,
      floors: [{ open: 1 }],
    });
  });
});

describe('a beginning', () => {
  it('has everybody above, the given places and the person in question', () => {
    const list = input(['p', 'q', 'r', 's', 'gone', 'late'], {
      places: 5,
      fixed: [{ place: 4, candidate: 'late', reason: '' }],
      barred: ['gone'],
    });
    const beginning = beginningOf(list, ['p', 'r', 'q', 'late', 's'], {
      candidate: 'q',
      place: 2,
    });
    expect([...beginning.placed].sort()).toEqual([
      [1, 'p'],
      [2, 'q'],
      [4, 'late'],
    ]);
    expect(beginning.free).toEqual(['r', 's']);
    expect(beginning.due.size).toBe(0);
  });

  it('leaves outsiders out: they are placed by intervention only', () => {
    const list = input(['p', 'q']);
    const [first, second] = list.candidates;
    const invited = { ...list, candidates: [first!, { ...second!, outsider: true }] };
    expect(beginningOf(invited, ['p'], { candidate: 'p', place: 1 }).free).toEqual([]);
  });

  it('of places among settled members: all who are left are members and must get one', () => {
    const list = input(['p', 'q', 'r', 's'], { objective: 'members-first' });
    const { free, due } = beginningOf(list, ['q', 's', 'p'], { candidate: 'p', place: 1 });
    expect([free, [...due]]).toEqual([
      ['q', 's'],
      ['q', 's'],
    ]);
  });

  it('of members: better ranked and not on the list is out', () => {
    const list = input(['p', 'q', 'r', 's'], { objective: 'members-first' });
    const { placed, free, due } = beginningOf(list, ['p', 's'], { candidate: 'r', place: null });
    expect([placed.size, free, [...due]]).toEqual([0, ['p', 'r', 's'], ['p', 'r']]);
  });
});

describe('the quotas a proof names', () => {
  it('are those of all its cases, windows and kinds', () => {
    const proof: Proof = {
      ...{ quota: 'C', from: 1, to: 2, atMost: 0 },
      then: leaf({ floors: [atLeast('B', 2)] }),
      otherwise: leaf({ supplies: [{ counting: ['A'], times: 1 }] }),
    };
    expect(quotasNamedIn(proof)).toEqual(['A', 'B', 'C']);
  });
});
