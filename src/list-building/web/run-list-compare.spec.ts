import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtOutput } from '../../../test/support/built-list.js';
import { runListCompare, type ListCompareArguments } from './run-list-compare.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'irikteu-list-compare-'));
});
afterAll(() => rm(folder, { recursive: true }));

const fileOf = async (name: string, content: unknown) => {
  const file = join(folder, name);
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};

const compare = async (options: ListCompareArguments) => {
  const lines: string[] = [];
  const errors: string[] = [];
  const code = await runListCompare(options, {
    out: (text) => lines.push(text),
    err: (text) => errors.push(text),
  });
  return { code, lines, errors };
};

const candidates = [
  { id: 'a', name: 'Aigul' },
  { id: 'b', name: 'Bolat' },
  { id: 'c', name: 'Chingiz', groups: ['young'] },
  { id: 'd', name: 'Dana', groups: ['young'] },
];
const youth = {
  id: 'youth',
  name: 'Young people',
  group: ['young'],
  scope: { kind: 'list' },
  atLeast: { count: 1 },
};
const free = { places: 2, candidates };
const asking = { ...free, quotas: [youth] };
const first = {
  ...free,
  quotas: [{ ...youth, scope: { kind: 'place', place: 1 }, atLeast: undefined }],
};

const outputs = async (before: unknown, after: unknown) => ({
  before: await fileOf('before.json', builtOutput(before)),
  after: await fileOf('after.json', builtOutput(after)),
});

describe('irikteu list compare', () => {
  it('ends with 0 where the order is the same', async () => {
    const { code, lines } = await compare(await outputs(free, free));
    expect(code).toBe(0);
    expect(lines.at(-1)).toBe('The order of the list is the same.');
  });

  it('ends with 1 and tells who came in, who left, and the reasons before and after', async () => {
    const input = await fileOf('input.json', asking);
    const { code, lines } = await compare({ ...(await outputs(free, asking)), input });
    expect(code).toBe(1);
    expect(lines).toEqual([
      'Candidate  Before     After      Change',
      'Aigul      1          1          same place',
      'Chingiz    reserve 1  2          came in',
      'Bolat      2          reserve 1  left the list',
      'Dana       reserve 2  reserve 2  in reserve',
      '',
      'Places that changed',
      '  Place 2: Bolat (on merit) → Chingiz (by quota: “Young people”)',
      '',
      '“Young people”: on places 1–2 0 → 1',
      '0 moved, 1 came in, 1 left.',
    ]);
  });

  it('tells the largest move', async () => {
    const { lines } = await compare(await outputs(free, first));
    expect(lines).toContain('The largest move is 1: a, 1 → 2.');
  });

  it('says that one of the two lists does not exist', async () => {
    const impossible = { ...free, quotas: [{ ...youth, group: ['old'] }] };
    const { code, lines } = await compare(await outputs(free, impossible));
    expect(code).toBe(1);
    expect(lines[0]).toBe(`${join(folder, 'after.json')}: no list exists (“youth”)`);
  });

  it('prints everything for programs', async () => {
    const { lines } = await compare({ ...(await outputs(free, asking)), json: true });
    expect(JSON.parse(lines.join('\n'))).toMatchObject({
      status: { before: 'built', after: 'built' },
      sameOrder: false,
      summary: { moved: 0, cameIn: 1, left: 1, largest: null },
    });
  });

  it.each([
    ['kk', 'Жылжығаны 0, кіргені 1, шыққаны 1.'],
    ['ru', 'Сместились 0, вошли 1, выбыли 1.'],
  ])('speaks %s', async (lang, sentence) => {
    const { lines } = await compare({ ...(await outputs(free, asking)), lang });
    expect(lines).toContain(sentence);
  });

  it('ends with 2 and a sentence where a file is no output', async () => {
    const before = await fileOf('no-output.json', { status: 'splendid' });
    const { code, errors } = await compare({ before, after: join(folder, 'nowhere.json') });
    expect(code).toBe(2);
    expect(errors[0]).toBe(
      `${before} status: One of these is expected: built, infeasible, undecided.`,
    );
    expect(errors[1]).toContain('The file cannot be opened');
  });
});
