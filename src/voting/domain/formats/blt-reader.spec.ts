import fc from 'fast-check';
import { ballotsInWords, readWhole } from '../../../../test/support/ballot-files.js';
import { bltReader } from './blt-reader.js';

/** The example of OpenTally's description of the format (docs/blt-fmt.md), which follows Hill, Wichmann and Woodall. */
const openTally = `4 2
-2
3 1 3 4 0
4 1 3 2 0
2 4 1=3 0
1 2 0
2 2=4=3 1 0
1 3 4 2 0
0
"Adam"
"Basil"
"Charlotte"
"Donald"
"Title"
`;

describe('bltReader', () => {
  it('reads weights, withdrawals, equal ranks, names and the title', () => {
    const read = readWhole(bltReader(), openTally);
    expect(read).toMatchObject({
      ok: true,
      value: {
        title: 'Title',
        seats: 2,
        candidates: ['Adam', 'Basil', 'Charlotte', 'Donald'],
        withdrawn: [1],
        tieOrder: null,
      },
    });
    expect(read.ok && ballotsInWords(read.value)).toEqual([
      '3: Adam > Charlotte > Donald',
      '4: Adam > Charlotte > Basil',
      '2: Donald > Adam = Charlotte',
      '1: Basil',
      '2: Basil = Charlotte = Donald > Adam',
      '1: Charlotte > Donald > Basil',
    ]);
  });

  it.each([1, 2, 3, 5, 7, 11])('reads the same in pieces of %i bytes', (piece) => {
    const text = `\ufeff${openTally.replaceAll('\n', '\r\n')}`.replace('Adam', 'Әсет');
    const read = readWhole(bltReader(), text, piece);
    expect(read).toMatchObject({
      ok: true,
      value: { candidates: ['Әсет', 'Basil', 'Charlotte', 'Donald'] },
    });
    expect(read.ok && ballotsInWords(read.value)).toContain('2: Donald > Әсет = Charlotte');
  });

  it('reads comments, names of ballots, options, blank ballots, several ballots on a line', () => {
    const text = `3 1 # three candidates
/* withdrawn: nobody
   2 1 0 is no ballot */
[nick a b c] [tie c 1 b] [droop arithmetic=fixed]
(paper 1) a c 0 (paper-2) 3=b 0 # two ballots
1 0 2 0
0
Anna "Said ""Big"" Said" "C#" "An election" "source" "comment"`;
    const read = readWhole(bltReader(), text);
    expect(read).toMatchObject({
      ok: true,
      value: {
        title: 'An election',
        candidates: ['Anna', 'Said "Big" Said', 'C#'],
        tieOrder: [2, 0, 1],
      },
    });
    expect(read.ok && ballotsInWords(read.value)).toEqual([
      '1: Anna > C#',
      '1: Said "Big" Said = C#',
      '3: ',
    ]);
  });

  it('has room for many candidates', () => {
    const numbers = Array.from({ length: 65535 }, (_, index) => index + 1);
    const names = numbers.map((number) => `"C${number}"`).join('\n');
    const read = readWhole(
      bltReader(),
      `65535 1\n1 65535 70 1 0\n1 ${numbers.join(' ')} 0\n0\n${names}`,
    );
    expect(read.ok && ballotsInWords(read.value)[0]).toBe('1: C65535 > C70 > C1');
    expect(read.ok && read.value.ballots.marked.length).toBe(65538);
  });

  it.each([
    ['an empty file', '', 1, 1, 'the number of candidates and the number of seats'],
    ['only a first number', '3', 1, 2, 'the number of seats'],
    ['no seats in digits', '3 x\n', 1, 3, 'the number of seats, from 1 to 3'],
    ['more seats than candidates', '3 4\n', 1, 3, 'the number of seats, from 1 to 3'],
    ['no seat', '3 0\n', 1, 3, 'the number of seats, from 1 to 3'],
    ['no candidate', '0 1\n', 1, 1, 'the number of candidates, from 1 to 65535'],
    ['too many candidates', '65536 1\n', 1, 1, 'the number of candidates, from 1 to 65535'],
    ['a withdrawn stranger', '3 1\n-4\n', 2, 1, 'a withdrawn candidate from -1 to -3'],
    ['somebody withdrawn twice', '3 1\n-2 -2\n', 2, 4, 'every withdrawn candidate once'],
    ['a negative weight at first', '3 1\n-2 1 3 0\n', 2, 4, 'the end of the line behind'],
    ['a weight of zero', '3 1\n0 1 3 0\n', 2, 3, 'the name of candidate 1 in quotation marks'],
    ['an unknown option', '3 1\n[quota 3]\n', 2, 1, 'one of the options'],
    ['an open option', '3 1\n[tie 1 2 3\n', 2, 11, 'a bracket that closes the option'],
    ['a tie order without somebody', '3 1\n[tie 1 2]\n', 2, 1, '[tie …] with every candidate'],
    ['a short name twice', '3 1\n[nick a b a]\n', 2, 1, '[nick …] with 3 different short names'],
    ['a missing closing 0', '3 1\n1 2 3\n1 1 0\n0\n', 2, 6, 'the 0 that ends the ballot'],
    ['a candidate out of range', '3 1\n1 2 4 0\n', 2, 5, 'a candidate from 1 to 3'],
    ['a candidate twice', '3 1\n1 2 1 2 0\n', 2, 7, 'every candidate once on a ballot'],
    ['a candidate twice on a rank', '3 1\n1 2=2 0\n', 2, 5, 'every candidate once on a ballot'],
    ['a rank left out', '3 1\n1 2 - 3 0\n', 2, 5, 'no rank left out'],
    ['an end behind =', '3 1\n1 2= 0\n', 2, 5, 'a candidate from 1 to 3'],
    ['a 0 behind =', '3 1\n1 2=0\n', 2, 5, 'a candidate from 1 to 3'],
    ['a fraction of a ballot', '3 1\n1.5 2 0\n', 2, 1, 'a whole number of ballots'],
    ['a negative number of ballots', '3 1\n1 1 0\n-2 1 0\n', 3, 1, 'a whole number of ballots'],
    ['a number of ballots too long', '3 1\n1234567890123456 1 0\n', 2, 1, 'at most 11 digits'],
    ['too many ballots', '3 1\n10000000001 1 0\n', 2, 1, 'no more than 10000000000 ballots'],
    ['a word for a candidate', '3 1\n1 two 0\n', 2, 3, 'a candidate from 1 to 3'],
    ['an open ballot name', '3 1\n(paper 1 0\n', 2, 11, 'a parenthesis that closes'],
    [
      'no 0 behind the ballots',
      '3 1\n1 2 0\n',
      2,
      6,
      'another ballot, or the 0 that ends the ballots',
    ],
    ['no names', '2 1\n1 2 0\n0\n', 3, 2, 'the name of candidate 1'],
    ['too few names', '2 1\n1 2 0\n0\n"A"\n', 4, 4, 'the name of candidate 2'],
    [
      'a ballot behind the ballots',
      '2 1\n0\n1 2 0\n',
      3,
      1,
      'the name of candidate 1 in quotation',
    ],
    ['too many names', '1 1\n0\n"A"\n"T"\n"S"\n"C"\n"X"\n', 7, 1, 'the end of the file'],
    ['a name twice', '2 1\n0\n"A"\n"A"\n', 4, 1, 'another name for candidate 2'],
    ['an empty name', '2 1\n0\n"A"\n" "\n', 4, 1, 'a name for candidate 2'],
    ['an open quotation', '1 1\n0\n"A\n', 3, 3, 'a quotation mark that ends the text'],
    ['text behind a quotation', '1 1\n0\n"A"B\n', 3, 3, 'a quotation mark that ends the text'],
    ['an open comment', '1 1\n/* 0\n"A"\n', 3, 4, 'the end of the comment'],
  ])('refuses %s with its place', (_, text, line, column, expected) => {
    const read = readWhole(bltReader(), text);
    expect(read).toMatchObject({ ok: false, error: { line, column } });
    expect(!read.ok && read.error.expected).toContain(expected);
  });

  it('never throws, whatever the bytes', () => {
    const pieces = fc.constantFrom(
      '1',
      '2',
      ' ',
      '0',
      '\n',
      '=',
      '"',
      '-',
      '(',
      ')',
      '/*',
      '*/',
      '[tie 1]',
      '#',
      'a',
      'ә',
    );
    const texts = fc
      .array(pieces, { maxLength: 40 })
      .map((parts) => new TextEncoder().encode(`2 1\n${parts.join('')}`));
    fc.assert(
      fc.property(
        fc.oneof(texts, fc.uint8Array({ maxLength: 200 })),
        fc.integer({ min: 1, max: 50 }),
        (bytes, piece) => {
          const whole = readWhole(bltReader(), bytes);
          expect(readWhole(bltReader(), bytes, piece)).toEqual(whole);
        },
      ),
      { numRuns: 1500 },
    );
  });
});
