import { compareLists, type ComparedList } from './compare-lists.js';

/** `a b | c` is a list of a and b with c in reserve. */
const listOf = (text: string, rest: Partial<ComparedList> = {}): ComparedList => {
  const [list = [], reserve = []] = text.split('|').map((part) => part.split(' ').filter(Boolean));
  return {
    list: list.map((candidate, index) => ({
      place: index + 1,
      candidate,
      merit: 1,
      reason: { kind: 'merit' },
    })),
    reserve: reserve.map((candidate, index) => ({ reserve: index + 1, candidate, merit: 1 })),
    waived: [],
    ...rest,
  };
};

const byQuota = (text: string, place: number, quotas: string[]): ComparedList => {
  const made = listOf(text);
  const certificate = { kind: 'together', quotas } as const;
  const reason = { kind: 'quota', because: [{ quotas, certificate }] } as const;
  return {
    ...made,
    list: made.list.map((one) => (one.place === place ? { ...one, reason } : one)),
  };
};

describe('compareLists', () => {
  it('finds nothing between a list and itself', () => {
    const { sameOrder, places, summary } = compareLists(listOf('a b | c'), listOf('a b | c'));
    expect({ sameOrder, places, summary }).toEqual({
      sameOrder: true,
      places: [],
      summary: { moved: 0, cameIn: 0, left: 0, largest: null },
    });
  });

  it('tells who rose, fell, came in and left', () => {
    const { people, sameOrder } = compareLists(listOf('a b c d | e'), listOf('d a b e | c'));
    expect(people.map(({ candidate, change, move }) => [candidate, change, move])).toEqual([
      ['d', 'rose', 3],
      ['a', 'fell', -1],
      ['b', 'fell', -1],
      ['e', 'came-in', null],
      ['c', 'left', null],
    ]);
    expect(sameOrder).toBe(false);
  });

  it('sums up how many moved, and the longest way', () => {
    const { summary } = compareLists(listOf('a b c d | e'), listOf('d a b e | c'));
    expect(summary).toMatchObject({
      moved: 3,
      cameIn: 1,
      left: 1,
      largest: { candidate: 'd', move: 3 },
    });
  });

  it('tells who appeared in the reserve and who is gone, and calls the order the same', () => {
    const { people, sameOrder } = compareLists(listOf('a | b c'), listOf('a | c d'));
    expect(people.map(({ candidate, change }) => [candidate, change])).toEqual([
      ['a', 'same'],
      ['c', 'in-reserve'],
      ['d', 'appeared'],
      ['b', 'gone'],
    ]);
    expect(sameOrder).toBe(true);
  });

  it('has for each changed place who held it before and after, and why', () => {
    const { places } = compareLists(listOf('a b | c'), byQuota('a c | b', 2, ['youth']));
    expect(places).toEqual([
      {
        place: 2,
        before: { candidate: 'b', reason: { kind: 'merit' } },
        after: {
          candidate: 'c',
          reason: {
            kind: 'quota',
            because: [{ quotas: ['youth'], certificate: { kind: 'together', quotas: ['youth'] } }],
          },
        },
      },
    ]);
  });

  it('shows a place held by the same person for another reason', () => {
    const { places, sameOrder } = compareLists(listOf('a b'), byQuota('a b', 2, ['youth']));
    expect(places.map(({ place }) => place)).toEqual([2]);
    expect(sameOrder).toBe(true);
  });

  it('takes the same quotas in another order for the same reason', () => {
    const { places } = compareLists(byQuota('a', 1, ['x', 'y']), byQuota('a', 1, ['y', 'x']));
    expect(places).toEqual([]);
  });

  it('tells an intervention from another', () => {
    const given = (reason: string): ComparedList => {
      const made = listOf('a');
      return {
        ...made,
        list: made.list.map((one) => ({ ...one, reason: { kind: 'fixed', reason } })),
      };
    };
    expect(compareLists(given('x'), given('y')).places).toHaveLength(1);
    expect(compareLists(given('x'), given('x')).places).toEqual([]);
  });

  it('shows the places that a longer list has more', () => {
    const { places } = compareLists(listOf('a'), listOf('a b'));
    expect(places).toEqual([
      { place: 2, before: null, after: { candidate: 'b', reason: { kind: 'merit' } } },
    ]);
  });

  it('tells by how much more or less a quota is eased', () => {
    const { waivers } = compareLists(
      listOf('a', {
        waived: [
          { quota: 'gap', easedBy: 1 },
          { quota: 'same', easedBy: 1 },
        ],
      }),
      listOf('a', {
        waived: [
          { quota: 'new', easedBy: 2 },
          { quota: 'same', easedBy: 1 },
        ],
      }),
    );
    expect(waivers).toEqual([
      { quota: 'gap', before: 1, after: 0 },
      { quota: 'new', before: 0, after: 2 },
    ]);
  });

  it('tells how a quota stands otherwise', () => {
    const standing = (members: number) => ({
      quota: 'youth',
      kept: true,
      from: 1,
      to: 4,
      members,
      people: 4,
      atLeast: 1,
      atMost: 4,
    });
    const { standings } = compareLists(
      listOf('a', { standings: [standing(1)] }),
      listOf('a', { standings: [standing(2)] }),
    );
    expect(standings).toEqual([{ quota: 'youth', before: standing(1), after: standing(2) }]);
    expect(compareLists(listOf('a', { standings: [standing(1)] }), listOf('a')).standings).toEqual([
      { quota: 'youth', before: standing(1), after: null },
    ]);
  });
});
