import fc from 'fast-check';
import { canonicalMarks, plainMarks, rankedInOrder, type Ballot } from './ballot.js';
import {
  ballotFolder,
  ballotsTogether,
  foldBallots,
  sortBallots,
  unfold,
  withoutCandidates,
} from './folded-ballots.js';

const ballots: fc.Arbitrary<Ballot[]> = fc.array(
  fc.uniqueArray(fc.nat(6), { maxLength: 5 }).chain((marked) =>
    fc
      .array(fc.integer({ min: 0, max: 3 }), {
        minLength: marked.length,
        maxLength: marked.length,
      })
      .map((values) => marked.map((candidate, at) => ({ candidate, value: values[at]! }))),
  ),
  { maxLength: 60 },
);

/** A second way to fold: by the text of the ballot. */
function naiveFold(cast: readonly Ballot[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const ballot of cast) {
    const text = JSON.stringify(canonicalMarks(ballot));
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return counts;
}

describe('foldBallots', () => {
  it('takes equal choices together whatever the order of their marks', () => {
    const folded = foldBallots(4, [[1, 2], [3], [2, 1]].map(plainMarks));
    expect(unfold(folded)).toEqual([
      { ballot: plainMarks([1, 2]), count: 2 },
      { ballot: plainMarks([3]), count: 1 },
    ]);
  });

  it('keeps ballots apart that differ in a value only', () => {
    expect(foldBallots(3, [rankedInOrder([0, 1]), rankedInOrder([1, 0])]).distinct).toBe(2);
  });

  it('agrees with a naive fold', () => {
    fc.assert(
      fc.property(ballots, (cast) => {
        const folded = unfold(foldBallots(7, cast));
        expect(new Map(folded.map(({ ballot, count }) => [JSON.stringify(ballot), count]))).toEqual(
          naiveFold(cast),
        );
      }),
    );
  });

  it('keeps a hundred thousand different ballots apart while it grows', () => {
    const folder = ballotFolder();
    for (let ballot = 0; ballot < 100_000; ballot++) {
      const marked = [ballot % 317, 400 + Math.floor(ballot / 317)];
      folder.add(marked, [1, 2], 2, 1);
      folder.add(marked, [1, 2], 2, 2);
    }
    const folded = folder.finish(900);
    expect(folded.distinct).toBe(100_000);
    expect(new Set(folded.counts)).toEqual(new Set([3]));
    expect(ballotsTogether(folded)).toBe(300_000);
  });
});

describe('sortBallots', () => {
  it('sets aside what has a fault and says how many for which reason', () => {
    const folded = foldBallots(3, [[0], [], [1], []].map(plainMarks));
    const { valid, invalid, invalidBy } = sortBallots(folded, (index) =>
      folded.starts[index] === folded.starts[index + 1] ? 'blank' : null,
    );
    expect(unfold(valid).map(({ ballot }) => ballot)).toEqual([plainMarks([0]), plainMarks([1])]);
    expect({ invalid, invalidBy }).toEqual({ invalid: 2, invalidBy: { blank: 2 } });
  });
});

describe('withoutCandidates', () => {
  it('reads over the names of those who left and folds what has become equal', () => {
    const folded = foldBallots(3, [
      [
        { candidate: 0, value: 1 },
        { candidate: 1, value: 2 },
      ],
      [
        { candidate: 2, value: 1 },
        { candidate: 1, value: 2 },
      ],
      [{ candidate: 2, value: 1 }],
    ]);
    expect(unfold(withoutCandidates(folded, new Set([0, 2])))).toEqual([
      { ballot: [{ candidate: 1, value: 2 }], count: 2 },
      { ballot: [], count: 1 },
    ]);
  });

  it('loses no ballot', () => {
    fc.assert(
      fc.property(ballots, fc.uniqueArray(fc.nat(6)), (cast, gone) => {
        const rest = withoutCandidates(foldBallots(7, cast), new Set(gone));
        expect(ballotsTogether(rest)).toBe(cast.length);
        expect([...rest.marked].some((candidate) => gone.includes(candidate))).toBe(false);
      }),
    );
  });
});
