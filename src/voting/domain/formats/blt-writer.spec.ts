import fc from 'fast-check';
import { readWhole } from '../../../../test/support/ballot-files.js';
import { foldBallots } from '../ballots/folded-ballots.js';
import { bltReader } from './blt-reader.js';
import { bltText, type BltContent } from './blt-writer.js';

const names = fc.uniqueArray(
  fc
    .string({ unit: 'grapheme', minLength: 1 })
    .filter((name) => name.trim() !== '' && !/\p{Cc}/u.test(name)),
  { minLength: 1, maxLength: 6 },
);

const contents: fc.Arbitrary<BltContent> = names.chain((candidates) => {
  const positions = candidates.map((_, position) => position);
  const some = fc.shuffledSubarray(positions);
  const ballot = fc.tuple(some, fc.array(fc.boolean())).map(([ranked, shares]) => {
    let rank = 0;
    return ranked.map((candidate, index) => {
      if (index === 0 || !shares[index]) rank += 1;
      return { candidate, value: rank };
    });
  });
  return fc.record({
    title: fc.option(fc.string({ unit: 'grapheme' }).filter((title) => !/\p{Cc}/u.test(title))),
    seats: fc.integer({ min: 1, max: candidates.length }),
    candidates: fc.constant(candidates),
    withdrawn: some,
    tieOrder: fc.option(fc.shuffledSubarray(positions, { minLength: positions.length })),
    ballots: fc.array(ballot, { maxLength: 8 }).map((all) => foldBallots(candidates.length, all)),
  });
});

describe('bltText', () => {
  it('writes what the reader reads back', () => {
    fc.assert(
      fc.property(contents, (content) => {
        const read = readWhole(bltReader(), [...bltText(content)].join(''));
        expect(read).toEqual({
          ok: true,
          value: { ...content, content: 'ranking', unrankedLast: false },
        });
      }),
      { numRuns: 1000 },
    );
  });

  it('writes a large file in pieces', () => {
    const ballots = foldBallots(
      100,
      Array.from({ length: 9999 }, (_, index) => [
        { candidate: index % 100, value: 1 },
        { candidate: index % 100 === 0 ? 99 : 0, value: 2 + Math.floor(index / 100) },
      ]),
    );
    const content = { title: null, seats: null, withdrawn: [], tieOrder: null, ballots };
    const candidates = Array.from({ length: 100 }, (_, index) => `C${index}`);
    expect([...bltText({ ...content, candidates })]).toHaveLength(5);
  });
});
