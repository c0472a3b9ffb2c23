import { SETTINGS, type Settings } from '../../src/platform/settings.js';
import { Sessions, type Actor } from '../../src/platform/identity/index.js';
import { testApp, type Browser, type Reply, type TestApp } from '../support/app.js';
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

describe('the page of the accounts', () => {
  const path = '/office/accounts';
  const typed = {
    name: 'Сәуле Ахметова',
    login: 'saule',
    password: 'long enough for us',
    role: 'commission-member',
    territory: 'KZ-3903',
  };
  let browser: Browser;

  beforeAll(async () => {
    browser = await signedIn(office);
  });

  async function signedIn(actor: Actor): Promise<Browser> {
    const one = app.browser();
    await one.signIn(actor);
    return one;
  }

  const idOf = async (login: string): Promise<string> =>
    (
      await app.rows<{ id: string }>('SELECT id FROM identity_account WHERE login = $1', [login])
    )[0]!.id;

  it('is for the central office and the administrator', async () => {
    expect((await app.browser().get(path)).location).toMatch('/sign-in');
    for (const [role, status] of [
      ['observer', 403],
      ['commission-chair', 403],
      ['administrator', 200],
    ] as const) {
      const one = await signedIn(await app.staff(role));
      expect([role, (await one.get(path)).status]).toEqual([role, status]);
      expect([role, (await one.get(`${path}/new`)).status]).toEqual([role, status]);
    }
    expect((await browser.get('/office')).body).toContain(`href="${path}"`);
  });

  it.each([
    ['kk', 'Тіркелгілер саны: ', 'Комиссия төрағасы, Қостанай облысы', 'ашық'],
    ['ru', 'Учётных записей: ', 'Председатель комиссии, Костанайская область', 'действует'],
    ['en', 'Accounts: ', 'Commission chair, Qostanay Region', 'active'],
  ])('says who has which role where, in %s', async (language, sentence, role, state) => {
    const { status, body } = await browser.get(`${path}?lang=${language}`);
    expect(status).toBe(200);
    for (const text of [sentence, 'from.console', role, state]) expect(body).toContain(text);
  });

  it('finds by name, login, and territory', async () => {
    await browser.get(`${path}?lang=en`);
    for (const q of ['омар асқар', 'from.console', 'kz-39', 'Қостанай облысы']) {
      const { body } = await browser.get(`${path}?q=${encodeURIComponent(q)}`);
      expect([q, body.includes('from.console')]).toEqual([q, true]);
    }
    const { body } = await browser.get(`${path}?q=${encodeURIComponent('100%_')}`);
    expect(body).toContain('There is no such account.');
    expect(body).toContain('value="100%_"');
  });

  it('opens an account, and the ledger says who did', async () => {
    const opened = await browser.submit(`${path}/new`, typed);
    expect([opened.status, opened.location]).toEqual([303, `${path}?q=saule`]);
    const id = await idOf('saule');
    expect(
      await app.rows('SELECT kind, actor, data FROM ledger_entry WHERE subject = $1 ORDER BY id', [
        id,
      ]),
    ).toEqual([
      { kind: 'account-opened', actor: office.accountId, data: {} },
      {
        kind: 'role-given',
        actor: office.accountId,
        data: { role: 'commission-member', territory: 'KZ-3903' },
      },
    ]);
    const signIn = await app
      .browser()
      .submit('/sign-in/staff', { login: 'saule', password: typed.password }, '/sign-in');
    expect(signIn.status).toBe(303);
  });

  it.each([
    [{ login: 'saule' }, 'This login is taken.'],
    [{ login: 'Сәуле' }, 'A login has small Latin letters'],
    [{ password: 'short' }, 'A password has at least 12 characters.'],
    [{ name: '' }, 'Write the name.'],
    [{ role: 'voter' }, 'Choose a role.'],
    [{ territory: '' }, 'This role is held over a territory.'],
    [{ territory: 'KZ-9901' }, 'There is no such territory: KZ-9901.'],
  ])(
    'refuses %j with its sentence, keeps what was typed and changes nothing',
    async (wrong, why) => {
      const before = await kept();
      const form = { ...typed, login: 'another', ...wrong };
      const refused = await browser.submit(`${path}/new`, form);
      expect(refused.status).toBe(422);
      expect(refused.body).toContain(why);
      expect(refused.body).toContain(`value="${form.name}"`);
      expect(refused.body).not.toContain(form.password);
      expect(await kept()).toEqual(before);
    },
  );

  it.each([
    ['kk', 'Оны кері қайтаруға болмайды'],
    ['ru', 'Это нельзя отменить'],
    ['en', 'This cannot be undone'],
  ])('says what closing an account will do before it does, in %s', async (language, sentence) => {
    const shown = await browser.get(`${path}/${await idOf('saule')}/disabling?lang=${language}`);
    expect([shown.status, shown.body.includes(sentence)]).toEqual([200, true]);
  });

  it('ends the sessions of an account it closes, once', async () => {
    await browser.get(`${path}?lang=en`);
    const id = await idOf('saule');
    const saule = app.browser();
    const credentials = { login: 'saule', password: typed.password };
    await saule.submit('/sign-in/staff', credentials, '/sign-in');
    expect((await saule.get('/commission')).status).toBe(200);
    const closed = await browser.submit(`${path}/${id}/disabling`, {});
    expect([closed.status, closed.location]).toEqual([303, `${path}?q=saule`]);
    expect((await browser.get(closed.location ?? '')).body).toContain('disabled</span>');
    expect((await saule.get('/commission')).location).toMatch('/sign-in');
    expect((await saule.submit('/sign-in/staff', credentials, '/sign-in')).status).toBe(422);
    const again = await browser.submit(`${path}/${id}/disabling`, {}, path);
    expect(again.status).toBe(422);
    expect(again.body).toContain('This account is disabled already.');
    expect(
      await app.rows(
        "SELECT actor FROM ledger_entry WHERE subject = $1 AND kind = 'account-disabled'",
        [id],
      ),
    ).toEqual([{ actor: office.accountId }]);
  });

  it('closes neither the own account nor one outside the territory', async () => {
    const regional = await app.staff('central-office', 'KZ-39');
    const theirs = await signedIn(regional);
    const outside = await app.staff('commission-chair', 'KZ-10');
    const before = await kept();
    for (const [id, why] of [
      [regional.accountId, 'You cannot disable your own account.'],
      [outside.accountId, 'This account holds a role outside your territory.'],
      [office.accountId, 'This account holds a role outside your territory.'],
    ] as const) {
      const refused = await theirs.submit(`${path}/${id}/disabling`, {}, path);
      expect([refused.status, refused.body.includes(why)]).toEqual([422, true]);
    }
    expect(await kept()).toEqual(before);
    expect((await theirs.get(path)).body).not.toContain(`${outside.accountId}/disabling`);
    expect(
      (await theirs.get(`${path}/${office.accountId.replace(/.$/, 'x')}/disabling`)).status,
    ).toBe(404);
  });
});
