import fc from 'fast-check';
import { layPaths, passOver, passThrough } from './ballot-paths.js';
import { keptVotes, productRoundedUp, wholeVote } from './kept-votes.js';
import type { Preferences } from '../ballots/preferences.js';

function preferencesOf(candidates: number, rows: readonly (readonly number[])[]): Preferences {
  const rankings = rows.map(([, ...ranking]) => ranking);
  const starts = [0];
  for (const ranking of rankings) starts.push((starts.at(-1) ?? 0) + ranking.length);
  return {
    candidates,
    distinct: rows.length,
    counts: Float64Array.from(rows, ([count]) => count ?? 0),
    starts: Uint32Array.from(starts),
    marked: Uint16Array.from(rankings.flat()),
  };
}

describe('productRoundedUp', () => {
  it('has the digits of the exact product', () => {
    const part = fc.integer({ min: 0, max: wholeVote });
    fc.assert(
      fc.property(part, part, (a, b) => {
        const product = BigInt(a) * BigInt(b);
        const exact = (product + 999_999_999n) / 1_000_000_000n;
        expect(BigInt(productRoundedUp(a, b))).toBe(exact);
      }),
      { numRuns: 20_000 },
    );
  });

  it.each([
    [wholeVote, wholeVote, wholeVote],
    [wholeVote, 1, 1],
    [1, 1, 1],
    [0, wholeVote, 0],
    [500_000_000, 2, 1],
    [500_000_001, 2, 2],
    [999_999_999, 999_999_999, 999_999_999],
  ])('of %d and %d is %d', (a, b, kept) => {
    expect(productRoundedUp(a, b)).toBe(kept);
  });
});

describe('keptVotes', () => {
  it('takes from every ballot and passes the rest on', () => {
    const paths = layPaths(
      preferencesOf(3, [
        [3, 0, 1],
        [2, 0, 2, 1],
        [1, 1],
      ]),
      [0, 1, 2],
    );
    passThrough(paths, 0);
    // A third, rounded up: of 5 ballots 0.333333334 each.
    expect(keptVotes(paths, [333_333_334, wholeVote, wholeVote])).toEqual([
      1_666_666_670n,
      2_999_999_998n,
      1_333_333_332n,
    ]);
    passOver(paths, 2);
    expect(keptVotes(paths, [333_333_334, wholeVote, 0])).toEqual([
      1_666_666_670n,
      4_333_333_330n,
      0n,
    ]);
  });

  it('is exact where the votes pass what a number holds', () => {
    const paths = layPaths(preferencesOf(2, [[20_000_000_001, 0, 1]]), [0, 1]);
    passThrough(paths, 0);
    expect(keptVotes(paths, [999_999_999, wholeVote])).toEqual([
      20_000_000_001n * 999_999_999n,
      20_000_000_001n,
    ]);
  });

  it('takes no more than a ballot has', () => {
    const paths = layPaths(preferencesOf(2, [[1, 0, 1]]), [0, 1]);
    passThrough(paths, 0);
    expect(keptVotes(paths, [wholeVote + 1, wholeVote])).toEqual([1_000_000_000n, 0n]);
  });
});
