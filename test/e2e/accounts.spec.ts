import { SETTINGS, type Settings } from '../../src/platform/settings.js';
import { Sessions, type Actor } from '../../src/platform/identity/index.js';
import { testApp, type Reply, type TestApp } from '../support/app.js';
import { importTerritories } from '../support/primary.js';
import { startProgram } from '../support/program.js';

let app: TestApp;
let office: Actor;

beforeAll(async () => {
  app = await testApp();
  await importTerritories(app);
  office = await app.staff('central-office');
});

afterAll(() => app.close());

const missing = 'This role is held over a territory. Name one; KZ is the whole country.';
const unknown = 'There is no such territory: KZ-9901.';
const territorial = [
  'commission-chair',
  'commission-secretary',
  'commission-member',
  'party-control',
] as const;

async function kept(): Promise<[number, number, number]> {
  const [row] = await app.rows<Record<'accounts' | 'grants' | 'entries', number>>(
    `SELECT (SELECT count(*)::int FROM identity_account) AS accounts,
            (SELECT count(*)::int FROM identity_grant) AS grants,
            (SELECT count(*)::int FROM ledger_entry) AS entries`,
  );
  return [row!.accounts, row!.grants, row!.entries];
}

describe('opening an account over JSON', () => {
  const account = {
    login: 'kostanay.office',
    name: 'Әсел Омарова',
    password: 'long enough for us',
  };

  async function post(body: object, by = office): Promise<Reply> {
    const { access } = await app.get(Sessions).start(by.accountId);
    return await app.browser().post('/api/accounts', body, { authorization: `Bearer ${access}` });
  }

  it.each(territorial)('refuses a %s without a territory and changes nothing', async (role) => {
    const before = await kept();
    const refused = await post({ ...account, role });
    expect([refused.status, refused.json()]).toEqual([
      422,
      { error: { kind: 'territory-missing', sentence: missing } },
    ]);
    expect(await kept()).toEqual(before);
  });

  it('refuses a territory that is not there and changes nothing', async () => {
    const before = await kept();
    const refused = await post({ ...account, role: 'observer', territory: 'KZ-9901' });
    expect([refused.status, refused.json()]).toEqual([
      422,
      { error: { kind: 'territory-unknown', territory: 'KZ-9901', sentence: unknown } },
    ]);
    expect(await kept()).toEqual(before);
  });

  it('refuses what lies outside the territory of the one who asks', async () => {
    const regional = await app.staff('central-office', 'KZ-39');
    const before = await kept();
    const outside = [
      { role: 'commission-chair', territory: 'KZ-10' },
      { role: 'observer', territory: 'KZ' },
      { role: 'central-office' },
    ];
    for (const grant of outside) {
      expect((await post({ ...account, ...grant }, regional)).status).toBe(403);
    }
    expect(await kept()).toEqual(before);
    const inside = { ...account, login: 'inside', role: 'commission-chair', territory: 'KZ-3901' };
    expect((await post(inside, regional)).status).toBe(201);
  });

  it('opens what is in order', async () => {
    const opened = await post({ ...account, role: 'party-control', territory: 'KZ' });
    expect(opened.status).toBe(201);
  });
});

describe('irikteu user create', () => {
  async function run(...options: string[]): Promise<[number | null, string]> {
    const { databaseUrl, home } = app.nest.get<Settings>(SETTINGS);
    const program = await startProgram(
      ['user', 'create', '--login', 'from.console', '--name', 'Омар Асқар', ...options],
      { DATABASE_URL: databaseUrl, IRIKTEU_HOME: home, IRIKTEU_PASSWORD: 'long enough for us' },
    );
    return [await program.end(), program.printed()];
  }

  it('says what is wrong with the territory and opens nothing', async () => {
    const before = await kept();
    expect(await run('--role', 'commission-chair')).toEqual([2, `Not opened. ${missing}\n`]);
    expect(await run('--role', 'observer', '--territory', 'KZ-9901')).toEqual([
      2,
      `Not opened. ${unknown}\n`,
    ]);
    expect(await kept()).toEqual(before);
  });

  it('opens an account over a territory that is there', async () => {
    expect(await run('--role', 'commission-chair', '--territory', 'KZ-39')).toEqual([
      0,
      'Account opened.\n',
    ]);
  });
});
