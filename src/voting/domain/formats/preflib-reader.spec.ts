import fc from 'fast-check';
import { ballotsInWords, readWhole } from '../../../../test/support/ballot-files.js';
import { prefLibReader } from './preflib-reader.js';

function header(type: string, voters: number): string {
  return `# FILE NAME: 00001-00000001.${type}
# TITLE: Debian 2002
# DESCRIPTION:
# DATA TYPE: ${type}
# NUMBER ALTERNATIVES: 3
# NUMBER VOTERS: ${voters}
# NUMBER UNIQUE ORDERS: 2
# ALTERNATIVE NAME 1: Anna: the first
# ALTERNATIVE NAME 2: Болат
# ALTERNATIVE NAME 3: Said
`;
}

const old = '3\n1,Anna\n2,Bulat\n3,Said\n5,5,2\n';

describe('prefLibReader', () => {
  it.each([1, 3, 1000])('reads orders with equal ranks, in pieces of %i bytes', (piece) => {
    const text = `${header('toi', 9)}7: 1,{2,3}\n1: { 2 , 1 } , 3\n1:\n`;
    const read = readWhole(prefLibReader(), text, piece);
    expect(read).toMatchObject({
      ok: true,
      value: {
        title: 'Debian 2002',
        seats: null,
        candidates: ['Anna: the first', 'Болат', 'Said'],
      },
    });
    expect(read.ok && ballotsInWords(read.value)).toEqual([
      '7: Anna: the first > Болат = Said',
      '1: Anna: the first = Болат > Said',
      '1: ',
    ]);
  });

  it('reads files as they were before 2022', () => {
    const read = readWhole(prefLibReader(), `${old}3,1,2,3\n2,{2,3},1\n`);
    expect(read.ok && ballotsInWords(read.value)).toEqual([
      '3: Anna > Bulat > Said',
      '2: Bulat = Said > Anna',
    ]);
  });

  it.each([
    ['an empty file', '', 1, 1, 'the number of alternatives'],
    ['another type of data', '# DATA TYPE: wmd\n', 1, 2, 'the data type soc, soi, toc or toi'],
    ['no alternatives', '# NUMBER ALTERNATIVES: 0\n', 1, 2, 'the number of alternatives, from 1'],
    ['voters in words', '# NUMBER VOTERS: many\n', 1, 2, 'the number of voters'],
    ['a name left out', '# ALTERNATIVE NAME 2: B\n', 1, 2, 'the name of alternative 1'],
    ['a name twice', '# ALTERNATIVE NAME 1: B\n# ALTERNATIVE NAME 2: B\n', 2, 2, 'another name'],
    ['an order before the header', '1: 1\n', 1, 1, 'the number of alternatives'],
    ['too few names', '# NUMBER ALTERNATIVES: 2\n# ALTERNATIVE NAME 1: B\n1: 1\n', 3, 1, '2 names'],
    ['names without their number', '# ALTERNATIVE NAME 1: B\n1: 1\n', 2, 1, 'the header # NUMBER'],
    ['a truncated header', '# NUMBER ALTERNATIVES: 2\n', 1, 25, 'the name of alternative 1'],
    [
      'fewer voters than counted',
      `${header('toi', 8)}7: 1\n`,
      11,
      5,
      '8 voters as the header says; there are 7',
    ],
    ['an order that is not complete', `${header('soc', 1)}1: 1,2\n`, 11, 7, 'all 3 alternatives'],
    ['equal ranks in strict orders', `${header('soi', 1)}1: {1,2}\n`, 11, 4, 'no equal ranks'],
    [
      'an alternative out of range',
      `${header('soi', 1)}1: 4\n`,
      11,
      4,
      'an alternative from 1 to 3',
    ],
    ['an alternative twice', `${header('soi', 1)}1: 2,2\n`, 11, 6, 'every alternative once'],
    ['too many voters', `${header('soi', 1)}10000000001: 2\n`, 11, 1, 'no more than 10000000000'],
    ['no voters', `${header('soi', 1)}0: 2\n`, 11, 1, 'a whole number of voters from 1'],
    ['a fraction of a voter', `${header('soi', 1)}1.5: 2\n`, 11, 2, 'a colon behind the number'],
    ['an open brace', `${header('toi', 1)}1: {1,2\n`, 11, 8, 'a brace that closes the rank'],
    ['an empty rank', `${header('toi', 1)}1: {},1\n`, 11, 5, 'an alternative from 1 to 3'],
    ['a comma at the end', `${header('toi', 1)}1: 1,\n`, 11, 6, 'an alternative from 1 to 3'],
    ['no comma between', `${header('toi', 1)}1: 1 2\n`, 11, 6, 'a comma between alternatives'],
    ['old: a name out of turn', '2\n2,B\n', 2, 1, 'the name of alternative 1'],
    ['old: no numbers behind the names', '1\n1,A\n3,1\n', 3, 1, 'three numbers'],
    ['old: a colon behind the number', `${old}5: 1\n`, 6, 2, 'a comma behind the number'],
    ['old: fewer voters than counted', `${old}3,1\n`, 6, 4, '5 voters as the header says'],
  ])('refuses %s with its place', (_, text, line, column, expected) => {
    const read = readWhole(prefLibReader(), text);
    expect(read).toMatchObject({ ok: false, error: { line, column } });
    expect(!read.ok && read.error.expected).toContain(expected);
  });

  it('never throws, whatever the bytes', () => {
    const pieces = fc.constantFrom('1', '2', '3', ',', ':', '\n', '{', '}', ' ', '#', 'ә', '5: ');
    const texts = fc
      .tuple(fc.constantFrom(header('toi', 9), old, ''), fc.array(pieces, { maxLength: 40 }))
      .map(([head, parts]) => new TextEncoder().encode(head + parts.join('')));
    const bytes = fc.oneof(texts, fc.uint8Array({ maxLength: 200 }));
    fc.assert(
      fc.property(bytes, fc.integer({ min: 1, max: 50 }), (all, piece) => {
        const whole = readWhole(prefLibReader(), all);
        expect(readWhole(prefLibReader(), all, piece)).toEqual(whole);
      }),
      { numRuns: 1500 },
    );
  });
});
