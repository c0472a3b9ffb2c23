import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TallyArguments } from '../application/tally-order.js';
import { runTally } from './run-tally.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'irikteu-tally-'));
});

afterAll(() => rm(folder, { recursive: true }));

async function tally(
  name: string,
  content: string | Uint8Array,
  args: Omit<TallyArguments, 'file'>,
) {
  const file = join(folder, name);
  await writeFile(file, content);
  let [out, err] = ['', ''];
  const code = await runTally(
    { file, ...args },
    { out: (text) => (out += text), err: (text) => (err += text.replaceAll(`${folder}/`, '')) },
  );
  return { code, out, err };
}

/** Three seats, five candidates; counted by hand with the Scottish rule: quota ⌊22/4⌋ + 1 = 6. */
const ward = `5 3
9 1 2 0
6 3 0
4 4 3 0
2 2 0
1 5 4 0
1 0
0
"Әлия"
"Болат|Ка"
"Said"
"Dana"
"Erlan"
"Ward 4"
`;

describe('irikteu tally --output', () => {
  it('csv: a row for each candidate, a column for each round', async () => {
    const { code, out } = await tally('ward.blt', ward, { method: 'stv-scottish', output: 'csv' });
    const [head, first, second, third, ...rest] = out.trim().split('\n');
    expect(code).toBe(0);
    expect(head).toMatch(/^rank,candidate,elected,round 1,round 2,round 3/);
    expect(first).toMatch(/^1,Әлия,1,9\.00000,6\.00000,6\.00000/);
    expect([second, third].join('\n')).toMatch(/^2,Said,2,6\.00000.*\n3,Dana,3,4\.00000/);
    expect(rest.map((line) => line.split(',')[1])).toEqual(
      expect.arrayContaining(['Болат|Ка', 'Erlan', 'quota', 'elected', 'excluded', 'transfer']),
    );
  });

  it.each([
    ['kk', 'Санау хаттамасы: Ward 4', 'бір ауыспалы дауыс', '1-қадам', 'Сайланды: Әлия, Said.'],
    ['ru', 'Протокол подсчёта: Ward 4', 'шотландские правила', 'Шаг 1', 'Избраны: Әлия, Said.'],
    ['en', 'Protocol of the count: Ward 4', 'Scottish rules', 'Round 1', 'Elected: Әлия, Said.'],
  ])('protocol in %s: method, sums, ranking, rounds', async (language, ...sentences) => {
    const args = { method: 'stv-scottish', output: 'protocol', language };
    const { code, out } = await tally('ward.blt', ward, args);
    expect(code).toBe(0);
    for (const sentence of sentences) expect(out).toContain(sentence);
    expect(out).toContain('| Болат\\|Ка | 2.00000 |');
    expect(out).not.toContain('undefined');
  });

  it('protocol: withdrawals, invalid ballots, how rankings are read, ties and the lot', async () => {
    const args = { method: 'plurality', seats: '2', withdrawn: 'Dana', ties: 'lot', seed: '00' };
    const { out } = await tally('tie.blt', ward.replace('6 3 0', '2 3 0'), {
      ...args,
      output: 'protocol',
    });
    expect(out).toContain('Ballots: 19, of them valid: 14, invalid: 5.');
    expect(out).toContain('- nobody was marked: 1');
    expect(out).toContain('- only those who left the race: 4');
    expect(out).toContain('Withdrawn, their names were read over: Dana.');
    expect(out).toContain('this method counts the first choice alone');
    expect(out).toContain('Tied across the cut with 2 votes each: Said, Болат|Ка.');
    expect(out).toMatch(/- By lot: .* → .*\n\nThe lot was drawn from 00/);
  });

  it('blt: the ballots as they were counted, every different one once', async () => {
    const csv = 'count,1,2\n2,A,B\n1,"B ""x""",A\n3,A,B\n1,"",\n';
    const args = { method: 'schulze', seats: '1', output: 'blt', withdrawn: 'A' };
    const { code, out } = await tally('ranked.csv', csv, args);
    expect(code).toBe(0);
    expect(out).toBe('3 1\n-1\n5 1 2 0\n1 3 1 0\n1 0\n0\n"A"\n"B"\n"B ""x"""\n');
    const again = await tally('again.blt', out, { method: 'schulze', json: true });
    const before = await tally('ranked.csv', csv, { ...args, output: 'json' });
    expect(again.out).toBe(before.out);
  });

  it('blt: refused for what is no ranking', async () => {
    const args = { method: 'score', maxScore: '5', seats: '1', output: 'blt' };
    expect(await tally('scores.csv', 'A,B\n5,0\n', args)).toEqual({
      code: 2,
      out: '',
      err: '--output: only rankings can be written as BLT\n',
    });
  });
});

