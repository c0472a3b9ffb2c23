import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SETTINGS, type Settings } from '../../src/platform/settings.js';
import { testApp, type TestApp } from '../support/app.js';
import { iinOf } from '../support/candidates.js';
import { importTerritories } from '../support/primary.js';
import { startProgram } from '../support/program.js';

const columns = 'iin,family,given,patronymic,territory,joined,phone,email,organisation';

describe('irikteu members import', () => {
  let app: TestApp;
  let settings: Settings;
  let login: string;

  beforeAll(async () => {
    app = await testApp();
    settings = app.nest.get<Settings>(SETTINGS);
    await importTerritories(app);
    const { accountId } = await app.staff('central-office');
    const [account] = await app.rows<{ login: string }>(
      'SELECT login FROM identity_account WHERE id = $1',
      [accountId],
    );
    login = account!.login;
  });

  afterAll(() => app.close());

  it('prints every refused line and imports nothing', async () => {
    const row = `${iinOf(1)},Ким,Борис,,KZ-3902,2015-01-31,,,№ 2`;
    const [code, printed] = await run([columns, row, row, '1,2']);
    expect(code).toBe(2);
    expect(printed).toContain('3,iin,twice-in-file,2\n4,row,wrong-number-of-fields\n');
    expect(printed).toContain('Nothing imported: rows-refused. Lines refused: 2.');
    expect(await app.rows('SELECT 1 FROM voting_member')).toEqual([]);
  });

  it('imports a register that is in order', async () => {
    const rows = [1, 2, 3].map((n) => `${iinOf(n)},Ким,Борис,,KZ-3902,2015-01-31,,,№ 2`);
    const [code, printed] = await run([columns, ...rows]);
    expect([code, printed.trim()]).toEqual([0, 'Members imported: 3. Telephones shared: 0.']);
    expect(await app.rows('SELECT 1 FROM voting_member')).toHaveLength(3);
  });

  it('says that the account or the file is not there', async () => {
    expect(await run([columns], 'nobody')).toEqual([2, 'There is no account nobody.\n']);
    const gone = await startProgram(['members', 'import', 'gone.csv', '--login', login], {});
    expect([await gone.end(), gone.printed()]).toEqual([2, 'There is no file gone.csv.\n']);
  });

  async function run(lines: readonly string[], as = login): Promise<[number | null, string]> {
    const file = join(settings.home, 'members.csv');
    await writeFile(file, `${lines.join('\n')}\n`);
    const program = await startProgram(['members', 'import', file, '--login', as], {
      DATABASE_URL: settings.databaseUrl,
      IRIKTEU_HOME: settings.home,
    });
    return [await program.end(), program.printed()];
  }
});
