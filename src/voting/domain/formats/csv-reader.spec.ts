import fc from 'fast-check';
import { ballotsInWords, readWhole } from '../../../../test/support/ballot-files.js';
import { csvReader, type CsvExpectation } from './csv-reader.js';

const ranked: CsvExpectation = { candidates: null, form: 'ranking' };

function words(text: string, expectation = ranked, piece?: number): string[] {
  const read = readWhole(csvReader(expectation), text, piece);
  return read.ok ? ballotsInWords(read.value) : [JSON.stringify(read.error)];
}

describe('csvReader', () => {
  it.each([1, 3, 1000])('reads names in order, in pieces of %i bytes', (piece) => {
    const text =
      'count,1,2,3\n40,Ахметов,"Ким, А.", \r\n7, Сәрсен ,,\n\n5,"","",""\n40,Ахметов,"Ким, А."\n';
    expect(words(text, ranked, piece)).toEqual(['80: Ахметов > Ким, А.', '7: Сәрсен', '5: ']);
  });

  it('reads semicolons and tabs as well', () => {
    expect(words('1;2\nA;B, C\n')).toEqual(['1: A > B, C']);
    expect(words('1\t2\nA\tB\n')).toEqual(['1: A > B']);
  });

  it('puts names with = between them on one rank, unless they are quoted or known', () => {
    expect(words('1,2\nA = B,C\n"A=B","C ""x"""\nA=B,C\n')).toEqual([
      '1: A = B > C',
      '1: A=B > C "x"',
      '1: A=B > C',
    ]);
  });

  it('finds every one of many names again', () => {
    const names = Array.from({ length: 3000 }, (_, index) => `Үміткер ${index}`);
    const rows = [...names, ...names.toReversed()].map((name) => `${name}\n`).join('');
    expect(words(`1\n${rows}`)).toEqual(names.map((name) => `2: ${name}`));
  });

  it('reads a table of values by candidate', () => {
    const text = 'count,Anna,Bulat,Said\n2,5,,0\n1,0,3,65535\n1,,,\n';
    const read = readWhole(csvReader({ candidates: null, form: 'rating' }), text);
    expect(read).toMatchObject({
      ok: true,
      value: { content: 'values', candidates: ['Anna', 'Bulat', 'Said'] },
    });
    expect(read.ok && ballotsInWords(read.value)).toEqual([
      '2: Anna:5 Said:0',
      '1: Anna:0 Bulat:3 Said:65535',
      '1: ',
    ]);
  });

  it('leaves ranks out where the order says nothing', () => {
    expect(words('1,2\n,A\n', { candidates: null, form: 'rating' })).toEqual(['1: A']);
    expect(words('A,B\n,2\n', { candidates: null, form: 'single' })).toEqual(['1: B:2']);
  });

  const closed: CsvExpectation = { candidates: ['A', 'B'], form: 'ranking' };
  it.each([
    ['an empty file', ranked, '', 1, 1, 'a header'],
    ['only blank lines', ranked, ' \n\n', 2, 1, 'a header'],
    ['a header of nothing but count', ranked, 'count\n', 1, 6, 'a header'],
    ['a gap in the header', ranked, '1,3\nA\n', 1, 3, 'the header "2"'],
    ['a candidate twice in the header', ranked, 'A,B,A\n', 1, 5, 'every candidate once'],
    ['an empty name in the header', ranked, 'A,,B\n', 1, 3, 'the name of a candidate'],
    ['an unknown name in the header', closed, 'A,X\n', 1, 3, 'one of the candidates: A, B'],
    [
      'a number of ballots in words',
      ranked,
      'count,1\nmany,A\n',
      2,
      1,
      'a whole number of ballots',
    ],
    ['no ballots at all', ranked, 'count,1\n0,A\n', 2, 1, 'a whole number of ballots from 1'],
    ['a negative number of ballots', ranked, 'count,1\n-1,A\n', 2, 1, 'a whole number of ballots'],
    ['a fraction of a ballot', ranked, 'count,1\n1.5,A\n', 2, 1, 'a whole number of ballots'],
    [
      'too many ballots',
      ranked,
      'count,1\n10000000000,A\n1,A\n',
      3,
      1,
      'no more than 10000000000 ballots',
    ],
    ['no number of ballots', ranked, 'count,1\n,A\n', 2, 1, 'a whole number of ballots'],
    ['a row that is too long', ranked, '1,2\nA,B\nA,B,C\n', 3, 5, 'no more than the 2 columns'],
    ['a rank left out', ranked, '1,2,3\nA,,B\n', 2, 3, 'no rank left out'],
    ['a candidate twice', ranked, '1,2,3\nA,B,A\n', 2, 5, 'every candidate once on a ballot'],
    ['a candidate twice on a rank', ranked, '1,2\nA=A\n', 2, 3, 'every candidate once on a ballot'],
    ['nothing beside =', ranked, '1,2\nA=,B\n', 2, 3, 'a candidate on both sides of ='],
    ['an unknown candidate', closed, '1,2\nA,X\n', 2, 3, 'one of the candidates: A, B'],
    ['an open quotation', ranked, '1\n"A\n', 2, 3, 'well-formed CSV'],
    ['text behind a quotation', ranked, '1\n"A"B\n', 2, 4, 'well-formed CSV'],
    ['a quotation within a name', ranked, '1\nA"B"\n', 2, 2, 'well-formed CSV'],
    ['nobody named', ranked, '1\n""\n', 2, 3, 'at least one ballot that names a candidate'],
    ['a word for a value', ranked, 'A,B\n1,first\n', 2, 3, 'a whole number up to 65535'],
    ['a value that is too large', ranked, 'A,B\n1,65536\n', 2, 3, 'a whole number up to 65535'],
    ['too few values', ranked, 'A,B,C\n1,2\n', 2, 4, '3 cells, as many as the header has'],
    ['too many values', ranked, 'A,B\n1,2,3\n', 2, 5, 'no more than the 2 columns'],
    ['a gap among the ranks', ranked, 'A,B\n1,3\n', 2, 4, 'rank 2 on this ballot'],
  ])('refuses %s with its place', (_, expectation, text, line, column, expected) => {
    const read = readWhole(csvReader(expectation), text);
    expect(read).toMatchObject({ ok: false, error: { line, column } });
    expect(!read.ok && read.error.expected).toContain(expected);
  });

  it('never throws, whatever the bytes', () => {
    const pieces = fc.constantFrom(
      '1',
      '2',
      ',',
      '\n',
      '=',
      '"',
      '""',
      'A',
      'B',
      'ә',
      ' ',
      ';',
      'count',
    );
    const texts = fc
      .tuple(
        fc.constantFrom('1,2\n', 'count,1,2\n', 'A,B\n', ''),
        fc.array(pieces, { maxLength: 40 }),
      )
      .map(([header, parts]) => new TextEncoder().encode(header + parts.join('')));
    fc.assert(
      fc.property(
        fc.oneof(texts, fc.uint8Array({ maxLength: 200 })),
        fc.constantFrom('single', 'rating', 'ranking', 'score'),
        fc.integer({ min: 1, max: 50 }),
        (bytes, form, piece) => {
          const expectation = { candidates: null, form };
          const whole = readWhole(csvReader(expectation), bytes);
          expect(readWhole(csvReader(expectation), bytes, piece)).toEqual(whole);
        },
      ),
      { numRuns: 1500 },
    );
  });
});
