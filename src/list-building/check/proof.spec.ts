import { censusOf, firstStart, seat, type Start } from './census.js';
import { demandsOf, type Demand } from './demands.js';
import { readListFile } from './list-file.js';
import { proves, type Leaf, type Proof } from './proof.js';

const read = (document: unknown) => {
  const file = readListFile(document);
  if (!file.ok) throw new Error(JSON.stringify(file.error));
  return { census: censusOf(file.value), demands: demandsOf(file.value) };
};

const leaf = (parts: Partial<Leaf>): Leaf => ({
  floors: [],
  ceilings: [],
  supplies: [],
  dues: [],
  ...parts,
});

/** Place 2 asks for somebody in both groups, and only the first candidate is. */
const { census, demands } = read({
  places: 2,
  candidates: [
    { id: 'x', groups: ['a', 'b'] },
    { id: 'y', groups: ['a'] },
    { id: 'z', groups: ['b'] },
  ],
  quotas: ['a', 'b'].map((id) => ({ id, group: [id], scope: { kind: 'place', place: 2 } })),
});
const start = seat(firstStart(census), 1, 0);
const holds = (
  proof: Proof,
  given: { start?: Start; quotas?: number[]; demands?: Demand[] } = {},
) => proves(proof, { census, start, quotas: [0, 1], demands, ...given });

const floor = (quota: string, times = 1) => ({ quota, from: 2, to: 2, atLeast: 1, times });

describe('proves', () => {
  it('adds floors up against what the open places can give', () => {
    expect(holds(leaf({ floors: [floor('a'), floor('b')] }))).toBe(true);
  });

  it('does not hold where a list exists', () => {
    const both = leaf({ floors: [floor('a'), floor('b')] });
    expect(holds(both, { start: firstStart(census) })).toBe(false);
  });

  it('needs more to be asked for than can be given', () => {
    expect(holds(leaf({ floors: [floor('a'), floor('b', 2)] }))).toBe(true);
    expect(holds(leaf({ floors: [floor('a')] }))).toBe(false);
    expect(holds(leaf({}))).toBe(false);
  });

  it('takes nothing that no quota asks for', () => {
    const more = { ...floor('a'), atLeast: 2 };
    expect(holds(leaf({ floors: [more, floor('b')] }))).toBe(false);
    const elsewhere = { ...floor('a'), from: 1 };
    expect(holds(leaf({ floors: [elsewhere, floor('b')] }))).toBe(false);
  });

  it('takes no quota that the reason does not name', () => {
    expect(holds(leaf({ floors: [floor('a'), floor('b')] }), { quotas: [0] })).toBe(false);
  });

  it('takes no bound a negative number of times', () => {
    expect(holds(leaf({ floors: [floor('a'), floor('b', -1)] }))).toBe(false);
    const supplies = [{ counting: ['a'], times: -5 }];
    expect(holds(leaf({ floors: [floor('a'), floor('b')], supplies }))).toBe(false);
  });

  it('uses up a supply', () => {
    const young = read({
      places: 2,
      candidates: [{ id: 'x', groups: ['young'] }, { id: 'y' }, { id: 'z' }],
      quotas: [{ id: 'young', group: ['young'], scope: { kind: 'place', place: 2 } }],
    });
    const spent = seat(firstStart(young.census), 1, 0);
    const floors = [{ quota: 'young', from: 2, to: 2, atLeast: 1, times: 1 }];
    const grounds = { census: young.census, quotas: [0], demands: young.demands };
    const supplies = [{ counting: ['young'], times: 1 }];
    expect(proves(leaf({ floors, supplies }), { ...grounds, start: spent })).toBe(true);
    const unspent = firstStart(young.census);
    expect(proves(leaf({ floors, supplies }), { ...grounds, start: unspent })).toBe(false);
  });

  it('counts those who must get a place against a ceiling', () => {
    const south = read({
      places: 2,
      objective: 'members-first',
      candidates: [{ id: 'x', groups: ['s'] }, { id: 'y', groups: ['s'] }, { id: 'z' }],
      quotas: [{ id: 's', group: ['s'], scope: { kind: 'list' }, atMost: { count: 1 } }],
    });
    const due = { ...firstStart(south.census), due: new Set([0, 1]) };
    const grounds = { census: south.census, quotas: [0], demands: south.demands };
    const ceilings = [{ quota: 's', from: 1, to: 2, atMost: 1, times: 1 }];
    const dues = [{ counting: ['s'], times: 1 }];
    expect(proves(leaf({ ceilings, dues }), { ...grounds, start: due })).toBe(true);
    const oneDue = { ...due, due: new Set([0]) };
    expect(proves(leaf({ ceilings, dues }), { ...grounds, start: oneDue })).toBe(false);
  });

  const fork = { quota: 'a', from: 2, to: 2, atMost: 0 };
  const noneOfA = leaf({
    floors: [floor('a')],
    ceilings: [{ quota: 'a', from: 2, to: 2, atMost: 0, times: 1 }],
  });
  const both = leaf({ floors: [floor('a'), floor('b')] });

  it('splits into two cases, each with its own assumption', () => {
    expect(holds({ ...fork, then: noneOfA, otherwise: both })).toBe(true);
    expect(holds({ ...fork, then: both, otherwise: noneOfA })).toBe(false);
  });

  it('wants both cases', () => {
    expect(holds({ ...fork, then: noneOfA, otherwise: leaf({}) })).toBe(false);
    expect(holds({ ...fork, then: leaf({}), otherwise: both })).toBe(false);
  });

  it('lets no assumption out of its case', () => {
    expect(holds(noneOfA)).toBe(false);
  });
});
