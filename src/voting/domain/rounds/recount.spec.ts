import { countInForce, leftSince, movedBetween, recountFaults, waitingCount } from './recount.js';
import { countRound, type RoundCount } from './round-count.js';
import { plainMarks } from '../ballots/ballot.js';
import { foldBallots } from '../ballots/folded-ballots.js';

/** Three candidates with three, two and one vote, one place; those named have left. */
function counted(...left: string[]): RoundCount {
  const ids = ['A', 'B', 'C'];
  return countRound({
    rules: {
      form: { kind: 'single', candidates: 3 },
      counting: { method: 'plurality', options: {} },
      unitSeats: 1,
      cut: { kind: 'top', count: 1 },
      ties: [{ kind: 'ask' }],
    },
    rollSize: 6,
    contenders: ids.map((id) => ({
      id,
      birthDate: null,
      groups: [],
      earlierStages: [],
      standing: !left.includes(id),
    })),
    online: foldBallots(3, [[0], [0], [0], [1], [1], [2]].map(plainMarks)),
    unreadable: 0,
    unopenable: 0,
    paper: { cast: 0, valid: 0, invalid: 0, votes: [0, 0, 0], ballots: null, places: [] },
    lot: { seed: '00', draw: () => [] },
    decisions: [],
  });
}

const waiting: RoundCount = { ...counted('A'), outcome: 'waiting' };

describe('leftSince', () => {
  it('names who stood in the first count and does not any more', () => {
    expect(leftSince(counted(), new Set(['B']))).toEqual(['A', 'C']);
    expect(leftSince(counted('C'), new Set(['B']))).toEqual(['A']);
  });
});

describe('recountFaults', () => {
  it('lets somebody be taken out', () => {
    expect(recountFaults(counted(), counted(), new Set(['B', 'C']))).toEqual([]);
  });

  it('finds nothing to count again while the same people stand as in the count in force', () => {
    const nobody = [{ kind: 'nobody-left' }];
    expect(recountFaults(counted(), counted(), new Set(['A', 'B', 'C']))).toEqual(nobody);
    expect(recountFaults(counted(), counted('A'), new Set(['B', 'C']))).toEqual(nobody);
  });

  it('lets somebody back who stood in the first count', () => {
    expect(recountFaults(counted(), counted('A'), new Set(['A', 'B', 'C']))).toEqual([]);
  });

  it('lets nobody in who had left before it', () => {
    expect(recountFaults(counted('C'), counted('C'), new Set(['B', 'C']))).toEqual([
      { kind: 'somebody-returned', candidacies: ['C'] },
    ]);
  });
});

describe('countInForce', () => {
  it('is the last complete count', () => {
    const [first, second] = [counted(), counted('A')];
    expect(countInForce(first, [])).toBe(first);
    expect(countInForce(first, [second])).toBe(second);
    expect(countInForce(first, [waiting])).toBe(first);
    expect(countInForce(first, [second, waiting])).toBe(second);
  });
});

describe('waitingCount', () => {
  it('is the last count where that waits', () => {
    expect(waitingCount(waiting, [])).toBe(waiting);
    expect(waitingCount(counted(), [waiting])).toBe(waiting);
    expect(waitingCount(counted(), [])).toBeNull();
    expect(waitingCount(counted(), [waiting, counted('A')])).toBeNull();
  });
});

describe('movedBetween', () => {
  it('says who moved and from where, and leaves out who stayed', () => {
    expect(movedBetween(counted(), counted('A'))).toEqual([
      {
        candidacyId: 'B',
        before: { rank: 2, elected: false },
        after: { rank: 1, elected: true },
      },
      {
        candidacyId: 'C',
        before: { rank: 3, elected: false },
        after: { rank: 2, elected: false },
      },
      {
        candidacyId: 'A',
        before: { rank: 1, elected: true },
        after: { rank: 3, elected: false },
      },
    ]);
    expect(movedBetween(counted(), counted('C'))).toEqual([]);
  });

  it('says nothing of somebody whom the first count does not know', () => {
    const first = counted();
    const known = { ...first, candidates: first.candidates.slice(1) };
    expect(movedBetween(known, counted('C'))).toEqual([]);
  });
});