describe('irikteu tally and the file', () => {
  it.each([
    ['an empty BLT', 'a.blt', '', 'line 1, column 1: expected the number of candidates'],
    ['a truncated BLT', 'a.blt', '3 1\n1 2 3 0\n', 'expected another ballot, or the 0'],
    [
      'a BLT without a closing 0',
      'a.blt',
      '3 1\n1 2 3\n1 1 0\n',
      'line 2, column 6: expected the 0',
    ],
    ['seats above candidates', 'a.blt', '3 4\n', 'line 1, column 3: expected the number of seats'],
    [
      'windows-1251',
      'a.csv',
      Uint8Array.from([0x31, 10, 0xc0, 0xed]),
      'line 2, column 1: expected text in UTF-8',
    ],
    ['UTF-16', 'a.csv', Buffer.from('\ufeff1\nA\n', 'utf16le'), 'this file is in UTF-16'],
    [
      'the byte 0',
      'a.csv',
      '1\nA\0\n',
      'line 2, column 2: expected text in UTF-8, without the byte 0',
    ],
    [
      'a line of 2 MiB',
      'a.csv',
      `1\n${'A'.repeat(1 << 21)}\n`,
      'line 2, column 1048577: expected the end',
    ],
  ])('refuses %s and prints nothing', async (_, name, content, sentence) => {
    const { code, out, err } = await tally(name, content, { method: 'borda', seats: '1' });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(sentence);
  });

  it.each([
    [
      'more seats than stand',
      ward,
      { seats: '5', withdrawn: 'Dana' },
      '--seats: 5 cannot be elected, for only 4 stand',
    ],
    [
      'a stranger withdrawn',
      ward,
      { withdrawn: 'Nobody' },
      '--withdrawn: nobody in the file is called Nobody',
    ],
    [
      'a tie order without somebody',
      ward,
      { tieOrder: 'Said' },
      '--tie-order: expected all 5 candidates',
    ],
    [
      'a ranking as scores',
      ward,
      { method: 'score', maxScore: '5' },
      '--method: score counts score ballots, and the file holds rankings',
    ],
    ['a score without its limit', ward, { method: 'score' }, '--max-score: needed for this method'],
    [
      'a limit of other ballots',
      ward,
      { maxScore: '5' },
      '--max-score: the ballots of borda have no such limit',
    ],
    [
      'an option of other methods',
      ward,
      { methodOptions: { variant: 'margins' } },
      '--variant: not an option of borda, which has --tail, --lowest',
    ],
    ['an unknown word', ward, { methodOptions: { tail: 'long' } }, '--tail: expected one of'],
    [
      'two outputs',
      ward,
      { json: true, output: 'csv' },
      '--json: not together with another --output',
    ],
    ['an unknown format', ward, { format: 'xml' }, '--format: expected one of blt, csv'],
    ['an unknown language', ward, { language: 'de' }, '--language: expected one of kk, ru, en'],
    [
      'candidates beside those of the file',
      ward,
      { candidates: 'A,B' },
      '--candidates: not for blt, where the file names the candidates',
    ],
    [
      'an open quotation',
      ward,
      { withdrawn: '"Said' },
      '--withdrawn: expected names separated by commas',
    ],
  ])('refuses %s with a sentence', async (_, content, args, sentence) => {
    const { code, out, err } = await tally('ward.blt', content, { method: 'borda', ...args });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(sentence);
  });

  it('needs seats where the file says none', async () => {
    const { err } = await tally('a.csv', '1\nA\n', { method: 'plurality' });
    expect(err).toBe('--seats: needed, for the file does not say how many are elected\n');
  });

  it('refuses a folder', async () => {
    const { code, out } = await tally('a.csv', '', { method: 'plurality' });
    let err = '';
    const args = { file: folder, method: 'plurality', seats: '1' };
    const inFolder = await runTally(args, { out: () => undefined, err: (text) => (err += text) });
    expect([code, out, inFolder]).toEqual([2, '', 2]);
    expect(err).toContain('cannot be read');
  });
});

