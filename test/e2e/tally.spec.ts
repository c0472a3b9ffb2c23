import { readFileSync } from 'node:fs';
import { mkdtemp, open, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { methodOptions } from '../../src/voting/application/method-options.js';
import { methodNames, methodOf, optionsOf } from '../../src/voting/domain/methods/catalogue.js';
import { readOpenFile } from '../../src/voting/application/read-ballot-file.js';
import { runProgram } from '../support/run-program.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'irikteu-tally-'));
});

afterAll(() => rm(folder, { recursive: true }));

async function fileOf(name: string, content: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, content);
  return file;
}

const ward = '3 1\n3 1 2 0\n2 2 0\n1 3 2 0\n0\n"A"\n"B"\n"C"\n"Ward"\n';

describe('irikteu tally', () => {
  it('counts a file and prints JSON', async () => {
    const file = await fileOf('ward.blt', ward);
    const { code, out, err } = await runProgram([
      'tally',
      '--method',
      'stv-scottish',
      file,
      '--json',
    ]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(out)).toMatchObject({
      method: 'stv-scottish',
      seats: 1,
      ballots: { total: 6, valid: 6, invalid: 0 },
      ranking: [
        { rank: 1, candidates: ['A'] },
        { rank: 2, candidates: ['B'] },
        { rank: 3, candidates: ['C'] },
      ],
      rounds: [
        { number: 1, quota: '4', votes: { A: '3.00000', B: '2.00000', C: '1.00000' } },
        { number: 2 },
        { number: 3 },
      ],
    });
  });

  it('takes the options of the methods', async () => {
    const file = await fileOf('ward.blt', ward);
    const borda = ['tally', '--method', 'borda', '--output', 'csv', file];
    const plain = await runProgram(borda);
    const tailed = await runProgram([...borda, '--tail', 'zero', '--lowest', '0']);
    expect([plain.code, tailed.code]).toEqual([0, 0]);
    expect(tailed.out).not.toBe(plain.out);
  });

  it('stops with 3 where a tie is open', async () => {
    const file = await fileOf('tie.csv', '1\nA\nB\n');
    const { code, out, err } = await runProgram([
      'tally',
      '--method',
      'plurality',
      '--seats',
      '1',
      file,
    ]);
    expect(code).toBe(3);
    expect(out).toContain('tie (cut): A, B; not decided');
    expect(err).toBe('The tie policy stops here, a decision is needed between: A, B\n');
  });

  it.each([
    ['a bad file', ['--method', 'borda'], 'line 2, column 5: expected a candidate from 1 to 2'],
    ['an option that is none', ['--metod', 'borda'], "unknown option '--metod'"],
    ['an option without its word', ['--method'], "option '--method <name>' argument missing"],
    ['no method', [], '--method: expected one of plurality'],
    ['two options', ['--seats', '0', '--method', 'x'], '--seats: expected a whole number from 1'],
  ])('refuses %s with 2 and prints nothing', async (_, args, sentence) => {
    const file = await fileOf('bad.blt', '2 1\n1 1 3 0\n0\n"A"\n"B"\n');
    const { code, out, err } = await runProgram(['tally', file, ...args]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(sentence);
  });

  it('refuses a line of 2 GiB at once', async () => {
    const file = await fileOf('huge.csv', '1\n');
    await truncate(file, 2 ** 31);
    const { code, out, err } = await runProgram([
      'tally',
      '--method',
      'borda',
      '--seats',
      '1',
      file,
    ]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(
      'line 2, column 1048577: expected the end of a line of at most 1048576 bytes',
    );
  });

  it('names every method and every option in its help, each once', async () => {
    const { code, out } = await runProgram(['tally', '--help']);
    const { names, options } = methodOptions();
    const typed = [...out.matchAll(/^ {2}(--[a-z-]+)/gm)].map(([, option]) => option);
    expect(code).toBe(0);
    expect(typed).toEqual([...new Set(typed)]);
    expect(options.filter(({ option }) => !typed.includes(`--${option}`))).toEqual([]);
    expect(names.filter((name) => !out.replace(/\s+/g, ' ').includes(name))).toEqual([]);
    expect(typed.filter((option) => !documentation().includes(`\`${option}\``))).toEqual([]);
  });

  it('has every method in the table of the documentation, with its ballots and options', () => {
    expect(methodNames.map(rowOf).filter((row) => !documentation().includes(row))).toEqual([]);
  });
});

function documentation(): string {
  const text = readFileSync(join(import.meta.dirname, '../../docs/tally.md'), 'utf8');
  return text.replace(/ +/g, ' ');
}

function rowOf(name: string): string {
  const method = methodOf(name);
  const ballots = method.ok ? method.value.forms.join(', ') : '';
  const options = Object.entries(optionsOf(name)).map(
    ([option, words]) => `\`--${option}\` ${words.join(', ')}`,
  );
  return `| \`${name}\` | ${ballots} | ${options.join('; ')}${options.length > 0 ? ' ' : ''}|`;
}

describe('readOpenFile', () => {
  it('refuses a file that becomes shorter while it is read', async () => {
    const path = await fileOf('shrinking.csv', `1\n${'Anna\n'.repeat(1_000_000)}`);
    const file = await open(path, 'r+');
    const shrinking: Parameters<typeof readOpenFile>[0] = {
      stat: file.stat.bind(file),
      read: async (...args: Parameters<typeof file.read>) => {
        const read = await file.read(...args);
        await file.truncate(100);
        return read;
      },
    };
    const order = { format: null, candidates: null, form: 'ranking' } as const;
    expect(await readOpenFile(shrinking, path, order)).toEqual({
      ok: false,
      error: `${path}: became shorter while it was read; nothing is counted`,
    });
    await file.close();
  });
});
