import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RoundId } from '../../src/kernel/ids.js';
import { SETTINGS, type Settings } from '../../src/platform/settings.js';
import { testApp, type TestApp } from '../support/app.js';
import { playRound } from '../support/played-round.js';
import { plantRound } from '../support/rounds.js';
import { runProgram, type Answer } from '../support/run-program.js';

let app: TestApp;
let directory: string;
let round: RoundId;
let environment: Record<string, string>;

beforeAll(async () => {
  app = await testApp();
  directory = await mkdtemp(join(tmpdir(), 'irikteu-bundles-'));
  ({ round } = await playRound(app));
  const { home, databaseUrl } = app.get<Settings>(SETTINGS as never);
  await writeFile(join(directory, 'kept.zip'), 'kept');
  environment = { DATABASE_URL: databaseUrl, IRIKTEU_HOME: home, LOG_LEVEL: 'fatal' };
}, 180_000);

afterAll(async () => {
  await app.close();
  await rm(directory, { recursive: true });
});

const bundle = (id: string, out: string, ...more: readonly string[]): Promise<Answer> =>
  runProgram(['bundle', id, '--out', out, ...more], environment);

describe('irikteu bundle and irikteu verify', () => {
  it('write the archive of a published round, and find it right', async () => {
    const file = join(directory, 'round.zip');
    const written = await bundle(round, file);
    expect(written).toMatchObject({ code: 0, err: '' });
    expect(written.out).toMatch(/round\.zip is written: [\d,]+ bytes\.\n$/);
    const verified = await runProgram(['verify', file]);
    expect(verified).toMatchObject({ code: 0, err: '' });
    expect(verified.out).toContain('The bundle is right');
  });

  it('find an archive wrong in which a ballot was changed, and say where', async () => {
    const bytes = await readFile(join(directory, 'round.zip'));
    const ballot = bytes.indexOf('irikteu/ballot/1\0');
    bytes[ballot + 40]! ^= 1;
    const file = join(directory, 'changed.zip');
    await writeFile(file, bytes);
    const verified = await runProgram(['verify', file]);
    expect(verified.code).toBe(1);
    expect(verified.out).toMatch(/WRONG +ballots\.bin/);
  });

  it('do not take something else for an archive', async () => {
    const file = join(directory, 'note.zip');
    await writeFile(file, 'all is well');
    const verified = await runProgram(['verify', file]);
    expect(verified).toMatchObject({ code: 2, out: '' });
    expect(verified.err).toContain('is no bundle of Irikteu');
    expect((await runProgram(['verify', join(directory, 'nowhere.zip')])).code).toBe(2);
  });

  it('write nothing over a file that is there', async () => {
    const file = join(directory, 'kept.zip');
    const answer = await bundle(round, file);
    expect(answer).toEqual({
      code: 2,
      out: '',
      err: `${file} is there already. Nothing is written over it: name another file.\n`,
    });
    expect(await readFile(file, 'utf8')).toBe('kept');
  });

  it.each([
    [
      'in a folder that is not there',
      'nowhere/round.zip',
      /^.*round\.zip cannot be written: ENOENT/,
    ],
    ['in a file', 'kept.zip/round.zip', /^.*round\.zip cannot be written: ENOTDIR/],
    ['under a name too long', `${'x'.repeat(300)}.zip`, /^.*\.zip cannot be written: ENAMETOOLONG/],
  ])('write nothing %s', async (_, name, expected) => {
    const answer = await bundle(round, join(directory, name));
    expect(answer).toMatchObject({ code: 2, out: '' });
    expect(answer.err).toMatch(expected);
  });

  it('do not know a round that is not there, in each language', async () => {
    const before = await readdir(directory);
    const file = join(directory, 'unknown.zip');
    const unknown = '00000000-0000-4000-8000-000000000000';
    expect(await bundle(unknown, file)).toEqual({
      code: 2,
      out: '',
      err: `There is no round ${unknown}.\n`,
    });
    expect(await bundle('first', file, '--lang', 'ru')).toEqual({
      code: 2,
      out: '',
      err: 'Тура first нет.\n',
    });
    expect((await bundle('first', file, '--lang', 'kk')).err).toBe('first деген тур жоқ.\n');
    expect(await readdir(directory)).toEqual(before);
  });

  it('write no archive before the result is published', async () => {
    const rows = (sql: string, parameters: unknown[]) => app.rows(sql, parameters);
    const { id } = await plantRound(rows as never, 1, { unit: 'KZ-3999' });
    const file = join(directory, 'early.zip');
    expect(await bundle(id, file)).toEqual({
      code: 1,
      out: '',
      err: `The result of round ${id} is not published yet; the archive is made after that.\n`,
    });
    expect(await readdir(directory)).not.toContain('early.zip');
  });
});