describe('irikteu tally and ties', () => {
  const tied = '3 2\n2 1 0\n2 2 0\n1 3 0\n0\n"A"\n"B"\n"C"\n';

  it('does not stop where all who are tied are elected', async () => {
    const { code, out, err } = await tally('a.blt', tied, { method: 'plurality', json: true });
    expect([code, err]).toEqual([0, '']);
    expect(JSON.parse(out)).toMatchObject({
      elected: ['A', 'B'],
      ties: [{ candidates: ['A', 'B'], at: 'elected', resolvedBy: null, order: [] }],
    });
  });

  it('stops where it matters who is elected, and prints what is known', async () => {
    const { code, out, err } = await tally('a.blt', tied, {
      method: 'plurality',
      seats: '1',
      json: true,
    });
    expect(code).toBe(3);
    expect(JSON.parse(out)).toMatchObject({
      elected: [],
      ranking: [{ rank: 1, candidates: ['A', 'B'] }, { rank: 3 }],
    });
    expect(err).toBe('The tie policy stops here, a decision is needed between: A, B\n');
  });

  it('takes the order of the file, and another one that is given', async () => {
    const stated = tied.replace('3 2\n', '3 1\n[tie 2 3 1]\n');
    const args = { method: 'plurality', ties: 'order', json: true };
    const first = await tally('a.blt', stated, args);
    const second = await tally('a.blt', stated, { ...args, tieOrder: 'A,B,C' });
    expect(JSON.parse(first.out)).toMatchObject({
      elected: ['B'],
      ties: [{ resolvedBy: 'stated-order', order: ['B', 'A'] }],
    });
    expect(JSON.parse(second.out)).toMatchObject({ elected: ['A'] });
  });

  it('names the round of a tie in the middle of a count', async () => {
    const three = '3 1\n3 1 0\n2 2 0\n2 3 0\n0\n"A"\n"B"\n"C"\n';
    const { code, out } = await tally('a.blt', three, { method: 'irv', json: true, ties: 'ask' });
    expect(code).toBe(3);
    expect(JSON.parse(out)).toMatchObject({
      elected: [],
      ties: [{ candidates: ['B', 'C'], at: 'exclusion in round 1', order: [] }],
    });
    const lot = await tally('a.blt', three, {
      method: 'irv',
      json: true,
      ties: 'backwards-all,lot',
      seed: 'ab',
    });
    expect(lot.code).toBe(0);
    expect(JSON.parse(lot.out)).toMatchObject({ elected: ['A'], ties: [{ resolvedBy: 'lot' }] });
  });

  it('breaks ties as the rule of the method says where nothing else is ordered', async () => {
    const two = '2 1\n2 1 0\n2 2 0\n0\n"A"\n"B"\n';
    const asked = await tally('a.blt', two, { method: 'stv-scottish', json: true });
    const ordered = await tally('a.blt', two, { method: 'stv-prf-wigm', json: true });
    expect([asked.code, ordered.code]).toEqual([3, 0]);
    expect(JSON.parse(ordered.out)).toMatchObject({ ties: [{ resolvedBy: 'stated-order' }] });
  });

  it('refuses a seed from which nothing is drawn', async () => {
    const { code, err } = await tally('a.blt', tied, { method: 'plurality', seed: 'ab' });
    expect([code, err]).toEqual([2, '--seed: no step of --ties draws a lot\n']);
  });
});

describe('irikteu tally --json', () => {
  it('has names for keys, also strange ones', async () => {
    const { out } = await tally('a.csv', '1\n__proto__\n10\n__proto__\n', {
      method: 'plurality',
      seats: '1',
      json: true,
    });
    expect(out).toContain('"__proto__": "2"');
    expect(JSON.parse(out)).toMatchObject({
      elected: ['__proto__'],
      rounds: [{ votes: { '10': '1' } }],
    });
  });

  it('shows the pairwise matrix without those who withdrew', async () => {
    const { out } = await tally('ward.blt', ward, {
      method: 'schulze',
      withdrawn: 'Болат|Ка,Erlan',
      json: true,
    });
    expect(JSON.parse(out)).toMatchObject({
      withdrawn: ['Болат|Ка', 'Erlan'],
      pairwise: {
        preferred: {
          Әлия: { Said: 9, Dana: 9 },
          Said: { Әлия: 10, Dana: 6 },
          Dana: { Әлия: 5, Said: 5 },
        },
      },
    });
  });
});
