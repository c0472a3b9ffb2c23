import { wordsIn } from '../../platform/web/index.js';
import type { ListInput } from '../domain/list-input.js';
import type { Proof } from '../domain/list-outcome.js';
import { proofAssumption, proofView, type ProofContext } from './proof-words.js';

const t = wordsIn('en');
const names = { A: 'Women', B: 'Young people' };
const input: ListInput = {
  places: 3,
  objective: 'by-place',
  candidates: [
    { id: 'x', name: 'Omarov', groups: [], outsider: false },
    { id: 'z', name: 'Kim', groups: ['A', 'B'], outsider: false },
    { id: 'a', name: 'Serikova', groups: ['A'], outsider: false },
    { id: 'b', name: 'Tasov', groups: ['B'], outsider: false },
  ],
  quotas: (['A', 'B'] as const).map((id) => ({
    id,
    name: { kk: names[id], ru: names[id], en: names[id] },
    group: [id],
    scope: { kind: 'list' },
    atLeast: { count: 2 },
    atMost: null,
    strength: 'hard',
    usedUpByElected: false,
  })),
  fixed: [],
  barred: [],
};
const context: ProofContext = {
  input,
  order: ['z', 'a', 'b'],
  question: { candidate: 'x', place: 1 },
  person: 'Omarov',
  quotas: new Map(input.quotas.map(({ id, name }) => [id, name])),
};
const floors = [
  { quota: 'A', from: 1, to: 3, atLeast: 2, times: 1 },
  { quota: 'B', from: 1, to: 3, atLeast: 2, times: 1 },
];
const leaf: Proof = {
  floors,
  ceilings: [{ quota: 'B', from: 2, to: 2, atMost: 1, times: 2 }],
  supplies: [{ counting: ['A', 'B'], times: 1 }],
  dues: [{ counting: [], times: 1 }],
};

describe('a proof in words', () => {
  it('says what is assumed', () => {
    expect(proofAssumption(context, t)).toBe(
      'Suppose Omarov had place 1. Then 2 places would still be open.',
    );
    expect(proofAssumption({ ...context, question: { candidate: 'x', place: null } }, t)).toBe(
      'Suppose Omarov were on the list. Then 3 places would be open.',
    );
  });

  it('says what each quota needs of the open places, and adds up', () => {
    const { leaf: shown } = proofView(
      { floors, ceilings: [], supplies: [{ counting: ['A', 'B'], times: 1 }], dues: [] },
      context,
      t,
    );
    expect(shown?.needs).toEqual([
      '“Women” needs at least 2 more on places 1–3, of which 2 are open.',
      '“Young people” needs at least 2 more on places 1–3, of which 2 are open.',
    ]);
    expect(shown?.sum).toBe(
      'With their weights the quotas ask for 3, and the open places can give at most 2. 3 is more than 2, so there is no such list.',
    );
  });

  it('has every number in a table: ceilings and people left take away, dues add', () => {
    const { leaf: shown } = proofView(leaf, context, t);
    expect(
      shown?.rows.map(({ rule, where, bound, times, weight }) => [
        rule,
        where,
        bound,
        times,
        weight,
      ]),
    ).toEqual([
      ['“Women”', '1–3', 'at least 2', '× 1', '+2'],
      ['“Young people”', '1–3', 'at least 2', '× 1', '+2'],
      ['“Young people”', '2', 'at most 1', '× 2', '−2'],
      ['Those who count for exactly “Women”, “Young people”', '', '1 left', '× 1', '−1'],
      ['Those who count for none of these quotas', '', '0 must get a place', '× 1', '+0'],
    ]);
  });

  it('admits a proof that does not add up', () => {
    const nothing: Proof = { floors: [], ceilings: [], supplies: [], dues: [] };
    expect(proofView(nothing, context, t).leaf?.sum).toContain('this counting proves nothing');
  });

  it('shows two cases, each with its own counting', () => {
    const { fork } = proofView(
      { quota: 'A', from: 2, to: 3, atMost: 1, then: leaf, otherwise: leaf },
      context,
      t,
    );
    expect(fork?.sentence).toContain('However many count for “Women” on places 2–3');
    expect(fork?.cases.map(({ sentence }) => sentence)).toEqual(['At most 1.', 'At least 2.']);
    expect(fork?.cases.every(({ proof }) => proof.leaf !== null)).toBe(true);
  });
});
