import fc from 'fast-check';
import { ballotsInWords, readWhole } from '../../../../test/support/ballot-files.js';
import { jsonLinesReader } from './json-lines-reader.js';

const head = '{"candidates":["A","B","C"]}\n';

function words(text: string, piece?: number): string[] {
  const read = readWhole(jsonLinesReader(), text, piece);
  return read.ok ? ballotsInWords(read.value) : [JSON.stringify(read.error)];
}

describe('jsonLinesReader', () => {
  it.each([1, 3, 1000])('reads rankings with equal ranks, in pieces of %i bytes', (piece) => {
    const text =
      `{ "title" : "Ward 4", "candidates": [ "Әлия", "B \\"x\\"", "\\u0053aid" ], "seats": 2,
"withdrawn"`.replace('\n', ' ') +
      `: ["Said"], "tieOrder": ["Said", "Әлия", "B \\"x\\""], "unrankedLast" : true }
{ "count" : 3, "ranking" : [ "Әлия", [ "Said", "B \\u0022x\\u0022" ] ] }

{"ranking":[["\\u04d8лия"]],"count":2}\r
{"ranking":[]}`;
    const read = readWhole(jsonLinesReader(), text, piece);
    expect(read).toMatchObject({
      ok: true,
      value: {
        title: 'Ward 4',
        seats: 2,
        candidates: ['Әлия', 'B "x"', 'Said'],
        withdrawn: [2],
        tieOrder: [2, 0, 1],
        unrankedLast: true,
        content: 'ranking',
      },
    });
    expect(read.ok && ballotsInWords(read.value)).toEqual([
      '3: Әлия > B "x" = Said',
      '2: Әлия',
      '1: ',
    ]);
  });

  it('reads marks and scores', () => {
    expect(words(`${head}{"marks":["C","A"]}\n{"marks":[],"count":4}\n`)).toEqual([
      '1: A:1 C:1',
      '4: ',
    ]);
    expect(words(`${head}{"scores":{"C":0,"A":65535}}\n{"scores":{}}\n`)).toEqual([
      '1: A:65535 C:0',
      '1: ',
    ]);
  });

  it.each([
    ['an empty file', '', 1, 1, 'a first line'],
    ['no object', '[]\n', 1, 1, '{'],
    ['no candidates', '{"seats":1}\n', 1, 1, '"candidates" with at least one name'],
    ['a candidate twice', '{"candidates":["A","A"]}', 1, 20, 'every name once'],
    ['a nameless candidate', '{"candidates":[" "]}', 1, 16, 'every name once'],
    ['an unknown key', '{"who":1}\n', 1, 8, 'one of the keys candidates'],
    ['a key twice', '{"seats":1,"seats":1}\n', 1, 12, 'every key once'],
    ['more seats than candidates', '{"candidates":["A"],"seats":2}\n', 1, 1, '"seats" from 1 to 1'],
    [
      'seats in quotation marks',
      '{"candidates":["A"],"seats":"1"}\n',
      1,
      29,
      'a whole number of seats',
    ],
    ['a stranger withdrawn', '{"candidates":["A"],"withdrawn":["B"]}\n', 1, 1, 'only candidates'],
    [
      'a tie order without somebody',
      '{"candidates":["A","B"],"tieOrder":["B"]}\n',
      1,
      1,
      'every candidate once',
    ],
    ['neither true nor false', '{"unrankedLast":1}\n', 1, 17, 'true or false'],
    ['an open object', '{"candidates":["A"]\n', 1, 20, ', or }'],
    ['text behind the object', '{"candidates":["A"]} x\n', 1, 22, 'the end of the line'],
    ['a ballot of nothing', `${head}{}\n`, 2, 2, 'a key in quotation marks'],
    ['only a number of ballots', `${head}{"count":2}\n`, 2, 11, '"ranking", "marks" or "scores"'],
    ['no ballots', `${head}{"count":0,"marks":[]}\n`, 2, 10, 'a whole number of ballots from 1'],
    [
      'too many ballots',
      `${head}{"count":10000000001,"marks":[]}\n`,
      2,
      1,
      'no more than 10000000000',
    ],
    [
      'a fraction of a ballot',
      `${head}{"count":1.5,"marks":[]}\n`,
      2,
      10,
      'a whole number of ballots',
    ],
    ['a negative number', `${head}{"count":-1,"marks":[]}\n`, 2, 10, 'a whole number of ballots'],
    ['an unknown key on a ballot', `${head}{"votes":[]}\n`, 2, 2, 'one of the keys count, ranking'],
    ['two kinds on a ballot', `${head}{"marks":[],"marks":[]}\n`, 2, 13, 'every key once'],
    [
      'another kind than before',
      `${head}{"marks":[]}\n{"ranking":[]}\n`,
      3,
      2,
      '"marks" as on the ballots before',
    ],
    ['an unknown candidate', `${head}{"marks":["X"]}\n`, 2, 11, 'one of the candidates: A, B, C'],
    ['a candidate twice', `${head}{"ranking":["A",["B","A"]]}\n`, 2, 22, 'every candidate once'],
    ['a rank left out', `${head}{"ranking":["A",[],"B"]}\n`, 2, 17, 'no rank left out'],
    [
      'a score that is too large',
      `${head}{"scores":{"A":65536}}\n`,
      2,
      16,
      'a whole number up to 65535',
    ],
    ['an open text', `${head}{"marks":["A]}\n`, 2, 15, 'a quotation mark that ends the text'],
    ['an unknown escape', `${head}{"marks":["\\x"]}\n`, 2, 12, 'an escape of JSON'],
    ['a control character', `${head}{"marks":["\t"]}\n`, 2, 12, 'no control character'],
    ['a leading zero', `${head}{"scores":{"A":01}}\n`, 2, 16, 'a whole number up to 65535'],
    ['a missing comma', `${head}{"marks":["A" "B"]}\n`, 2, 15, ', or ]'],
  ])('refuses %s with its place', (_, text, line, column, expected) => {
    const read = readWhole(jsonLinesReader(), text);
    expect(read).toMatchObject({ ok: false, error: { line, column } });
    expect(!read.ok && read.error.expected).toContain(expected);
  });

  it('reads every ballot that JSON can say', () => {
    const names = fc.uniqueArray(
      fc.string({ unit: 'grapheme', minLength: 1 }).filter((name) => name.trim() !== ''),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(names, fc.integer({ min: 1, max: 9 }), (candidates, count) => {
        const lines = [{ candidates }, { ranking: candidates, count }, { ranking: [candidates] }];
        const read = readWhole(
          jsonLinesReader(),
          lines.map((line) => JSON.stringify(line)).join('\n'),
        );
        expect(read).toMatchObject({ ok: true, value: { candidates } });
        expect(read.ok && ballotsInWords(read.value)[0]).toBe(
          `${candidates.length === 1 ? count + 1 : count}: ${candidates.join(' > ')}`,
        );
      }),
    );
  });

  it('never throws, whatever the bytes', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"A"',
      '"B"',
      '"ranking"',
      '"marks"',
      '"scores"',
      '"count"',
      '3',
      '\n',
      ' ',
      '\\',
      '"',
      'ә',
    );
    const texts = fc
      .array(pieces, { maxLength: 40 })
      .map((parts) => new TextEncoder().encode(head + parts.join('')));
    const bytes = fc.oneof(texts, fc.uint8Array({ maxLength: 200 }));
    fc.assert(
      fc.property(bytes, fc.integer({ min: 1, max: 50 }), (all, piece) => {
        const whole = readWhole(jsonLinesReader(), all);
        expect(readWhole(jsonLinesReader(), all, piece)).toEqual(whole);
      }),
      { numRuns: 1500 },
    );
  });
});
