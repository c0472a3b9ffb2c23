import fc from 'fast-check';
import { ballotsInWords, readWhole } from '../../../../test/support/ballot-files.js';
import { cefReader } from './cef-reader.js';

/** The valid examples of the specification (https://github.com/CondorcetVote/CondorcetElectionFormat, version 1). */
const implicit = `# My beautiful election
#/Candidates: Candidate A;Candidate B;Candidate C
#/Implicit Ranking: true
#/Weight allowed: true

# Here the votes datas:
Candidate A > Candidate B > Candidate C * 42
julien@condorcet.vote , signature:55073db57b0a859911 || Candidate A > Candidate B > Candidate C # Same as above
Candidate C > Candidate A = Candidate B ^7 * 8 # 8 votes with a weight of 7.
Candidate B = Candidate A > Candidate C
Candidate C # Interpreted as Candidate C > Candidate A = Candidate B
Candidate B > Candidate C # Interpreted as Candidate B > Candidate C
`;

const explicit = `#/Candidates: Candidate A ; Candidate B ; Candidate C
#/Number of Seats: 2
#/Implicit Ranking: false
#/Weight allowed: false
Candidate A > Candidate B > Candidate C ^7 *2 # Vote weight is disabled, so ^7 is ignored.
Candidate C>Candidate B
/EMPTY/ * 2 # Two blanks votes.
Candidate B
`;

describe('cefReader', () => {
  it.each([1, 3, 1000])(
    'reads tags, weights, numbers and comments, in pieces of %i bytes',
    (piece) => {
      const read = readWhole(cefReader(null), implicit, piece);
      expect(read).toMatchObject({ ok: true, value: { seats: null, unrankedLast: true } });
      expect(read.ok && ballotsInWords(read.value)).toEqual([
        '43: Candidate A > Candidate B > Candidate C',
        '56: Candidate C > Candidate A = Candidate B',
        '1: Candidate A = Candidate B > Candidate C',
        '1: Candidate C',
        '1: Candidate B > Candidate C',
      ]);
    },
  );

  it('reads a file without implicit ranking and without weights', () => {
    const read = readWhole(cefReader(null), explicit);
    expect(read).toMatchObject({ ok: true, value: { seats: 2, unrankedLast: false } });
    expect(read.ok && ballotsInWords(read.value)).toEqual([
      '2: Candidate A > Candidate B > Candidate C',
      '1: Candidate C > Candidate B',
      '2: ',
      '1: Candidate B',
    ]);
  });

  it('takes the candidates from the votes, or from the order of the count', () => {
    const read = readWhole(cefReader(null), 'Әлия > Болат\nСаид\n');
    expect(read).toMatchObject({ ok: true, value: { candidates: ['Әлия', 'Болат', 'Саид'] } });
    expect(readWhole(cefReader(['B', 'A']), 'A')).toMatchObject({
      value: { candidates: ['B', 'A'] },
    });
  });

  const abc = '#/Candidates: A;B;C\n';
  it.each([
    ['an empty file', '', 1, 1, '#/Candidates, or a vote that names a candidate'],
    ['a comment behind a parameter', '#/Candidates: A;B # on\n', 1, 19, 'no comment behind'],
    ['a parameter that is moved in', ' #/Candidates: A\n', 1, 2, 'at the beginning of their line'],
    [
      'a parameter behind a vote',
      'A > B\n#/Implicit Ranking: true\n',
      2,
      1,
      'before the first vote',
    ],
    ['a parameter without a colon', '#/Implicit Ranking\n', 1, 19, 'a colon'],
    ['a candidate twice', '#/Candidates: A;A\n', 1, 18, 'every name once; A stands twice'],
    ['a nameless candidate', '#/Candidates: A;;B\n', 1, 19, 'names separated by semicolons'],
    ['candidates twice', `${abc}${abc}`, 2, 1, 'the candidates once'],
    ['seats that are no number', '#/Number of Seats: 1.5\n', 1, 23, 'a whole number of seats'],
    ['more seats than candidates', `#/Number of Seats: 4\n${abc}A\n`, 1, 1, 'no more seats than'],
    ['neither true nor false', '#/Weight Allowed: yes\n', 1, 22, 'true or false'],
    ['a sign that is not allowed', 'A < B > C\n', 1, 1, 'a name without ; , / < |'],
    ['an unknown candidate', `${abc}A > X\n`, 2, 5, 'one of the candidates: A, B, C'],
    ['a candidate twice on a ballot', `${abc}A > B > A\n`, 2, 9, 'every candidate once'],
    ['weight behind number', `${abc}A > B * 8 ^7\n`, 2, 11, 'the end of the vote'],
    ['blank as a rank', `${abc}A > /EMPTY/\n`, 2, 5, 'one of the candidates'],
    ['an empty rank', `${abc}A > > B\n`, 2, 5, 'a candidate'],
    ['an end without a candidate', `${abc}A = \n`, 2, 4, 'a candidate'],
    ['no votes', `${abc}A * 0\n`, 2, 4, 'a whole number from 1'],
    ['a negative number', `${abc}A * -2\n`, 2, 5, 'the end of the vote'],
    ['half a vote', `${abc}A * 1.5\n`, 2, 6, 'the end of the vote'],
    ['a weight of nothing', `${abc}A ^ * 2\n`, 2, 4, 'a whole number from 1'],
    ['tags without a vote', `${abc}tag ||\n`, 2, 7, 'a candidate'],
    [
      'too many votes',
      `#/Weight Allowed: true\nA ^99999999 * 99999999\n`,
      2,
      1,
      'no more than 10000000000 ballots together',
    ],
  ])('refuses %s with its place', (_, text, line, column, expected) => {
    const read = readWhole(cefReader(null), text);
    expect(read).toMatchObject({ ok: false, error: { line, column } });
    expect(!read.ok && read.error.expected).toContain(expected);
  });

  it('never throws, whatever the bytes', () => {
    const pieces = fc.constantFrom(
      'A',
      'B',
      '>',
      '=',
      '*',
      '^',
      '3',
      '\n',
      '||',
      '#',
      '#/',
      '/EMPTY/',
      ' ',
      ';',
      'ә',
      abc,
    );
    const texts = fc
      .array(pieces, { maxLength: 40 })
      .map((parts) => new TextEncoder().encode(parts.join('')));
    const bytes = fc.oneof(texts, fc.uint8Array({ maxLength: 200 }));
    fc.assert(
      fc.property(bytes, fc.integer({ min: 1, max: 50 }), (all, piece) => {
        const whole = readWhole(cefReader(null), all);
        expect(readWhole(cefReader(null), all, piece)).toEqual(whole);
      }),
      { numRuns: 1500 },
    );
  });
});
