import fc from 'fast-check';
import { foldRanked, readPreferences } from '../../../../test/support/preference-lines.js';
import { foldBallots } from '../ballots/folded-ballots.js';
import { pairwiseMatrix, rowsOf, type UnrankedRule } from './pairwise.js';

const nobody = { withdrawn: new Set<number>() };

function rowsFor(text: string, unranked: UnrankedRule, withdrawn: readonly number[] = []): unknown {
  const ballots = foldRanked(readPreferences(text, ['A', 'B', 'C', 'D']));
  const { preferred } = pairwiseMatrix(ballots, unranked, { withdrawn: new Set(withdrawn) });
  return rowsOf(preferred, 4);
}

describe('pairwiseMatrix', () => {
  it('places the unranked below all ranked, and compares them with nobody else', () => {
    expect(rowsFor('A > B * 3', 'last')).toEqual([
      [0, 3, 3, 3],
      [0, 0, 3, 3],
      [0, 0, 0, 0],
      [0, 0, 0, 0],
    ]);
  });

  it('says nothing about the unranked where they are apart', () => {
    expect(rowsFor('A > B * 3', 'apart')).toEqual([
      [0, 3, 0, 0],
      [0, 0, 0, 0],
      [0, 0, 0, 0],
      [0, 0, 0, 0],
    ]);
  });

  it('counts an equal rank for neither', () => {
    expect(rowsFor('A = C > B * 2\n B', 'last')).toEqual([
      [0, 2, 0, 2],
      [1, 0, 1, 3],
      [0, 2, 0, 2],
      [0, 0, 0, 0],
    ]);
  });

  it('leaves out who left the race', () => {
    expect(rowsFor('A > D * 2', 'last', [1, 2])).toEqual([
      [0, 0, 0, 2],
      [0, 0, 0, 0],
      [0, 0, 0, 0],
      [0, 0, 0, 0],
    ]);
  });

  it('gives for folded ballots what single ballots give together', () => {
    const mark = fc.record({
      candidate: fc.nat({ max: 4 }),
      value: fc.integer({ min: 1, max: 3 }),
    });
    const ballot = fc.uniqueArray(mark, { selector: ({ candidate }) => candidate, minLength: 1 });
    const unranked = fc.constantFrom<UnrankedRule>('last', 'apart');
    fc.assert(
      fc.property(fc.array(ballot), unranked, (ballots, rule) => {
        const together = pairwiseMatrix(foldBallots(5, ballots), rule, nobody).preferred;
        const summed = new Float64Array(25);
        for (const one of ballots)
          pairwiseMatrix(foldBallots(5, [one]), rule, nobody).preferred.forEach((voters, at) => {
            summed[at]! += voters;
          });
        expect(together).toEqual(summed);
      }),
    );
  });
});
