import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runListBuild } from './run-list-build.js';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'irikteu-list-'));
});
afterAll(async () => {
  await rm(directory, { recursive: true });
});

const run = async (file: string, options: { json?: boolean; lang?: string } = {}) => {
  const lines: string[] = [];
  const errors: string[] = [];
  const code = await runListBuild(
    { file, ...options },
    { out: (text) => lines.push(text), err: (text) => errors.push(text) },
  );
  return { code, out: lines.join('\n'), errors };
};

const runDocument = async (document: unknown, options: { json?: boolean; lang?: string } = {}) => {
  const file = join(directory, 'list.json');
  await writeFile(file, typeof document === 'string' ? document : JSON.stringify(document));
  return await run(file, options);
};

describe('irikteu list build', () => {
  const fixture = join(import.meta.dirname, '../../../test/fixtures/kr-justice-2016');

  it('gives the published list of the Justice Party of Korea 2016, name by name (newstomato.com no=633736)', async () => {
    const published = JSON.parse(await readFile(join(fixture, 'published.json'), 'utf8')) as {
      places: { place: number; candidate: string }[];
    };
    const { code, out } = await run(join(fixture, 'list.json'), { json: true });
    const { status, list } = JSON.parse(out) as {
      status: string;
      list: { place: number; candidate: string }[];
    };
    expect(code).toBe(0);
    expect(status).toBe('built');
    expect(list.map(({ place, candidate }) => ({ place, candidate }))).toEqual(
      published.places.map(({ place, candidate }) => ({ place, candidate })),
    );
  });

  it('has the candidates of that list in the order of their published votes', async () => {
    const published = JSON.parse(await readFile(join(fixture, 'published.json'), 'utf8')) as {
      votes: Record<string, number>;
    };
    const list = JSON.parse(await readFile(join(fixture, 'list.json'), 'utf8')) as {
      candidates: { id: string }[];
    };
    const votes = list.candidates.map(({ id }) => published.votes[id] ?? 0);
    expect(votes).toEqual([...votes].sort((a, b) => b - a));
    expect(votes).toHaveLength(10);
  });

  it('prints a table with the reason of every place', async () => {
    const { code, out } = await run(join(fixture, 'list.json'));
    expect(code).toBe(0);
    expect(out).toContain('The list is built, 10 places.');
    expect(out).toMatch(
      /8 +10 +이영석 +By quota\. “A place for a candidate with a disability”: place 8 is reserved/,
    );
    expect(out).toMatch(/2 +1 +김종대 +On merit\./);
    expect(out).toContain('양경규');
    expect(out).toContain('Place 8 went to somebody else.');
  });

  it.each([
    ['kk', 'Тізім құрылды: 10 орын.'],
    ['ru', 'Список составлен, мест: 10.'],
  ])('speaks %s', async (lang, sentence) => {
    expect((await run(join(fixture, 'list.json'), { lang })).out).toContain(sentence);
  });

  const youth = {
    id: 'youth',
    name: 'Under 35',
    group: ['young'],
    scope: { kind: 'prefix', from: 4 },
    atLeast: { share: '1/2', round: 'down' },
  };
  const candidates = [
    { id: 'a', name: 'Aigul' },
    { id: 'b', name: 'Bolat' },
    { id: 'c', name: 'Chingiz' },
    { id: 'd', name: 'Dana', groups: ['young'] },
    { id: 'e', name: 'Erlan', groups: ['young'] },
  ];

  it('counts a reason out in words', async () => {
    const { out } = await runDocument({ places: 4, candidates, quotas: [youth] });
    expect(out).toContain(
      '“Under 35”: by place 4 at least 2 required, 0 so far, and only places 3–4 remain.',
    );
    expect(out).toContain('Reserve: Chingiz');
  });

  it('ends with 1 and the conflict with its shortage where no list exists', async () => {
    const { code, out } = await runDocument({
      places: 5,
      candidates,
      quotas: [{ ...youth, scope: { kind: 'list' }, atLeast: { count: 3 } }],
    });
    expect(code).toBe(1);
    expect(out).toContain('No list keeps all the quotas at once.');
    expect(out).toContain('“Under 35” needs 3, the candidates have 2.');
  });

  it('ends with 2 and every fault with its path', async () => {
    const { code, errors } = await runDocument({
      places: 0,
      candidates: [{ id: 'a' }],
      barred: ['b'],
    });
    expect(code).toBe(2);
    expect(errors).toEqual([
      'Faults in the file: 2',
      '  places: At least 1.',
      '  barred[0]: There is no candidate “b”.',
    ]);
  });

  it('ends with 2 on a file that is not JSON or not there', async () => {
    expect((await runDocument('{')).code).toBe(2);
    const missing = await run(join(directory, 'nowhere.json'));
    expect(missing.code).toBe(2);
    expect(missing.errors[1]).toContain('The file cannot be opened');
  });

  it('gives the same bytes for the same file, whatever the names of its groups', async () => {
    const document = { places: 4, candidates, quotas: [youth] };
    const once = await runDocument(document, { json: true });
    const again = await runDocument(document, { json: true });
    expect(again.out).toBe(once.out);
    const renamed = JSON.parse(JSON.stringify(document).replaceAll('"young"', '"zzz"')) as object;
    expect((await runDocument(renamed, { json: true })).out).toBe(once.out);
  });
});
