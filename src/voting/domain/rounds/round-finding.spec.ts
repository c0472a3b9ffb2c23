import fc from 'fast-check';
import { rankedInOrder } from '../ballots/ballot.js';
import type { CountInput } from './count-input.js';
import { foldBallots } from '../ballots/folded-ballots.js';
import { countRound, type RoundCount } from './round-count.js';

const candidates = 5;
const form = { kind: 'ranking', candidates, ranks: candidates, equalRanks: false } as const;
const orders = fc.array(fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 1 }), {
  minLength: 1,
  maxLength: 25,
});
const methods = fc.constantFrom('irv', 'stv-scottish', 'schulze', 'borda', 'ranked-pairs');

interface Election {
  readonly method: string;
  readonly online: readonly (readonly number[])[];
  readonly paper?: readonly (readonly number[])[];
  readonly left?: readonly number[];
  readonly overrides?: Partial<CountInput['rules']>;
}

function count({ method, online, paper, left = [], overrides }: Election): RoundCount {
  const size = paper?.length ?? 0;
  return countRound({
    rules: {
      form,
      counting: { method, options: {} },
      unitSeats: 2,
      cut: { kind: 'top', count: 2 },
      ties: [{ kind: 'stated-order' }],
      ...overrides,
    },
    rollSize: 100,
    contenders: Array.from({ length: candidates }, (_, at) => ({
      id: `C${at}`,
      birthDate: null,
      groups: [],
      earlierStages: [],
      standing: !left.includes(at),
    })),
    online: foldBallots(candidates, online.map(rankedInOrder)),
    unreadable: 0,
    unopenable: 0,
    paper: {
      cast: size,
      valid: size,
      invalid: 0,
      votes: [],
      ballots: paper ? foldBallots(candidates, paper.map(rankedInOrder)) : null,
      places: [],
    },
    lot: { seed: '00', draw: () => [] },
    decisions: [],
  });
}

describe('countRound of ballots that are counted one by one', () => {
  it('does not ask by which channel a ballot came', () => {
    fc.assert(
      fc.property(methods, orders, orders, (method, first, second) => {
        const apart = count({ method, online: first, paper: second });
        const together = count({ method, online: [...first, ...second] });
        expect(apart.candidates).toEqual(together.candidates);
        expect(apart.rounds).toEqual(together.rounds);
        expect(apart.working).toEqual(together.working);
      }),
    );
  });

  it('elects as many as the cut gives, everybody once and who left last', () => {
    fc.assert(
      fc.property(
        methods,
        orders,
        fc.subarray([0, 1, 2, 3, 4], { maxLength: 3 }),
        (method, online, left) => {
          const result = count({ method, online, left });
          expect(result.outcome).toBe('elected');
          expect(result.candidates.filter(({ elected }) => elected)).toHaveLength(2);
          expect(new Set(result.candidates.map(({ candidacyId }) => candidacyId)).size).toBe(5);
          const last = result.candidates.slice(candidates - left.length);
          expect(last.every(({ standing, elected }) => !standing && !elected)).toBe(true);
          expect(result.valid).toBe(online.length);
          expect(result.onlyWithdrawn).toBe(
            online.filter((order) => order.every((one) => left.includes(one))).length,
          );
        },
      ),
    );
  });

  it('settles a tie of the final ranking by the policy, rank by rank', () => {
    const result = count({ method: 'schulze', online: [[0], [1]] });
    expect(result.candidates.map(({ candidacyId, rank }) => [candidacyId, rank])).toEqual([
      ['C0', 1],
      ['C1', 2],
      ['C2', 3],
      ['C3', 4],
      ['C4', 5],
    ]);
    expect(result.ties[0]).toMatchObject({ at: 'elected', resolvedBy: 'stated-order' });
  });

  it('elects nobody and asks nothing without a quorum, and ranks all the same', () => {
    const quorum = { share: '1/2', round: 'up' } as const;
    const overrides = { quorum, ties: [{ kind: 'ask' }] as const };
    const result = count({ method: 'stv-scottish', online: [[0], [1]], overrides });
    expect(result).toMatchObject({ outcome: 'quorum-not-met', awaited: [] });
    expect(result.candidates.some(({ elected }) => elected)).toBe(false);
    expect(result.candidates).toHaveLength(5);
    expect(result.ties.every(({ resolvedBy }) => resolvedBy !== null)).toBe(true);
  });

  it('has nothing to count where nobody stands any more', () => {
    const result = count({ method: 'irv', online: [[0]], left: [0, 1, 2, 3, 4] });
    expect(result).toMatchObject({ outcome: 'elected', rounds: [], places: 0 });
    expect(result.candidates.map(({ rank, elected }) => [rank, elected])).toEqual(
      Array.from({ length: 5 }, () => [1, false]),
    );
  });
});
