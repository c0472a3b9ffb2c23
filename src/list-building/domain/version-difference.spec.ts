import fc from 'fast-check';
import { versionDifference } from './version-difference.js';

describe('versionDifference', () => {
  it('tells who came in, rose, fell, stayed and left', () => {
    expect(versionDifference(['a', 'b', 'c', 'd'], ['a', 'c', 'e', 'b'])).toEqual([
      { candidate: 'a', from: 1, to: 1, kind: 'stayed' },
      { candidate: 'c', from: 3, to: 2, kind: 'rose' },
      { candidate: 'e', from: null, to: 3, kind: 'came-in' },
      { candidate: 'b', from: 2, to: 4, kind: 'fell' },
      { candidate: 'd', from: 4, to: null, kind: 'left' },
    ]);
  });

  it('moves nobody where a number only became empty', () => {
    expect(versionDifference(['a', 'b', 'c'], ['a', null, 'c'])).toEqual([
      { candidate: 'a', from: 1, to: 1, kind: 'stayed' },
      { candidate: 'c', from: 3, to: 3, kind: 'stayed' },
      { candidate: 'b', from: 2, to: null, kind: 'left' },
    ]);
  });

  it('names everybody once, and as many come in as places are won', () => {
    const list = fc.uniqueArray(fc.integer({ min: 1, max: 12 }).map(String), { maxLength: 8 });
    fc.assert(
      fc.property(list, list, (before, after) => {
        const differences = versionDifference(before, after);
        const count = (of: string) => differences.filter(({ kind }) => kind === of).length;
        const named = differences.map(({ candidate }) => candidate);
        expect([...named].sort()).toEqual([...new Set([...before, ...after])].sort());
        expect(count('stayed')).toBe(before.filter((id, index) => after[index] === id).length);
        expect(count('came-in') - count('left')).toBe(after.length - before.length);
      }),
    );
  });
});
