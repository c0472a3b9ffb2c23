import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TallyArguments } from '../application/tally-order.js';
import { runTally } from './run-tally.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'irikteu-tally-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function tally(
  csv: string,
  args: Omit<TallyArguments, 'file'>,
): Promise<{ code: number; out: string; err: string }> {
  const file = join(folder, 'ballots.csv');
  await writeFile(file, csv);
  let [out, err] = ['', ''];
  const code = await runTally(
    { file, ...args },
    { out: (text) => (out += text), err: (text) => (err += text.replaceAll(folder, '')) },
  );
  return { code, out, err };
}

describe('runTally', () => {
  it('prints the result of a single choice as JSON', async () => {
    const { code, out } = await tally('1\nAnna\nBulat\nAnna\n""\n', {
      method: 'plurality',
      seats: '1',
      json: true,
    });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      method: 'plurality',
      seats: 1,
      ballots: { total: 4, valid: 3, invalid: 1, invalidBy: { blank: 1 } },
      elected: ['Anna'],
      ranking: [
        { rank: 1, candidates: ['Anna'] },
        { rank: 2, candidates: ['Bulat'] },
      ],
      rounds: [{ number: 1, votes: { Anna: '2', Bulat: '1' }, elected: ['Anna'], excluded: [] }],
      ties: [],
    });
  });

  it('counts rows that stand for several ballots, and refuses those with too many marks', async () => {
    const { code, out } = await tally('count,1,2,3\n40,A,B,\n7,C,,\n5,A,B,C\n', {
      method: 'rating',
      maxMarks: '2',
      seats: '2',
      ties: 'lot',
      seed: '00',
      json: true,
    });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      ballots: { total: 52, valid: 47, invalid: 5, invalidBy: { 'too-many-marks': 5 } },
      elected: ['B', 'A'],
      ranking: [
        { rank: 1, candidates: ['A', 'B'] },
        { rank: 3, candidates: ['C'] },
      ],
      ties: [{ candidates: ['A', 'B'], at: 'elected', resolvedBy: 'lot', order: ['B', 'A'] }],
    });
  });

  it('stops with 3 where the tie policy asks the commission', async () => {
    const { code, out, err } = await tally('1,2\nA,B\nC,\nA,B\nC,D\n', {
      method: 'approval',
      seats: '1',
      json: true,
    });
    expect(code).toBe(3);
    expect(JSON.parse(out)).toMatchObject({ elected: [], ties: [{ resolvedBy: null, order: [] }] });
    expect(err).toContain('between: A, B, C');
  });

  it('prints a table for people', async () => {
    const { out } = await tally('1\nAnna\nBulat\nAnna\n', { method: 'plurality', seats: '1' });
    expect(out).toBe(
      'plurality, 1 seats: 3 ballots, 3 valid, 0 invalid\n' +
        'of each ranking the first choice is counted\n' +
        '   1 *         2  Anna\n' +
        '   2           1  Bulat\n',
    );
  });

  it('ranks the candidates named on the command line even without a vote', async () => {
    const { out } = await tally('1\nAnna\n', {
      method: 'plurality',
      seats: '1',
      candidates: 'Anna, Bulat',
      json: true,
    });
    expect(JSON.parse(out)).toMatchObject({ rounds: [{ votes: { Anna: '1', Bulat: '0' } }] });
  });

  it.each([
    ['an empty file', '', 'line 1, column 1: expected a header'],
    ['no header', 'Anna\nBulat\n', 'line 2, column 1: expected a whole number up to 65535'],
    ['a gap in the header', '1,3\nAnna\n', 'line 1, column 3: expected the header "2"'],
    ['a count that is no number', 'count,1\nmany,Anna\n', 'line 2, column 1: expected a whole'],
    ['a row that is too long', '1,2\nA,B\nA,B,C\n', 'line 3, column 5: expected no more than'],
    ['an open quote', '1\n"Anna\n', 'expected well-formed CSV'],
    ['no candidate at all', '1\n""\n', 'expected at least one ballot that names'],
  ])('refuses %s with its place, and counts nothing', async (_, csv, sentence) => {
    const { code, out, err } = await tally(csv, { method: 'plurality', seats: '1' });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(sentence);
  });

  it('refuses a name that is not among the stated candidates', async () => {
    const { code, err } = await tally('1,2\nAnna,Bulatt\n', {
      method: 'approval',
      seats: '1',
      candidates: 'Anna,Bulat',
    });
    expect(code).toBe(2);
    expect(err).toContain('line 2, column 6: expected one of the candidates: Anna, Bulat');
  });

  it('lists every wrong option at once', async () => {
    const { code, err } = await tally('1\nA\n', {
      method: 'rating',
      seats: '0',
      ties: 'elder,lot',
      seed: 'xyz',
      candidates: 'A,A',
    });
    expect(code).toBe(2);
    expect(err.trim().split('\n')).toEqual([
      '--seats: expected a whole number from 1',
      '--max-marks: needed for this method',
      '--ties: expected backwards, backwards-all, forwards, forwards-all, first-preferences, order, lot, ask, separated by commas',
      '--seed: expected hexadecimal digits in pairs',
      '--candidates: expected every name once',
    ]);
  });

  it('refuses a method it does not know, bad marks and a lot without a seed', async () => {
    const { err } = await tally('1\nA\n', { method: 'dictator', seats: '1', ties: 'lot' });
    expect(err).toContain('--method: expected one of plurality, rating, approval');
    expect(err).toContain('--seed: needed for a lot');
    const marks = await tally('1\nA\n', { method: 'rating', seats: '1', maxMarks: '-1' });
    expect(marks.err).toContain('--max-marks: expected a whole number from 1');
  });

  it('refuses a file that is not there', async () => {
    let err = '';
    const code = await runTally(
      { file: join(folder, 'nowhere.csv'), method: 'plurality', seats: '1' },
      { out: () => undefined, err: (text) => (err += text) },
    );
    expect(code).toBe(2);
    expect(err).toContain('cannot be read');
  });
});
